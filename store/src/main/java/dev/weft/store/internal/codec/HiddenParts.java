package dev.weft.store.internal.codec;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a wrapper of the JDK wraps.
 *
 * <p>The fields of {@code Collections.unmodifiableList} and its like are closed, but the JDK's own
 * serialisation names each object that it is about to write. Here it is told to write none of them,
 * to nowhere; nothing is ever read that way.
 */
final class HiddenParts extends ObjectOutputStream {

  private final Object holder;
  private final Class<?> wanted;
  private @Nullable Object found;

  private HiddenParts(Object holder, Class<?> wanted) throws IOException {
    super(OutputStream.nullOutputStream());
    this.holder = holder;
    this.wanted = wanted;
    enableReplaceObject(true);
  }

  /** The first part of a type that an object holds directly, or null. */
  static @Nullable Object find(Object holder, Class<?> wanted) {
    try (HiddenParts parts = new HiddenParts(holder, wanted)) {
      parts.writeObject(holder);
      return parts.found;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /** The enum whose constants are the keys of a map; null if it cannot be had. */
  static @Nullable Class<?> keyType(EnumMap<?, ?> map) {
    return (Class<?>) find(map, Class.class);
  }

  /** Called for the class of each object, and for a class that is itself a part. */
  @Override
  protected void annotateClass(Class<?> type) {
    if (found == null && wanted == Class.class && type.isEnum()) {
      found = type;
    }
  }

  @Override
  protected @Nullable Object replaceObject(Object part) {
    if (part == holder) {
      return part;
    }
    if (found == null && wanted.isInstance(part)) {
      found = part;
    }
    return null;
  }
}
