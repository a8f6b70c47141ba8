package dev.weft.internal.executor;

import dev.weft.bridge.RemoteMethod;
import dev.weft.bridge.RemoteTable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The built-in tasks: they run a function that travels as their first argument. The table makes
 * them callable from elsewhere, as the weaver's does for those of the program.
 */
@SuppressWarnings({"checkstyle:MethodName", "unchecked", "NullAway"}) // functions of any types
public final class Work {

  private static final String RUN_DESCRIPTOR =
      "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
  private static final String COMPOSE_DESCRIPTOR =
      "(Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;)"
          + "Ljava/util/concurrent/CompletionStage;";

  private static final String NAME = "Weft.executor";
  private static final int RETRIES = 3;

  static final RemoteMethod RUN = RemoteTable.of(Work.class).find("run", RUN_DESCRIPTOR);
  static final RemoteMethod COMPOSE =
      RemoteTable.of(Work.class).find("compose", COMPOSE_DESCRIPTOR);

  /** What a function is, and so how it is run. The order is part of the wire form. */
  enum Kind {
    CALLABLE(Callable.class),
    RUNNABLE(Runnable.class),
    SUPPLIER(Supplier.class),
    FUNCTION(Function.class),
    CONSUMER(Consumer.class),
    BI_FUNCTION(BiFunction.class),
    BI_CONSUMER(BiConsumer.class);

    private static final Kind[] ALL = values();

    private final Class<?> type;

    Kind(Class<?> type) {
      this.type = type;
    }

    Class<?> type() {
      return type;
    }
  }

  private Work() {}

  /** The table by which engines find these tasks. */
  public static RemoteTable $weft$table() {
    return RemoteTable.builder(Work.class)
        .task(handle("run", Object.class), "run", RUN_DESCRIPTOR, NAME, RETRIES)
        .task(
            handle("compose", CompletionStage.class), "compose", COMPOSE_DESCRIPTOR, NAME, RETRIES);
  }

  /** Runs a function with as many of the arguments as it takes. */
  static @Nullable Object run(
      Object function, int kind, @Nullable Object first, @Nullable Object second) throws Exception {
    return switch (Kind.ALL[kind]) {
      case CALLABLE -> ((Callable<?>) function).call();
      case RUNNABLE -> {
        ((Runnable) function).run();
        yield null;
      }
      case SUPPLIER -> ((Supplier<?>) function).get();
      case FUNCTION -> ((Function<Object, ?>) function).apply(first);
      case CONSUMER -> {
        ((Consumer<Object>) function).accept(first);
        yield null;
      }
      case BI_FUNCTION -> ((BiFunction<Object, Object, ?>) function).apply(first, second);
      case BI_CONSUMER -> {
        ((BiConsumer<Object, Object>) function).accept(first, second);
        yield null;
      }
    };
  }

  /** The same for a function whose value is a stage: the task ends as that does. */
  static CompletionStage<?> compose(
      Object function, int kind, @Nullable Object first, @Nullable Object second) throws Exception {
    Object stage = run(function, kind, first, second);
    return stage == null
        ? CompletableFuture.failedStage(
            new NullPointerException("The function of a stage returned null."))
        : (CompletionStage<?>) stage;
  }

  private static MethodHandle handle(String name, Class<?> result) {
    try {
      return MethodHandles.lookup()
          .findStatic(
              Work.class,
              name,
              MethodType.methodType(result, Object.class, int.class, Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
