package dev.weft.cluster.internal.actor;

import dev.weft.ActorContext;
import dev.weft.bridge.Actor;
import dev.weft.bridge.Construction;
import dev.weft.bridge.LiveActor;
import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RunningActor;
import dev.weft.cluster.internal.failpoint.Failpoint;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.RunningCall;
import dev.weft.cluster.internal.object.Input;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Flattened;
import dev.weft.spi.Outcome;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The user's side of an actor: its instance, or the bytes of which one can be made. Used by one
 * thread at a time, the one that runs a call; its cell sees to that. Where calls run beside each
 * other, it sees to it that they do when it is awake only, and that it is kept while none runs that
 * may change it.
 */
final class ActorBody {

  /** Stands for an outcome that is not known yet; no encoded one is empty. */
  static final byte[] LATER = {};

  private final ActorAddress address;
  private final JobId jobId;
  private final LiveActor live;
  private final Jobs jobs;
  private final ObjectTable objects;
  private volatile @Nullable Actor instance; // written by the one that wakes it
  private byte @Nullable [] bytes;

  /**
   * @param bytes what it was when it was last kept; null if it is to be built
   */
  ActorBody(ActorHead head, Jobs jobs, ObjectTable objects, byte @Nullable [] bytes) {
    this.address = head.address();
    this.jobId = head.job();
    ActorTerms terms = head.terms();
    this.live =
        new LiveActor(
            new ActorContext(
                address,
                Optional.ofNullable(terms.name()),
                terms.namespace(),
                head.restarts(),
                bytes != null));
    this.jobs = jobs;
    this.objects = objects;
    this.bytes = bytes;
  }

  /** Runs the constructor; throws what it throws, or that the new actor could not be kept. */
  void build(ActorRequest.Create request) throws Throwable {
    Job job = jobs.of(jobId);
    instance =
        new RunningCall(job, request.constructor().toString(), 1)
            .around(
                () ->
                    Construction.run(
                        live,
                        job.resolve(request.constructor()),
                        job.decodeArguments(request.args())));
  }

  /**
   * Runs a method.
   *
   * @param onFuture gets how the call ends, later, if the method returned a ref or a future; from
   *     any thread
   * @return how it ended, encoded; {@link #LATER} if that is known later
   */
  @SuppressWarnings("CatchingUnchecked") // the edge of user code: all it throws goes to the caller
  byte[] run(ActorRequest.Call request, Consumer<Outcome> onFuture) {
    Job job = jobs.own(); // to say that the actor's own has ended
    for (int run = 1; ; run++) {
      try {
        job = jobs.of(jobId);
        job.ran(request.name());
        Actor receiver = awake(job);
        return new RunningCall(job, request.name(), run)
            .around(() -> invoke(receiver, request, onFuture));
      } catch (Throwable e) {
        if (!isRetried(job, request, e, run)) {
          return job.encodeFailure(e);
        }
      }
    }
  }

  private static boolean isRetried(
      Job job, ActorRequest.Call request, Throwable failure, int runs) {
    try {
      return !Thread.currentThread().isInterrupted()
          && request.terms().isRetried(job.resolve(request.method()), failure, runs);
    } catch (RuntimeException | LinkageError e) {
      return false; // there is no such method
    }
  }

  private byte[] invoke(Actor receiver, ActorRequest.Call request, Consumer<Outcome> onFuture)
      throws Throwable {
    Job job = jobs.of(jobId);
    @Nullable Object[] given = job.decodeArguments(request.args());
    @Nullable Object[] args = new @Nullable Object[given.length + 1];
    args[0] = receiver;
    System.arraycopy(given, 0, args, 1, given.length);
    for (Input input : request.inputs()) {
      args[input.position() + 1] = input.outcome(job, objects).valueOrThrow();
    }
    RemoteMethod method = job.resolve(request.method());
    if (request.isReadOnly() && !method.isReadOnly()) {
      throw new IllegalArgumentException(
          method + " is not @ReadOnly, and was called as if it were.");
    }
    Failpoint.BEFORE_METHOD.pass();
    Object value = RunningActor.invoke(live, method, args);
    Failpoint.AFTER_METHOD.pass();
    if (!method.returnsFuture()) {
      return job.encode(value);
    }
    Flattened.whenKnown(method, value, onFuture);
    return LATER;
  }

  private Actor awake(Job job) throws Throwable {
    Actor awake = instance;
    if (awake == null) {
      byte[] kept = Objects.requireNonNull(bytes);
      awake =
          new RunningCall(job, address.type() + " waking", 1)
              .around(
                  () -> {
                    Actor restored = (Actor) job.decodeState(kept);
                    restored.$weft$self(address);
                    RunningActor.restore(live, restored);
                    return restored;
                  });
      instance = awake;
    }
    return awake;
  }

  /** Whether it has an instance. */
  boolean isAwake() {
    return instance != null;
  }

  /** Whether one of its methods has asked for its end. */
  boolean isExiting() {
    return live.isExiting();
  }

  /**
   * What it is now, to be kept; the same array as before if nothing has changed.
   *
   * @throws RuntimeException if it cannot be: it is as it was when it was last kept, then
   */
  byte[] keep() {
    Actor current = instance;
    if (current == null) {
      return Objects.requireNonNull(bytes);
    }
    byte[] now;
    try {
      now = jobs.of(jobId).encodeState(current);
    } catch (RuntimeException | Error e) {
      instance = null;
      throw e;
    }
    byte[] before = bytes;
    if (before == null || !Arrays.equals(before, now)) {
      bytes = now;
      return now;
    }
    return before;
  }

  /**
   * What it is now, for an actor that is not kept: it goes on as it is, whatever comes of this.
   *
   * @throws RuntimeException if it cannot be
   */
  byte[] encode() {
    Actor current = instance;
    return current == null ? Objects.requireNonNull(bytes) : jobs.of(jobId).encodeState(current);
  }

  /** Whether a call may run that has perhaps run in a former life of the actor, now lost. */
  boolean mayRunTwice(ActorRequest.Call request) {
    OutcomeUnknownException unknown = new OutcomeUnknownException("the member is lost");
    return request.isReadOnly() || isRetried(jobs.of(jobId), request, unknown, 1);
  }

  /** What it was when it was last kept. */
  byte @Nullable [] lastKept() {
    return bytes;
  }

  /** How a future ended that a method had returned, encoded. */
  @SuppressWarnings("CatchingUnchecked") // a value that cannot travel is the caller's failure
  byte[] encode(Outcome outcome) {
    Job job = jobs.own();
    try {
      job = jobs.of(jobId);
      return job.encodeOutcome(outcome);
    } catch (Throwable e) {
      return job.encodeFailure(e);
    }
  }

  byte[] encodeFailure(Throwable failure) {
    Job job;
    try {
      job = jobs.of(jobId);
    } catch (RuntimeException e) {
      job = jobs.own();
    }
    return job.encodeFailure(failure);
  }

  /** The answer to a call that ended so; a large outcome goes to the grid. */
  ActorAnswer answer(ActorRequest.Call request, byte[] outcome) {
    if (outcome.length <= ObjectTable.INLINE_BYTES) {
      return ActorAnswer.outcome(outcome);
    }
    Job job = jobs.own();
    try {
      job = jobs.of(jobId);
      objects.store(job, request.result(), outcome);
      return ActorAnswer.stored();
    } catch (RuntimeException e) {
      return ActorAnswer.outcome(job.encodeFailure(e));
    }
  }
}
