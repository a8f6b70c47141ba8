package dev.weft.cluster.internal.actor;

import dev.weft.NamedActor;
import dev.weft.ObjectRef;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.job.JobId;
import dev.weft.cluster.internal.job.Jobs;
import dev.weft.cluster.internal.job.MethodKey;
import dev.weft.cluster.internal.object.ClusterRef;
import dev.weft.cluster.internal.object.Inputs;
import dev.weft.cluster.internal.object.ObjectTable;
import dev.weft.cluster.internal.shipping.DetachedClasses;
import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ActorCycleException;
import dev.weft.error.ActorDiedException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.OutcomeUnknownException;
import dev.weft.error.OverloadedException;
import dev.weft.error.TaskTimeoutException;
import dev.weft.error.WeftException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.spi.QuietListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The caller's side of actors. Refs are completed on the completer, never on a grid thread. */
public final class ActorClient implements ActorEngine {

  /** How long after its time is over the owner of a call may take to say what became of it. */
  private static final Duration VERDICT = Duration.ofSeconds(1);

  private final Clock clock;
  private final Jobs jobs;
  private final ObjectTable objects;
  private final Executor completer;
  private final ActorChannels channels;
  private final Exchanges exchanges;
  private final ActorDirectory directory;
  private final DetachedClasses detachedClasses;
  private final Map<PromiseRef<?>, JobId> waiting = new ConcurrentHashMap<>();
  private volatile String whyClosed = "Weft was shut down in this process";
  private volatile boolean closed;

  /**
   * @param host takes the requests for actors of this node
   * @param completer runs one command at a time, in order
   */
  public ActorClient(
      Transport transport,
      ActorHost host,
      Jobs jobs,
      DetachedClasses detachedClasses,
      ObjectTable objects,
      Executor completer,
      Clock clock) {
    exchanges = new Exchanges(transport, host::receive, clock);
    directory = new ActorDirectory(transport, clock);
    this.detachedClasses = detachedClasses;
    this.clock = clock;
    this.jobs = jobs;
    this.objects = objects;
    this.completer = completer;
    this.channels = new ActorChannels(objects, this::send);
  }

  @Override
  public ActorBirth create(ActorCreation creation) {
    Job job = jobs.current(creation.constructor());
    String name = creation.options().name();
    String namespace = Objects.requireNonNullElseGet(creation.namespace(), () -> namespace(job));
    List<PromiseRef<?>> unborn = new ArrayList<>(0);
    UUID incarnation = UUID.randomUUID();
    ActorRequest.Create request =
        new ActorRequest.Create(
            name == null ? UUID.randomUUID() : ActorNames.id(namespace, name),
            incarnation,
            creation.isDetached() ? JobId.ofDetached(incarnation) : job.id(),
            new ActorTerms(name, namespace, creation.traits()),
            MethodKey.of(creation.constructor()),
            job.encodeArguments(creation.args(), unborn::add));
    if (name == null) {
      return create(request, job, unborn);
    }
    return creation.isDetached()
        ? findOrDetach(request, job, name)
        : findOrCreate(request, job, name);
  }

  /**
   * Sends the request once the actors among its arguments are born. Calls wait here for the birth:
   * messages may overtake each other when a partition moves.
   */
  private ActorBirth create(ActorRequest.Create request, Job job, List<PromiseRef<?>> unborn) {
    ActorAddress address = request.address();
    ClusterRef<@Nullable Object> born =
        objects.newRef(job, () -> "the creation of " + address, null);
    await(born, job);
    objects.births().add(address, born);
    Inputs before = Inputs.none();
    unborn.forEach(before::await);
    before.whenReady(
        () ->
            exchanges.begin(
                request,
                (answer, failure) ->
                    completer.execute(() -> born(address, born, answer, failure))));
    return new ActorBirth(address, born);
  }

  private void born(
      ActorAddress address,
      ClusterRef<?> born,
      @Nullable ActorAnswer answer,
      Exchange.@Nullable Failure failure) {
    if (answer == null) {
      born.fail(() -> failed("The creation of " + address, failure));
      return;
    }
    switch (answer.kind()) {
      case FOUND -> born.complete(Outcome.of(null));
      case OUTCOME -> objects.completeInline(born, Objects.requireNonNull(answer.bytes()));
      default -> {
        byte[] thrown = answer.death().failure();
        if (thrown != null) {
          objects.completeInline(born, thrown);
        } else {
          born.fail(() -> died(address, answer.death(), born.job()));
        }
      }
    }
  }

  /**
   * The classes of a detached actor are where it finds them before it is there itself. If it never
   * is, that is found out later.
   */
  private ActorBirth findOrDetach(ActorRequest.Create request, Job job, String name) {
    String type = request.constructor().type();
    Optional<ActorAddress> known = find(type, name, request.terms().namespace());
    if (known.isPresent()) {
      return born(known.get());
    }
    NodeId driver = job.id().isDetached() ? null : job.id().driver();
    UUID own = request.job().uuid();
    detachedClasses.give(job.id().uuid(), driver, type, own, request.actor());
    ActorBirth birth = findOrCreate(request, job, name);
    if (!birth.address().incarnation().equals(request.incarnation())) {
      detachedClasses.take(own);
    }
    return birth;
  }

  private static ActorBirth born(ActorAddress address) {
    PromiseRef<@Nullable Object> born = new PromiseRef<>();
    born.complete(Outcome.of(null));
    return new ActorBirth(address, born);
  }

  /**
   * Whether a detached actor lives, by its job. Waits.
   *
   * @param actor its id
   */
  public boolean isAlive(JobId detached, UUID actor) {
    ActorAnswer answer = ask(ActorRequest.Find.of(actor), "the search for a detached actor");
    UUID incarnation = answer.incarnation();
    return answer.kind() == ActorAnswer.Kind.FOUND
        && incarnation != null
        && JobId.ofDetached(incarnation).equals(detached);
  }

  /** The answer may be another actor, so it is waited for. */
  private ActorBirth findOrCreate(ActorRequest.Create request, Job job, String name) {
    String type = request.constructor().type();
    ActorAnswer answer = ask(request, "the creation of " + type);
    return switch (answer.kind()) {
      case FOUND -> born(address(request.actor(), answer, type, name));
      case OUTCOME -> {
        job.decodeOutcome(Objects.requireNonNull(answer.bytes())).valueOrThrow();
        throw new IllegalStateException("A constructor's failure was expected.");
      }
      default ->
          throw new ActorDiedException(
              "The actor " + type + " could not be created: " + answer.text() + ".");
    };
  }

  @Override
  public ObjectRef<@Nullable Object> call(ActorCall call) {
    Job job = jobs.current(call.method());
    String name = Objects.requireNonNullElse(call.options().name(), call.method().displayName());
    Inputs inputs = Inputs.take(call.args(), call.inputs());
    byte[] args = job.encodeArguments(call.args(), inputs::await);
    PromiseRef<?> birth = objects.births().find(call.target());
    if (birth != null) {
      inputs.await(birth);
    }
    CallOrigin origin = new CallOrigin(name, call.target());
    ClusterRef<@Nullable Object> ref = objects.newRef(job, origin, call.site());
    await(ref, job);
    ActorChannel line = channels.of(call.target());
    MethodKey method = MethodKey.of(call.method());
    CallTerms terms = CallTerms.of(call.method(), call.options());
    OutgoingCall outgoing = new OutgoingCall(origin, line, job, ref, method, args, inputs, terms);
    line.add(outgoing);
    if (terms.timeoutMillis() != 0) {
      clock.after(Duration.ofMillis(terms.timeoutMillis()), () -> expire(outgoing, terms));
    }
    return ref;
  }

  /** Its time is over: the owner says whether it has begun, unless there is none to be reached. */
  private void expire(OutgoingCall call, CallTerms terms) {
    if (call.ref().isDone()) {
      return;
    }
    Duration timeout = Duration.ofMillis(terms.timeoutMillis());
    String what = "The call of " + call.name() + " on " + call.target();
    if (call.isSent()) {
      clock.after(
          VERDICT,
          () ->
              completer.execute(
                  () ->
                      call.ref()
                          .fail(
                              () ->
                                  new OutcomeUnknownException(
                                      what + " was not answered within " + timeout + "."))));
    } else {
      completer.execute(
          () -> {
            call.ref()
                .fail(
                    () ->
                        new TaskTimeoutException(
                            what + " had no inputs within " + timeout + ", and was not made."));
            call.line().drop(call);
          });
    }
  }

  @Override
  public Optional<ActorAddress> find(String type, String name) {
    return find(type, name, namespace());
  }

  @Override
  public Optional<ActorAddress> find(String type, String name, String namespace) {
    UUID id = ActorNames.id(namespace, name);
    ActorAnswer answer = ask(ActorRequest.Find.of(id), "the search for actor \"" + name + "\"");
    return answer.kind() == ActorAnswer.Kind.FOUND
        ? Optional.of(address(id, answer, type, name))
        : Optional.empty();
  }

  @Override
  public List<NamedActor> named(String namespace) {
    return directory.of(namespace);
  }

  @Override
  public void kill(ActorAddress actor) {
    ask(new ActorRequest.Kill(actor.id(), actor.incarnation(), null), "the end of " + actor);
    channels.forget(actor);
  }

  @Override
  public void kill(ActorAddress actor, boolean restart) {
    if (restart) {
      UUID request = UUID.randomUUID();
      ask(
          new ActorRequest.Kill(actor.id(), actor.incarnation(), request),
          "the restart of " + actor);
    } else {
      kill(actor);
    }
  }

  @Override
  public String namespace() {
    return namespace(jobs.current());
  }

  /** Fails what is pending of a job that has ended. */
  public void end(Job job) {
    fail(job.id(), "Job " + job.id() + " has ended.");
  }

  /** Takes what actors answered. */
  public void receive(NodeId from, byte[] message, Reply reply) {
    exchanges.receive(message); // first: what cannot be read is sent again, each by itself
    reply.send(new byte[0]);
  }

  /** A node is gone: calls that it had are made again elsewhere. */
  public void left(NodeId node) {
    exchanges.left(node);
  }

  /** How many calls are not answered. */
  public int pending() {
    return waiting.size();
  }

  /** Fails all that is pending, and what comes after. */
  public void close(String why) {
    whyClosed = why;
    closed = true;
    exchanges.close();
    fail(null, why + " before the actor answered.");
  }

  private void fail(@Nullable JobId job, String reason) {
    waiting.forEach(
        (ref, owner) -> {
          if (job == null || job.equals(owner)) {
            ref.complete(Outcome.failed(new ClusterUnavailableException(reason)));
          }
        });
  }

  private void await(PromiseRef<?> ref, Job job) {
    waiting.put(ref, job.id());
    ref.onDone((QuietListener) () -> waiting.remove(ref));
    if (closed) {
      close(whyClosed); // it may have come too late for the first
    }
  }

  private void send(OutgoingCall call) {
    exchanges.begin(
        call.request(channels.takeFinished(call.target())),
        (answer, failure) -> {
          if (answer == null || !completeQuietly(call, answer)) {
            completer.execute(() -> complete(call, answer, failure));
          }
        });
  }

  /**
   * Completes a call in a thread that must not do more than wake others, under locks perhaps;
   * returns false if that is not possible.
   */
  private boolean completeQuietly(OutgoingCall call, ActorAnswer answer) {
    if (answer.kind() != ActorAnswer.Kind.OUTCOME) {
      return false;
    }
    Outcome outcome = objects.inline(call.ref(), Objects.requireNonNull(answer.bytes()));
    if (!call.ref().completeQuietly(outcome)) {
      return false;
    }
    call.markAnswered();
    if (call.line().isOver()) {
      completer.execute(call.line()::answered);
    }
    return true;
  }

  private void complete(
      OutgoingCall call, @Nullable ActorAnswer answer, Exchange.@Nullable Failure failure) {
    if (answer == null) {
      call.line().restart(call.channel());
      call.ref().fail(() -> failed("The call of " + call.name() + " on " + call.target(), failure));
      return;
    }
    call.markAnswered();
    call.line().answered();
    switch (answer.kind()) {
      case OUTCOME -> objects.completeInline(call.ref(), Objects.requireNonNull(answer.bytes()));
      case STORED -> objects.completeStored(call.ref());
      case UNKNOWN ->
          call.ref()
              .fail(
                  () ->
                      new OutcomeUnknownException(
                          "How the call of "
                              + call.name()
                              + " on "
                              + call.target()
                              + " ended is not known: "
                              + answer.text()
                              + "."));
      case OVERLOADED ->
          call.ref()
              .fail(
                  () ->
                      new OverloadedException(
                          "The call of "
                              + call.name()
                              + " on "
                              + call.target()
                              + " was refused: "
                              + answer.text()
                              + " Make it again later, or let the actor have more wait by"
                              + " @Remote(maxPendingCalls = …)."));
      case TIMED_OUT ->
          call.ref()
              .fail(
                  () ->
                      new TaskTimeoutException(
                          "The call of "
                              + call.name()
                              + " on "
                              + call.target()
                              + " was not run: its time was over while it waited."));
      case CYCLE -> call.ref().fail(() -> ActorCycleException.of(answer.cycle()));
      case RESTARTED ->
          call.ref()
              .fail(
                  () ->
                      new ActorDiedException(
                          "The call of "
                              + call.name()
                              + " on "
                              + call.target()
                              + " was ended: "
                              + answer.text()
                              + "."));
      default -> {
        channels.forget(call.target());
        call.ref().fail(() -> died(call.target(), answer.death(), call.ref().job()));
      }
    }
  }

  private static ActorDiedException died(ActorAddress actor, Death death, Job job) {
    byte[] cause = death.failure();
    return new ActorDiedException(
        "The actor " + actor + " is dead: " + death.reason() + ".",
        cause == null ? null : job.decodeOutcome(cause).failure());
  }

  private static RuntimeException failed(String what, Exchange.@Nullable Failure failure) {
    return switch (Objects.requireNonNull(failure)) {
      case UNKNOWN ->
          new OutcomeUnknownException(
              what + " was given up: a member had it and is gone, and no other has answered.");
      case UNAVAILABLE ->
          new ClusterUnavailableException(
              what
                  + " was not taken: no member is left that may take it. Start one with: weft member;"
                  + " members that are cut off from most others come back by themselves.");
      case CLOSED -> new ClusterUnavailableException("Weft is shutting down.");
      case REFUSED -> new WeftException(what + " was refused; the member's log says why.");
    };
  }

  /** Sends a request and waits for the answer, giving the slot back meanwhile. */
  private ActorAnswer ask(ActorRequest request, String what) {
    PromiseRef<ActorAnswer> promise = new PromiseRef<>();
    await(promise, jobs.current());
    try {
      exchanges.begin(
          request,
          (answer, failure) ->
              promise.complete(
                  answer == null
                      ? Outcome.failed(failed(capitalised(what), failure))
                      : Outcome.of(answer)));
      return promise.get();
    } finally {
      waiting.remove(promise);
    }
  }

  private static String capitalised(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** Names are unique within a job. */
  private static String namespace(Job job) {
    return "job-" + job.id().uuid();
  }

  private static ActorAddress address(
      UUID id, ActorAnswer answer, String wantedType, @Nullable String name) {
    String type = Objects.requireNonNull(answer.text());
    if (!type.equals(wantedType)) {
      throw new IllegalArgumentException(
          "The actor \"" + name + "\" is of class " + type + ", not of class " + wantedType + ".");
    }
    return new ActorAddress(id, Objects.requireNonNull(answer.incarnation()), type);
  }
}
