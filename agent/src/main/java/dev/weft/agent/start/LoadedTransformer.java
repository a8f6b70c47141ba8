package dev.weft.agent.start;

import dev.weft.agent.type.ConstantPool;
import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Weaves classes that were loaded before the agent was attached, whenever they are transformed
 * again: the JVM then begins with what was loaded, so this stays registered for good.
 */
final class LoadedTransformer implements ClassFileTransformer {

  private final LoaderWeavers weavers;
  private final Set<Class<?>> types =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  LoadedTransformer(LoaderWeavers weavers) {
    this.weavers = weavers;
  }

  /** Takes on a class. */
  void add(Class<?> type) {
    types.add(type);
  }

  /** The woven class file; null if there is nothing to weave, or the JVM would not take it. */
  byte @Nullable [] result(ClassLoader loader, byte[] classFile) {
    try {
      byte[] asking = RuntimeFirst.of(ConstantPool.of(classFile), classFile, weavers.files(loader));
      byte[] woven = weavers.of(loader).weave(asking == null ? classFile : asking).bytes();
      byte[] result = woven == null ? asking : woven;
      boolean isTaken = result != null && ClassShape.of(classFile).equals(ClassShape.of(result));
      return isTaken ? result : null;
    } catch (IOException | RuntimeException e) {
      return null; // what cannot be read stays as it is
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // a failing transformer must not show
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String className,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (loader == null || redefined == null || className == null || !types.contains(redefined)) {
      return null;
    }
    try {
      return result(loader, classFile);
    } catch (Throwable e) {
      AgentLog.unwoven(className.replace('/', '.'), "It stays as it was loaded: " + e);
      return null;
    }
  }
}
