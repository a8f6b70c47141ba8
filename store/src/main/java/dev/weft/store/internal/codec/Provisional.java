package dev.weft.store.internal.codec;

import dev.weft.store.UnreadableValueException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A set or map that was filled while an object around it was incomplete, and keys refer to that
 * object: their hashes, or their order, may be others when it is complete. Then it is filled anew.
 */
final class Provisional {

  private final @Nullable Object[] keys;
  private final int @Nullable [] hashes;
  private final Runnable clear;
  private final Runnable fill;
  private boolean captured;

  private Provisional(@Nullable Object[] keys, Runnable clear, Runnable fill) {
    this.keys = keys;
    this.clear = clear;
    this.fill = fill;
    int[] before = null;
    try {
      before = hashesOf(keys);
      fill.run();
    } catch (RuntimeException e) {
      // The keys cannot be asked yet; nothing is lost, it is filled when they can.
      before = null;
      clear.run();
    }
    hashes = before;
  }

  static Provisional of(Collection<@Nullable Object> set, @Nullable Object[] items) {
    return new Provisional(items, set::clear, () -> set.addAll(Arrays.asList(items)));
  }

  static Provisional of(
      Map<@Nullable Object, @Nullable Object> map,
      @Nullable Object[] keys,
      @Nullable Object[] values) {
    return new Provisional(keys, map::clear, () -> putAll(map, keys, values));
  }

  /** For what cannot be filled anew: its keys must keep their hashes. */
  static Provisional ofFinal(List<@Nullable Object> keys) {
    Provisional provisional = new Provisional(keys.toArray(), () -> {}, () -> {});
    provisional.captured = true;
    return provisional;
  }

  /** Says that something was made of the present content that cannot be made again. */
  void capture() {
    captured = true;
  }

  /** Called when all objects are complete. */
  void settle() {
    int[] before = hashes;
    boolean same = before != null && Arrays.equals(before, hashesOf(keys));
    if (captured && !same) {
      throw new UnreadableValueException(
          "A record or an immutable collection holds a set or map whose keys refer back to an"
              + " object around it, and their hashes depend on it; that cannot be rebuilt. Break"
              + " the cycle.");
    }
    if (!captured) {
      clear.run();
      fill.run();
    }
  }

  static void putAll(
      Map<@Nullable Object, @Nullable Object> map,
      @Nullable Object[] keys,
      @Nullable Object[] values) {
    for (int i = 0; i < keys.length; i++) {
      map.put(keys[i], values[i]);
    }
  }

  private static int[] hashesOf(@Nullable Object[] keys) {
    int[] hashes = new int[keys.length];
    for (int i = 0; i < keys.length; i++) {
      hashes[i] = Objects.hashCode(keys[i]);
    }
    return hashes;
  }
}
