package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.spi.Flattened;
import dev.weft.spi.PromiseRef;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A method that may be called from elsewhere, with the handle that runs its original body.
 *
 * @param owner the class that declares it
 * @param name its name in the class file
 * @param descriptor its descriptor in the class file
 * @param displayName its name in messages
 * @param retries how often it may be run again
 * @param options what its annotation says beyond that
 * @param kind what it is
 * @param isReadOnly whether it is a method of an actor that does not change its state
 * @param concurrencyGroup the group of methods that it belongs to; null for none
 * @param invoker the body as {@code (Object[]) Object}; the first element is the live instance for
 *     a {@link Kind#METHOD}, the receiver for a {@link Kind#TASK} that is not static
 */
public record RemoteMethod(
    Class<?> owner,
    String name,
    String descriptor,
    String displayName,
    int retries,
    CallOptions options,
    Kind kind,
    boolean isReadOnly,
    @Nullable String concurrencyGroup,
    MethodHandle invoker) {

  /** The kinds of methods that can be called remotely. */
  public enum Kind {
    TASK,
    METHOD,
    CONSTRUCTOR
  }

  public RemoteMethod {
    Objects.requireNonNull(owner, "owner");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(descriptor, "descriptor");
    Objects.requireNonNull(displayName, "displayName");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(invoker, "invoker");
  }

  /** A method whose annotation says nothing but how often it may be run again. */
  public RemoteMethod(
      Class<?> owner,
      String name,
      String descriptor,
      String displayName,
      int retries,
      Kind kind,
      MethodHandle invoker) {
    this(
        owner,
        name,
        descriptor,
        displayName,
        retries,
        CallOptions.defaults(),
        kind,
        false,
        null,
        invoker);
  }

  RemoteMethod with(CallOptions said) {
    return new RemoteMethod(
        owner,
        name,
        descriptor,
        displayName,
        retries,
        said,
        kind,
        isReadOnly,
        concurrencyGroup,
        invoker);
  }

  /**
   * With an attribute that only methods of actors have.
   *
   * @return null if it is none of these
   */
  @Nullable RemoteMethod with(String attribute, String value) {
    return switch (attribute) {
      case "readOnly" -> with(retries, true, concurrencyGroup);
      case "concurrencyGroup" -> with(retries, isReadOnly, value);
      case "retries" -> with(Integer.parseInt(value), isReadOnly, concurrencyGroup);
      default -> null;
    };
  }

  private RemoteMethod with(int runs, boolean readsOnly, @Nullable String group) {
    return new RemoteMethod(
        owner, name, descriptor, displayName, runs, options, kind, readsOnly, group, invoker);
  }

  /**
   * Runs the original body, and waits for its value if it returns a ref or a future. A worker's
   * slot is free meanwhile.
   */
  public @Nullable Object invoke(@Nullable Object[] args) throws Throwable {
    Object value = invokeBody(args);
    if (!returnsFuture()) {
      return value;
    }
    PromiseRef<@Nullable Object> result = new PromiseRef<>();
    Flattened.whenKnown(this, value, result::complete);
    return result.get();
  }

  /** Runs the original body and returns what it returns; see {@link Flattened}. */
  public @Nullable Object invokeBody(@Nullable Object[] args) throws Throwable {
    return (Object) invoker.invokeExact(args);
  }

  /** Whether it is declared to return a ref or a future, whose value is that of its calls. */
  public boolean returnsFuture() {
    return returnsFuture(descriptor);
  }

  static boolean returnsFuture(String descriptor) {
    return descriptor.endsWith(")Ldev/weft/ObjectRef;")
        || descriptor.endsWith(")Ljava/util/concurrent/CompletableFuture;")
        || descriptor.endsWith(")Ljava/util/concurrent/CompletionStage;");
  }

  /** Whether it is one of Weft's own tasks: they run a function, which is their first argument. */
  public boolean isBuiltIn() {
    return owner.getName().startsWith("dev.weft.internal.");
  }

  /** Whether it is declared to return a stream or an iterator, whose elements go one by one. */
  public boolean returnsStream() {
    return descriptor.endsWith(")Ljava/util/stream/Stream;") || returnsIterator();
  }

  /** Whether it is declared to return an iterator. */
  public boolean returnsIterator() {
    return descriptor.endsWith(")Ljava/util/Iterator;");
  }

  /** The types of the parameters, without the receiver. */
  public MethodType type() {
    return MethodType.fromMethodDescriptorString(descriptor, owner.getClassLoader());
  }

  /**
   * What messages call the argument at an index.
   *
   * @param count how many arguments a call has, with the receiver if there is one
   */
  public String nameOfArgument(int index, int count) {
    boolean hasReceiver = count > type().parameterCount();
    if (hasReceiver && index == 0) {
      return "receiver";
    }
    return "argument " + (hasReceiver ? index : index + 1);
  }

  static MethodHandle spread(MethodHandle body) {
    int arity = body.type().parameterCount();
    return body.asFixedArity()
        .asSpreader(Object[].class, arity)
        .asType(MethodType.methodType(Object.class, Object[].class));
  }

  @Override
  public String toString() {
    return displayName;
  }
}
