package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method of an actor that does not change its state, so that nothing has to be kept when it
 * has run. The annotation also covers what overrides the method.
 *
 * <p>What such a method changes all the same is lost when the actor moves, sleeps or loses its
 * member.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ReadOnly {}
