package dev.weft.agent.start;

import dev.weft.agent.weave.WovenClass;
import dev.weft.bridge.RemoteTable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sees to the classes that were loaded before the agent was attached. Those of which weaving
 * changes only the code are woven in place. The JVM takes no new members, so the others stay plain
 * Java, for their callers too, and the user is told which and why.
 *
 * <p>Confined to the thread that attaches.
 */
final class LoadedClasses {

  private final Instrumentation instrumentation;
  private final LoaderWeavers weavers;
  private final ApplicationClasses application;
  private final Map<Obstacle, Set<String>> refused = new EnumMap<>(Obstacle.class);

  /** Why a loaded class cannot be woven. */
  private enum Obstacle {
    ACTOR("as a loaded class cannot become an actor class"),
    TASKS("as the list of its remote methods cannot be added to a loaded class"),
    LAMBDAS("as what Weft.remote calls cannot be added to a loaded class");

    private final String reason;

    Obstacle(String reason) {
      this.reason = reason;
    }
  }

  LoadedClasses(
      Instrumentation instrumentation, LoaderWeavers weavers, ApplicationClasses application) {
    this.instrumentation = instrumentation;
    this.weavers = weavers;
    this.application = application;
  }

  /** Notes which classes cannot be woven any more, before any other is. */
  void findPlain() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      byte[] classFile = classFile(type);
      if (classFile != null) {
        Obstacle obstacle = obstacle(type, classFile);
        if (obstacle != null) {
          weavers.plain().add(internalName(type));
          refused.computeIfAbsent(obstacle, o -> new TreeSet<>()).add(type.getName());
        }
      }
    }
  }

  /** Weaves the others in place. */
  void weave(LoadedTransformer transformer) {
    List<Class<?>> woven = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      byte[] classFile = classFile(type);
      if (classFile != null && transformer.result(type.getClassLoader(), classFile) != null) {
        transformer.add(type);
        if (retransform(type)) {
          woven.add(type);
        }
      }
    }
    AgentLog.attached(woven.size());
    refused.forEach((obstacle, names) -> AgentLog.staysPlain(names, obstacle.reason));
  }

  private boolean retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
      return true;
    } catch (UnmodifiableClassException | RuntimeException | LinkageError e) {
      AgentLog.unwoven(type.getName(), "It stays as it was loaded: " + e);
      return false;
    }
  }

  private @Nullable Obstacle obstacle(Class<?> type, byte[] classFile) {
    WovenClass woven = weavers.of(type.getClassLoader()).weave(classFile);
    byte[] bytes = woven.bytes();
    if (bytes == null) {
      return null;
    }
    ClassShape before = ClassShape.of(classFile);
    ClassShape after = ClassShape.of(bytes);
    if (before.equals(after)) {
      return null;
    }
    if (woven.isActor()) {
      return Obstacle.ACTOR;
    }
    return after.hasMethod(RemoteTable.FACTORY) ? Obstacle.TASKS : Obstacle.LAMBDAS;
  }

  /** The class file of a class of the application; null if it is none, or cannot be changed. */
  private byte @Nullable [] classFile(Class<?> type) {
    if (type.isArray()
        || type.isPrimitive()
        || type.isHidden()
        || !application.isTheirs(type.getClassLoader(), internalName(type))
        || !instrumentation.isModifiableClass(type)) {
      return null;
    }
    try (InputStream in =
        type.getClassLoader().getResourceAsStream(internalName(type) + ".class")) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException | RuntimeException e) {
      return null; // a loader that gives nothing: as good as a generated class
    }
  }

  static String internalName(Class<?> type) {
    return type.getName().replace('.', '/');
  }
}
