package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.bridge.Engines;
import dev.weft.bridge.Unwoven;
import dev.weft.bridge.Weaving;
import dev.weft.internal.config.Environment;
import dev.weft.internal.config.Setting;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Connects the agent with the JVM and the runtime. Starts no engine: the first call does. */
public final class Installation {

  private final Instrumentation instrumentation;
  private final ClassLoader isolated;
  private final ApplicationClasses application;
  private final boolean isDryRun;
  private final Includes includes;
  private final RunReport report;
  private final LoaderWeavers weavers;

  private Installation(String arguments, Instrumentation instrumentation, ClassLoader isolated) {
    Environment.agentArguments(arguments);
    this.instrumentation = instrumentation;
    this.isolated = isolated;
    this.application = new ApplicationClasses(isolated);
    this.isDryRun = Boolean.parseBoolean(Environment.value(Setting.DRY_RUN));
    this.includes = Includes.parse(Environment.value(Setting.INCLUDE));
    this.report = RunReport.open(Environment.value(Setting.REPORT), isDryRun);
    this.weavers = new LoaderWeavers(includes, report.isWanted());
  }

  /** Called by the agent's entry, by name, before the application begins. */
  public static void install(String arguments, Instrumentation instrumentation) {
    Module copy = copyOnModulePath();
    if (copy != null) {
      AgentLog.onModulePath(copy);
      return;
    }
    WarmUp.start();
    Installation installation =
        new Installation(arguments, instrumentation, Installation.class.getClassLoader());
    installation.connect();
    installation.addTransformer();
  }

  /**
   * Called by the agent's entry, by name, in an application that runs already, or before it begins
   * when its own manifest names the agent: then the JVM may not allow to weave loaded classes
   * again, and there are none.
   */
  public static void attach(String arguments, Instrumentation instrumentation)
      throws IOException, ReflectiveOperationException {
    if (!instrumentation.isRetransformClassesSupported()) {
      install(arguments, instrumentation);
      return;
    }
    ClassLoader isolated = Installation.class.getClassLoader();
    List<LoadedCopy> copies = LoadedCopy.find(instrumentation, isolated);
    if (!copies.isEmpty()) {
      AgentLog.cannotAttach(copies.get(0).part());
      JdkPackages.open(instrumentation, isolated.getUnnamedModule());
      for (LoadedCopy copy : copies) {
        copy.complete();
      }
      return;
    }
    Installation installation = new Installation(arguments, instrumentation, isolated);
    installation.connect();
    installation.weaveLoaded();
  }

  private void connect() {
    if (isDryRun) {
      Unwoven.isKnown();
      Engines.installInline();
    } else {
      Engines.install(new IsolatedEngineProvider(isolated, instrumentation));
      Weaving.install(new WovenClassBytes(weavers));
    }
  }

  private void addTransformer() {
    instrumentation.addTransformer(
        new WeavingTransformer(
            weavers, application, IncludedClasses.watch(includes), report, isDryRun));
  }

  private void weaveLoaded() {
    LoadedClasses loaded = new LoadedClasses(instrumentation, weavers, application);
    loaded.findPlain();
    addTransformer();
    if (!isDryRun) {
      LoadedTransformer again = new LoadedTransformer(weavers);
      instrumentation.addTransformer(again, true);
      loaded.weave(again);
    }
  }

  /**
   * The module with a copy of Weft's runtime, if the application brings one: modules look for
   * packages among themselves first, and never on the boot class path.
   */
  private static @Nullable Module copyOnModulePath() {
    String bridge = Engines.class.getPackageName();
    for (Module module : ModuleLayer.boot().modules()) { // no lambda: this is on every start
      if (module.getPackages().contains(bridge)) {
        return module;
      }
    }
    return null;
  }
}
