package dev.weft.bridge;

import dev.weft.ObjectRef;
import dev.weft.RemoteAction;
import dev.weft.RemoteCall;
import dev.weft.internal.executor.SameThreadExecutor;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** What the verbs do in code that is not woven: the call runs here and now, as plain Java. */
public final class Unwoven {

  private static final AtomicBoolean SAID = new AtomicBoolean();

  private Unwoven() {}

  /** Runs a call here; its failure is the ref's. */
  @SuppressWarnings("CatchingUnchecked")
  public static <T extends @Nullable Object> ObjectRef<T> call(RemoteCall<T> call) {
    sayOnce();
    PromiseRef<T> ref = new PromiseRef<>();
    try {
      ref.complete(Outcome.of(call.call()));
    } catch (Exception e) {
      ref.complete(Outcome.failed(e));
    }
    return ref;
  }

  /** Runs an action here; its failure is the ref's. */
  @SuppressWarnings("NullAway") // the value of an action is null
  public static ObjectRef<@Nullable Void> run(RemoteAction action) {
    return call(
        () -> {
          action.run();
          return null;
        });
  }

  /** An executor whose tasks run here and now. */
  public static ExecutorService executor() {
    sayOnce();
    return new SameThreadExecutor();
  }

  /** Called by the agent when it weaves nothing and has said so itself. */
  public static void isKnown() {
    SAID.set(true);
  }

  /** Says once that calls stay in this thread. */
  public static void sayOnce() {
    if (!SAID.getAndSet(true)) {
      Logger log = System.getLogger("dev.weft");
      log.log(
          Level.INFO,
          "This code is not woven: remote calls run in their caller's thread. Start with"
              + " -javaagent:weft-agent.jar, or weave at build time with weft-maven-plugin.");
    }
  }
}
