package dev.weft.agent.start;

import dev.weft.WeftConfig;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.spi.Engine;
import dev.weft.spi.EngineProvider;
import java.lang.instrument.Instrumentation;
import java.util.ServiceLoader;

/** Finds the engine in the isolated loader when it is first needed, and not before. */
final class IsolatedEngineProvider implements EngineProvider {

  private final ClassLoader isolated;
  private final Instrumentation instrumentation;

  IsolatedEngineProvider(ClassLoader isolated, Instrumentation instrumentation) {
    this.isolated = isolated;
    this.instrumentation = instrumentation;
  }

  @Override
  public Engine start(WeftConfig config) {
    JdkPackages.open(instrumentation, isolated.getUnnamedModule());
    startLogging();
    return ServiceLoader.load(EngineProvider.class, isolated)
        .findFirst()
        .orElseThrow(
            () ->
                new ClusterUnavailableException(
                    "The agent's jar holds no engine. Use weft-agent.jar as it was built, or"
                        + " -Dweft.mode=inline to run calls in their caller's thread."))
        .start(config);
  }

  /**
   * Starts the log inside before anything is logged: it looks for its settings through the thread's
   * loader, and would find the application's.
   */
  private void startLogging() {
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    thread.setContextClassLoader(isolated);
    try {
      Class.forName("org.slf4j.LoggerFactory", true, isolated)
          .getMethod("getILoggerFactory")
          .invoke(null);
    } catch (ReflectiveOperationException e) {
      AgentLog.noLog(e);
    } finally {
      thread.setContextClassLoader(application);
    }
  }
}
