package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.bridge.Engines;
import dev.weft.bridge.Unwoven;
import dev.weft.bridge.Weaving;
import dev.weft.internal.config.Environment;
import dev.weft.internal.config.Setting;
import dev.weft.internal.inline.InlineEngine;
import java.lang.instrument.Instrumentation;

/** Connects the agent with the JVM and the runtime. Starts no engine: the first call does. */
public final class Installation {

  private Installation() {}

  /** Called by the agent's entry, by name. */
  public static void install(String arguments, Instrumentation instrumentation) {
    ClassLoader isolated = Installation.class.getClassLoader();
    Environment.agentArguments(arguments);
    boolean isDryRun = Boolean.parseBoolean(Environment.value(Setting.DRY_RUN));
    Includes includes = Includes.parse(Environment.value(Setting.INCLUDE));
    LoaderWeavers weavers = new LoaderWeavers(includes);
    if (isDryRun) {
      Unwoven.isKnown();
      Engines.install(config -> new InlineEngine());
    } else {
      Engines.install(new IsolatedEngineProvider(isolated, instrumentation));
      Weaving.install(new WovenClassBytes(weavers));
    }
    RunReport report = RunReport.open(Environment.value(Setting.REPORT), isDryRun);
    instrumentation.addTransformer(
        new WeavingTransformer(
            weavers, isolated, IncludedClasses.watch(includes), report, isDryRun));
  }
}
