package dev.weft.cluster.internal.object;

import dev.weft.ObjectRef;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.error.ObjectLostException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ObjectId;
import dev.weft.store.ObjectMap;
import dev.weft.store.ObjectRefData;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refs of this node: those it made, and those it was given.
 *
 * <p>A value of at most {@value #INLINE_BYTES} bytes lives with its ref; a larger one, and whatever
 * was put, lives in the grid. When a ref made here leaves inside a value, its own value is brought
 * to the grid too, as soon as it is known, so that the reader does not depend on this node; until
 * then {@code exported} answers those who ask. What never left is dropped from the grid with its
 * ref.
 */
public final class ObjectTable implements Job.JobRefs, Receiver {

  /** The largest value that travels with its completion and lives with its ref. */
  public static final int INLINE_BYTES = 64 << 10;

  private static final Logger log = LoggerFactory.getLogger(ObjectTable.class);
  private static final Origin PUT = Origin.named("the object put");
  private static final Origin UNWOVEN = Origin.named("a value made in code that is not woven");
  private static final Cleaner CLEANER = Cleaner.create(r -> daemon(r, "weft-ref-cleaner"));

  private final Transport transport;
  private final Executor fetchers;
  private final Executor futures;
  private final Births births = new Births();
  private final Map<ObjectId, ClusterRef<?>> exported = new ConcurrentHashMap<>();
  private final Map<ObjectId, AtomicBoolean> droppable = new ConcurrentHashMap<>();

  /** The refs made here that have left this node inside a value, while anybody here has them. */
  private final Map<ObjectId, WeakReference<ClusterRef<?>>> left = new ConcurrentHashMap<>();

  /**
   * @param fetchers runs what waits for the grid
   * @param futures runs what users hang on futures of refs
   */
  public ObjectTable(Transport transport, Executor fetchers, Executor futures) {
    this.transport = transport;
    this.fetchers = fetchers;
    this.futures = futures;
  }

  /** The actors that this node has asked for. */
  public Births births() {
    return births;
  }

  /**
   * A new pending ref, to be completed here.
   *
   * @param origin where its value comes from
   * @param site where the call was made whose value it is, or null if that is unknown
   */
  public <T extends @Nullable Object> ClusterRef<T> newRef(
      Job job, Origin origin, @Nullable StackTraceElement site) {
    return new ClusterRef<>(null, transport.self(), job, origin, site, futures);
  }

  /** Stores a copy of a value in the grid. */
  public <T extends @Nullable Object> ClusterRef<T> put(Job job, T value) {
    byte[] envelope = job.encode(value);
    ClusterRef<T> ref = newRef(job, PUT, null);
    job.objects().put(ref.id(), envelope);
    completeStored(ref, envelope.length);
    return ref;
  }

  /** Completes a ref made here with bytes that came with the message. */
  public void completeInline(ClusterRef<?> ref, byte[] envelope) {
    ref.complete(inline(ref, envelope));
  }

  /** The outcome of a ref made here whose bytes came with the message. */
  public Outcome inline(ClusterRef<?> ref, byte[] envelope) {
    return new LazyOutcome(ref.job(), envelope, ref.site());
  }

  /** Completes a ref made here whose bytes are in the grid. */
  public void completeStored(ClusterRef<?> ref) {
    completeStored(ref, INLINE_BYTES); // at least
  }

  private void completeStored(ClusterRef<?> ref, long bytes) {
    AtomicBoolean escaped = new AtomicBoolean();
    droppable.put(ref.id(), escaped); // before the question, as export asks the other way round
    if (exported.containsKey(ref.id())) {
      escaped.set(true);
    }
    CLEANER.register(ref, new Drop(ref.job().objects(), ref.id(), escaped, droppable));
    ref.complete(stored(ref.job(), ref.id(), ref.maker(), ref.site(), bytes));
  }

  /** Stores the result of a call under the id of its ref, for the node that made the ref. */
  public void store(Job job, ObjectId id, byte[] envelope) {
    job.objects().put(id, envelope);
  }

  /** Takes a result out of the grid that nobody wants any more; does not wait. */
  public void drop(Job job, ObjectId id) {
    if (!left.containsKey(id)) { // what has left may be read elsewhere: its failure goes there
      job.objects().removeAll(List.of(id));
    }
  }

  /** Whether a ref's bytes are in the grid, so that it can be passed by its id. */
  public boolean isStored(ClusterRef<?> ref) {
    return ref.outcome() instanceof StoredOutcome;
  }

  /** The bytes of a ref that is done and not in the grid. */
  public byte[] envelope(ClusterRef<?> ref) {
    Outcome outcome = Objects.requireNonNull(ref.outcome(), "outcome");
    return outcome instanceof LazyOutcome lazy ? lazy.envelope() : ref.job().encodeOutcome(outcome);
  }

  /** The value under an id that is known to be in the grid; fetched when it is looked at. */
  public Outcome load(Job job, ObjectRefData data) {
    return stored(job, data.id(), new NodeId(data.owner()), null, INLINE_BYTES);
  }

  @Override
  public RefSink sink(Job job, Consumer<PromiseRef<?>> unborn) {
    return new RefSink() {
      @Override
      public ObjectRefData write(ObjectRef<?> ref) {
        return export(ref instanceof ClusterRef<?> known ? known : adopt(job, (PromiseRef<?>) ref));
      }

      @Override
      public void handle(ActorAddress actor) {
        PromiseRef<?> birth = births.find(actor);
        if (birth != null) {
          unborn.accept(birth);
        }
      }
    };
  }

  @Override
  public RefSource source(Job job) {
    return data -> imported(job, data);
  }

  /** A ref of the cluster for one that was made without it, in code that is not woven. */
  private ClusterRef<?> adopt(Job job, PromiseRef<?> foreign) {
    ClusterRef<?> ref = newRef(job, UNWOVEN, null);
    foreign.onDone(() -> ref.complete(Objects.requireNonNull(foreign.outcome())));
    return ref;
  }

  /** Names a ref for another node, and makes sure that its value can be had there. */
  public ObjectRefData export(ClusterRef<?> ref) {
    ObjectId id = ref.id();
    ObjectRefData data = new ObjectRefData(ref.id(), ref.maker().uuid());
    boolean madeHere = ref.maker().equals(transport.self());
    if (madeHere && left.putIfAbsent(id, new WeakReference<>(ref)) == null) {
      CLEANER.register(ref, new Forget(id, left));
    }
    if (madeHere && !isStored(ref) && exported.putIfAbsent(id, ref) == null) {
      ref.onDone(() -> fetchers.execute(() -> publish(ref)));
    }
    AtomicBoolean escaped = droppable.get(id);
    if (escaped != null) {
      escaped.set(true);
    }
    return data;
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    ClusterRef<?> ref = exported.get(ObjectIds.read(new MessageReader(message)));
    if (ref == null) {
      reply.send(new byte[] {0});
      return;
    }
    ref.onDone(
        () ->
            fetchers.execute(
                () ->
                    reply.send(
                        isStored(ref)
                            ? new byte[] {0}
                            : new MessageWriter().putByte(1).putBytes(envelope(ref)).toBytes())));
  }

  private void publish(ClusterRef<?> ref) {
    try {
      if (!isStored(ref)) {
        ref.job().objects().put(ref.id(), envelope(ref));
      }
      exported.remove(ref.id());
    } catch (RuntimeException e) {
      log.debug("{} stays with this node, which answers for it: {}", ref, e.toString());
    }
  }

  /** Forgets what was exported of a job that has ended. */
  public void end(Job job) {
    exported.values().removeIf(ref -> ref.job().id().equals(job.id()));
  }

  private ObjectRef<?> imported(Job job, ObjectRefData data) {
    WeakReference<ClusterRef<?>> made = left.get(data.id());
    ClusterRef<?> known = made == null ? null : made.get();
    if (known != null) {
      return copied(job, known);
    }
    return new ClusterRef<>(
        data.id(), new NodeId(data.owner()), job, new Elsewhere(data.id()), null, futures);
  }

  /**
   * A ref that has come back to where it was made: its value need not be fetched, but each reader
   * gets its own copy of what could change.
   */
  private ClusterRef<?> copied(Job job, ClusterRef<?> made) {
    if (made.outcome() instanceof SharedOutcome) {
      return made;
    }
    ClusterRef<?> copy =
        new ClusterRef<>(made.id(), made.maker(), job, made.origin(), made.site(), futures);
    made.onDone(() -> copy.complete(copied(made)));
    return copy;
  }

  private Outcome copied(ClusterRef<?> made) {
    Outcome outcome = Objects.requireNonNull(made.outcome());
    if (outcome instanceof LazyOutcome lazy) {
      return inline(made, lazy.envelope());
    }
    return outcome instanceof StoredOutcome stored
        ? stored(made.job(), made.id(), made.maker(), made.site(), stored.bytes())
        : outcome;
  }

  private void fetch(ClusterRef<?> ref) {
    try {
      byte[] envelope = ref.job().objects().get(ref.id());
      if (envelope != null) {
        ref.complete(new LazyOutcome(ref.job(), envelope, ref.site()));
      } else {
        askMaker(ref);
      }
    } catch (RuntimeException e) {
      ref.fail(e);
    }
  }

  private void askMaker(ClusterRef<?> ref) {
    MessageWriter question = new MessageWriter();
    ObjectIds.write(ref.id(), question);
    transport.send(
        ref.maker(),
        Channel.OBJECTS,
        question.toBytes(),
        (answer, failure) -> fetchers.execute(() -> complete(ref, answer)));
  }

  /** The maker has sent the bytes, or they are in the grid by now, or the object is lost. */
  private void complete(ClusterRef<?> ref, byte @Nullable [] answer) {
    if (answer != null && answer.length > 0 && answer[0] == 1) {
      MessageReader in = new MessageReader(answer);
      in.getByte();
      ref.complete(new LazyOutcome(ref.job(), in.getBytes(), ref.site()));
    } else {
      ref.complete(stored(ref.job(), ref.id(), ref.maker(), ref.site(), INLINE_BYTES));
    }
  }

  /** What is in the grid under an id; a loss is the reader's failure. */
  private Outcome stored(
      Job job, ObjectId id, NodeId maker, @Nullable StackTraceElement site, long bytes) {
    return new StoredOutcome(
        () -> {
          byte[] envelope = job.objects().get(id);
          Outcome outcome = envelope != null ? job.decodeOutcome(envelope) : lost(job, id, maker);
          return outcome.calledAt(site);
        },
        bytes);
  }

  private Outcome lost(Job job, ObjectId id, NodeId maker) {
    String why =
        job.isEnded()
            ? "its job has ended"
            : transport.isMember(maker)
                ? "its copies are gone from the grid"
                : "the node that made it, " + maker + ", left before its value was known";
    return Outcome.failed(new ObjectLostException("The object " + id + " is lost: " + why + "."));
  }

  private static Thread daemon(Runnable body, String name) {
    Thread thread = new Thread(body, name);
    thread.setContextClassLoader(ObjectTable.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  /** The origin of refs that came from other nodes. */
  private final class Elsewhere implements Origin {

    private final ObjectId id;
    private final AtomicBoolean asked = new AtomicBoolean();

    Elsewhere(ObjectId id) {
      this.id = id;
    }

    @Override
    public String describe() {
      return "the object " + id;
    }

    @Override
    public void demand(ClusterRef<?> ref) {
      if (!asked.getAndSet(true)) {
        fetchers.execute(() -> fetch(ref));
      }
    }
  }

  /** Must not refer to the ref. */
  private record Forget(ObjectId id, Map<ObjectId, ?> refs) implements Runnable {

    @Override
    public void run() {
      refs.remove(id);
    }
  }

  /** Drops an object whose ref is gone and never left this node. Must not refer to the ref. */
  private record Drop(
      ObjectMap map, ObjectId id, AtomicBoolean escaped, Map<ObjectId, AtomicBoolean> droppable)
      implements Runnable {

    @Override
    public void run() {
      droppable.remove(id);
      if (!escaped.get()) {
        map.removeAll(List.of(id));
      }
    }
  }
}
