package dev.weft;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes calls of a method, or of all methods of a class, run in the cluster.
 *
 * <p>On a method: each call is a <em>task</em>, run on some member; the receiver of an instance
 * method goes along by value, like an argument. The annotation also covers what overrides or
 * implements the method. On a class: each instance is an <em>actor</em>, living on one member;
 * {@code new} creates it there and yields a handle of the same class, and its methods run one at a
 * time, in the order in which each caller called them.
 *
 * <p>A method declared to return an {@link ObjectRef} or a {@code CompletableFuture} returns at
 * once; what the caller gets completes as that which the body returned.
 *
 * <p>Arguments and results are passed by value, as if serialised. In code that is not woven the
 * annotation has no effect.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Remote {

  /** The name shown in messages and logs. Default: {@code Class.method} or {@code Class}. */
  String name() default "";

  /**
   * How often a task is run again when the member that ran it is lost, or when it fails with one of
   * {@link #retryOn}. It may then run more than once. With 0 a call whose member is lost fails with
   * {@link dev.weft.error.OutcomeUnknownException}. Range: 0 and up; unused on classes.
   */
  int retries() default 3;

  /**
   * Failures of its own on which a task is run again, as often as {@link #retries} says; subclasses
   * count too. Unused on classes.
   */
  Class<? extends Throwable>[] retryOn() default {};

  /**
   * The time in which a call must be done, its waiting for inputs and for a free slot included, in
   * milliseconds; 0 for any. When it is over the task is cancelled, and its ref fails with {@link
   * dev.weft.error.TaskTimeoutException}. Unused on classes.
   */
  long timeoutMillis() default 0;

  /**
   * How many processors a task takes while it runs, in steps of 0.001; see {@link
   * CallOptions#cpus}. Unused on classes.
   */
  double cpus() default 1;

  /** How many bytes of memory it takes; see {@link CallOptions#memory}. Unused on classes. */
  long memory() default 0;

  /**
   * What else it takes, as {@code "gpu=1"}; see {@link CallOptions#resource}. Unused on classes.
   */
  String[] resources() default {};

  /**
   * Whether callers wait where the call stands, for its value or its failure, before they go on. On
   * a class: of all methods of the actor. It gives steps that have effects the order in which they
   * are written; a lambda in {@code Weft.remote} returns its ref at once all the same.
   */
  boolean await() default false;
}
