package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.agent.weave.Weaver;
import java.util.Map;
import java.util.WeakHashMap;

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
      Weaver weaver = weavers.get(loader);
      if (weaver == null) {
        weaver = new Weaver(new LoaderFiles(loader), includes);
        weavers.put(loader, weaver);
      }
      return weaver;
    }
  }
}
