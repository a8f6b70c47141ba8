package dev.weft.cluster.internal.job;

import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import dev.weft.cluster.internal.shipping.JobClassLoader;
import dev.weft.error.WaitInterruptedException;
import dev.weft.internal.trace.FarTrace;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ClassLookup;
import dev.weft.store.ObjectMap;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One job as this node knows it: its classes, its codec, and how much it ran here. */
public final class Job {

  private final JobId id;
  private final ClassLookup classes;
  private final @Nullable JobClassLoader loader;
  private final @Nullable ClassLoader contextLoader;
  private final ValueCodec codec;
  private final ObjectMap objects;
  private final JobRefs refs;
  private final FarTrace trace;
  private final Map<MethodKey, RemoteMethod> methods = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> runs = new ConcurrentHashMap<>();
  private volatile @Nullable Resolved last;
  private volatile boolean ended;

  /**
   * @param loader the loader of its classes; null where the application itself runs
   * @param contextLoader the loader that its code sees as its thread's
   * @param trace makes the traces of what is thrown here
   */
  Job(
      JobId id,
      ClassLookup classes,
      @Nullable JobClassLoader loader,
      @Nullable ClassLoader contextLoader,
      ValueCodec codec,
      ObjectMap objects,
      JobRefs refs,
      FarTrace trace) {
    this.id = id;
    this.classes = classes;
    this.loader = loader;
    this.contextLoader = contextLoader;
    this.codec = codec;
    this.objects = objects;
    this.refs = refs;
    this.trace = trace;
  }

  public JobId id() {
    return id;
  }

  /** Whether its driver is gone; what still runs for it is of no use. */
  public boolean isEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }

  /** Whether refs of this job are written and read in that way, which each node has its own of. */
  boolean isReadWith(JobRefs others) {
    return refs == others;
  }

  /** The loader that user code sees as its thread's. */
  @Nullable ClassLoader contextLoader() {
    return contextLoader;
  }

  /** How many of the job's classes were shipped to this node and are loaded. */
  public int shippedClasses() {
    return loader == null ? 0 : loader.definedClasses();
  }

  /** Finds a method by its name on the wire, through the table of its woven class only. */
  @SuppressWarnings("ReferenceEquality") // an equal one is found too, a little later
  public RemoteMethod resolve(MethodKey key) {
    Resolved before = last;
    if (before != null && before.key == key) {
      return before.method; // of the same message: not even compared
    }
    RemoteMethod known = methods.get(key);
    if (known == null) {
      known = RemoteTable.of(type(key.type())).find(key.name(), key.descriptor());
      methods.put(key, known);
    }
    last = new Resolved(key, known);
    return known;
  }

  /** The class of that name in this job. */
  public Class<?> type(String name) {
    try {
      return classes.find(name);
    } catch (ClassNotFoundException e) {
      NoClassDefFoundError error =
          new NoClassDefFoundError("Job " + id + " has no class " + name + ": " + e.getMessage());
      error.initCause(e);
      throw error;
    }
  }

  /** The job's objects in the grid. */
  public ObjectMap objects() {
    return objects;
  }

  /** Whether a value can stand for its own copy, see {@link ValueCodec#isImmutable}. */
  public boolean isImmutable(@Nullable Object value) {
    return codec.isImmutable(value);
  }

  /**
   * The value as bytes; refs in it are made reachable for others, and actors in it that this node
   * has asked for are waited for.
   */
  public byte[] encode(@Nullable Object value) {
    List<PromiseRef<?>> unborn = new ArrayList<>(0);
    byte[] bytes = codec.encode(value, refs.sink(this, unborn::add));
    unborn.forEach(Job::awaitEnd);
    return bytes;
  }

  @SuppressWarnings("CatchingUnchecked") // how the birth ended is told to those who call the actor
  private static void awaitEnd(PromiseRef<?> birth) {
    try {
      birth.get();
    } catch (WaitInterruptedException e) {
      throw e;
    } catch (Throwable e) {
      // The actor is dead; its address may travel all the same.
    }
  }

  /** What was thrown here, as bytes, with the frames that its caller is to see; never fails. */
  public byte[] encodeFailure(Throwable failure) {
    return codec.encodeFailure(failure, refs.sink(this, birth -> {}), trace.of(failure));
  }

  public byte[] encodeOutcome(Outcome outcome) {
    return codec.encodeOutcome(outcome, refs.sink(this, birth -> {}));
  }

  /** The value or failure that some bytes hold; bytes that cannot be read are a failure. */
  public Outcome decodeOutcome(byte[] bytes) {
    try {
      return codec.decodeOutcome(bytes, refs.source(this));
    } catch (RuntimeException | LinkageError e) {
      return Outcome.failed(e);
    }
  }

  /**
   * The arguments of a call as bytes.
   *
   * @param unborn is told of the births of actors among them that must come before the call is sent
   */
  public byte[] encodeArguments(@Nullable Object[] arguments, Consumer<PromiseRef<?>> unborn) {
    return codec.encodeArguments(arguments, refs.sink(this, unborn));
  }

  /** The arguments of a task, of which the first may be its receiver. */
  public byte[] encodeArguments(
      RemoteMethod task, @Nullable Object[] arguments, Consumer<PromiseRef<?>> unborn) {
    return codec.encodeArguments(
        arguments, i -> task.nameOfArgument(i, arguments.length), refs.sink(this, unborn));
  }

  public @Nullable Object[] decodeArguments(byte[] bytes) {
    return codec.decodeArguments(bytes, refs.source(this));
  }

  /** The fields of an actor's live instance. */
  public byte[] encodeState(Object actor) {
    return codec.encodeState(actor, refs.sink(this, birth -> {}));
  }

  public Object decodeState(byte[] bytes) {
    return codec.decodeState(bytes, refs.source(this));
  }

  /** Counts one run of a task or actor method. */
  public void ran(String name) {
    LongAdder count = runs.get(name); // which takes no lock, unlike the next
    (count != null ? count : runs.computeIfAbsent(name, n -> new LongAdder())).increment();
  }

  /** How often each task or actor method ran here, by name. */
  public Map<String, Long> runs() {
    Map<String, Long> counts = new TreeMap<>();
    runs.forEach((name, count) -> counts.put(name, count.sum()));
    return counts;
  }

  /** A method that was asked for, and under what. */
  private record Resolved(MethodKey key, RemoteMethod method) {}

  /** How a job's refs are written and read; the object part of the node has this. */
  public interface JobRefs {

    /**
     * Where refs and handles inside a value are written.
     *
     * @param unborn is told of the births of actors that this node has asked for, when their
     *     handles are written
     */
    RefSink sink(Job job, Consumer<PromiseRef<?>> unborn);

    RefSource source(Job job);
  }
}
