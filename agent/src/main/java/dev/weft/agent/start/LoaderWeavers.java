package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.agent.weave.Weaver;
import java.util.Map;
import java.util.WeakHashMap;
import net.bytebuddy.dynamic.ClassFileLocator;

/**
 * One weaver for each class loader, for as long as the loader lives.
 *
 * <p>{@code weavers} is guarded by its own monitor; nothing is loaded or read under it.
 */
final class LoaderWeavers {

  private final Map<ClassLoader, Weaver> weavers = new WeakHashMap<>();

  private final Includes includes;

  LoaderWeavers(Includes includes) {
    this.includes = includes;
  }

  Weaver of(ClassLoader loader) {
    synchronized (weavers) {
      return weavers.computeIfAbsent(loader, this::create);
    }
  }

  private Weaver create(ClassLoader loader) {
    return new Weaver(
        new ClassFileLocator.Compound(
            ClassFileLocator.ForClassLoader.WeaklyReferenced.of(loader),
            ClassFileLocator.ForClassLoader.ofPlatformLoader()),
        includes);
  }
}
