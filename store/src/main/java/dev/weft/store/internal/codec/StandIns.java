package dev.weft.store.internal.codec;

import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Classes of the platform that travel as another: hidden implementations as what they implement,
 * and views of collections ({@code subList}, {@code keySet}, entries) as copies.
 */
final class StandIns {

  private StandIns() {}

  /** Types of which every implementation of the platform travels alike. */
  private static final List<Class<?>> FAMILIES =
      List.of(
          Charset.class, ZoneId.class, TimeZone.class, Path.class, ByteBuffer.class, EnumSet.class);

  /** The class as which another travels, or null. */
  static @Nullable Class<?> of(Class<?> type) {
    for (Class<?> family : FAMILIES) {
      if (family.isAssignableFrom(type)) {
        return family;
      }
    }
    if (Enum.class.isAssignableFrom(type)) {
      Class<?> declaring = type.isEnum() ? type : type.getSuperclass();
      return FixedTypes.named(declaring.getName()) == declaring ? Enum.class : null;
    }
    return isView(type) ? copyOf(type) : null;
  }

  private static boolean isView(Class<?> type) {
    String inPackage = type.getPackageName();
    return (inPackage.equals("java.util") || inPackage.equals("java.util.concurrent"))
        && !Modifier.isPublic(type.getModifiers())
        && !Queue.class.isAssignableFrom(type);
  }

  private static @Nullable Class<?> copyOf(Class<?> type) {
    if (Map.Entry.class.isAssignableFrom(type)) {
      return AbstractMap.SimpleEntry.class;
    }
    if (List.class.isAssignableFrom(type)) {
      return ArrayList.class;
    }
    if (SortedSet.class.isAssignableFrom(type)) {
      return TreeSet.class;
    }
    if (Set.class.isAssignableFrom(type)) {
      return LinkedHashSet.class;
    }
    if (SortedMap.class.isAssignableFrom(type)) {
      return TreeMap.class;
    }
    if (Map.class.isAssignableFrom(type)) {
      return LinkedHashMap.class;
    }
    return Collection.class.isAssignableFrom(type) ? ArrayList.class : null;
  }
}
