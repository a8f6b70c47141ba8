package dev.weft.agent.differential;

import dev.weft.bridge.Engines;
import dev.weft.internal.inline.InlineEngine;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Supplier;

/** Runs {@code static Object run()} of a class, under the deadline of a {@link Watchdog}. */
final class Run {

  private final Method method;

  /** The class, linked and so verified. */
  Run(ClassLoader loader, String main) {
    try {
      method = Class.forName(main, true, loader).getDeclaredMethod("run");
      method.setAccessible(true);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs it as plain Java, its calls counted. */
  Ending plain(Failing failing) {
    PlainCalls.start(failing);
    Engines.adopt(new InlineEngine()); // for Weft.put
    try {
      return run(PlainCalls::calls);
    } finally {
      Engines.stop();
    }
  }

  /** Runs it with an engine, which is closed then. */
  Ending with(TestEngine engine) {
    Engines.adopt(engine);
    try {
      return run(engine::dispatches);
    } finally {
      Engines.stop();
    }
  }

  private Ending run(Supplier<List<String>> calls) {
    Trace.clear();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(method.getDeclaringClass().getClassLoader());
    try (Watchdog watchdog = Watchdog.over(thread)) {
      Object value = method.invoke(null);
      return Ending.returned(value, Trace.marks(), calls.get());
    } catch (InvocationTargetException e) {
      return Ending.threw(e.getCause(), Trace.marks(), calls.get());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    } finally {
      Inside.enter(null);
      thread.setContextClassLoader(before);
    }
  }
}
