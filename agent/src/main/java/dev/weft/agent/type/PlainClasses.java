package dev.weft.agent.type;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The classes that stay plain Java, whatever they are annotated with: those that were loaded before
 * the agent came and cannot be changed any more. Nothing in them is remote, for their callers
 * neither.
 *
 * <p>Known by name alone: of two classes of one name in two class loaders, both stay plain.
 */
public final class PlainClasses {

  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final AtomicInteger version = new AtomicInteger();

  /** Adds a class by its internal name. */
  public void add(String internalName) {
    names.add(internalName);
    version.incrementAndGet();
  }

  /** Grows whenever there is one more. */
  int version() {
    return version.get();
  }

  /** Whether a class is one of them. */
  public boolean contains(String internalName) {
    return names.contains(internalName);
  }
}
