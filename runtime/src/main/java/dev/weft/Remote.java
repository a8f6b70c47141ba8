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
 * <p>What is said of a class says the same of its subclasses, where these do not say otherwise.
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
   * {@link dev.weft.error.OutcomeUnknownException}. Range: 0 and up.
   *
   * <p>A call of an actor is run again at once, before others, when it fails with one of {@link
   * #retryOn}; what it has changed by then stays changed. That a member is lost counts only where
   * the state may be lost with it, under {@link Durability#NONE}. On a class: of all methods of the
   * actor.
   */
  int retries() default 3;

  /**
   * Failures of its own on which a task is run again, as often as {@link #retries} says; subclasses
   * count too. On a class: of all methods of the actor.
   */
  Class<? extends Throwable>[] retryOn() default {};

  /**
   * The time in which a call must be done, its waiting for inputs and for a free slot included, in
   * milliseconds; 0 for any. When it is over the task is cancelled, and its ref fails with {@link
   * dev.weft.error.TaskTimeoutException}. A call of an actor that has not begun by then does not;
   * one that has is not stopped, and fails with {@link dev.weft.error.OutcomeUnknownException}. On
   * a class: of all methods of the actor.
   */
  long timeoutMillis() default 0;

  /**
   * How many processors a task takes while it runs, in steps of 0.001; see {@link
   * CallOptions#cpus}. For tasks.
   */
  double cpus() default 1;

  /** How many bytes of memory it takes; see {@link CallOptions#memory}. For tasks. */
  long memory() default 0;

  /** What else it takes, as {@code "gpu=1"}; see {@link CallOptions#resource}. For tasks. */
  String[] resources() default {};

  /**
   * Whether callers wait where the call stands, for its value or its failure, before they go on. On
   * a class: of all methods of the actor. It gives steps that have effects the order in which they
   * are written; a lambda in {@code Weft.remote} returns its ref at once all the same.
   */
  boolean await() default false;

  /** What becomes of the actor's state when its member is lost. On classes. */
  Durability durability() default Durability.REPLICATED;

  /**
   * How often the actor begins anew, by its constructor with the arguments it was created with:
   * when {@link Weft#kill(Object, boolean)} asks for it, and when its state is lost with its
   * member, under {@link Durability#NONE}. Range: 0 and up, -1 for any number. On classes.
   */
  int maxRestarts() default 0;

  /**
   * How many calls run at a time of those methods that are in no {@linkplain #concurrencyGroup
   * group}. With more than 1 the class must be safe for use by several threads, and calls of one
   * caller begin in order but need not end in order. Range: 1 and up. On classes.
   */
  int concurrency() default 1;

  /**
   * Groups of methods, with how many calls of each run at a time beside the others: {@code {"io=2",
   * "compute=4"}}. On classes.
   */
  String[] concurrencyGroups() default {};

  /** The group to which a method belongs; its class has it. On methods of actors. */
  String concurrencyGroup() default "";

  /**
   * Whether a call may come in that comes from the actor itself, by way of other actors, while it
   * waits for these. Otherwise none of them could go on, and the call fails with {@link
   * dev.weft.error.ActorCycleException}. What has come in runs alone, as every call does: who
   * waited goes on after it, and may find the state changed. Inline every actor lets such calls in.
   * On classes.
   */
  boolean reentrant() default false;

  /**
   * How many calls may wait for the actor; more are refused with {@link
   * dev.weft.error.OverloadedException}. Range: 1 and up, 0 for any number. On classes.
   */
  int maxPendingCalls() default 0;

  /**
   * Whether the actors of this class come to life when they are first asked for, by {@link
   * Weft#actor(Class, String)}: the class has a constructor that takes the key, a {@code String}.
   * On classes.
   */
  boolean keyed() default false;

  /**
   * How long an actor stays in memory when no calls come, in milliseconds: then its state alone is
   * kept, as bytes, and the next call makes an instance of it, as when it moves. 0 for as long as
   * it lives. On classes.
   */
  long sleepAfterMillis() default 600_000;
}
