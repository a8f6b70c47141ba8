package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.agent.type.KnownLibraries;
import dev.weft.agent.type.PlainClasses;
import dev.weft.agent.weave.Weaver;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One weaver for each class loader, for as long as the loader lives.
 *
 * <p>{@code weavers} is guarded by its own monitor; nothing is loaded or read under it.
 */
final class LoaderWeavers {

  /** What is kept of a loader. */
  private record Entry(LoaderFiles files, Weaver weaver) {}

  private final Map<ClassLoader, Entry> weavers = new WeakHashMap<>();

  /** The one last asked for: mostly the next class is of the same loader. */
  private volatile @Nullable Entry last;

  private final Includes includes;
  private final KnownLibraries libraries;
  private final boolean isReporting;
  private final PlainClasses plain = new PlainClasses();

  /**
   * @param isReporting whether somebody wants to know what became of calls
   */
  LoaderWeavers(Includes includes, boolean isReporting) {
    this.includes = includes;
    this.libraries = KnownLibraries.besides(includes);
    this.isReporting = isReporting;
  }

  Weaver of(ClassLoader loader) {
    return entry(loader).weaver();
  }

  /** Where the classes are that a loader finds. */
  LoaderFiles files(ClassLoader loader) {
    return entry(loader).files();
  }

  private Entry entry(ClassLoader loader) {
    Entry known = last;
    if (known != null && known.files().isOf(loader)) {
      return known;
    }
    synchronized (weavers) {
      Entry entry = weavers.get(loader);
      if (entry == null) {
        LoaderFiles files = new LoaderFiles(loader, libraries);
        entry = new Entry(files, new Weaver(files, includes, plain, isReporting));
        weavers.put(loader, entry);
      }
      last = entry;
      return entry;
    }
  }

  /** The classes that all weavers leave as they are. */
  PlainClasses plain() {
    return plain;
  }
}
