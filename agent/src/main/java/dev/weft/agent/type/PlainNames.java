package dev.weft.agent.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is known of classes, by their internal names: whether they and their families mention
 * nothing of Weft's. It is asked with the bytes of a name as they stand in a class file, so that no
 * text is made of them: that is done for each class that each class names.
 *
 * <p>A table with open addressing. Readers take no lock: what it holds is immutable, and one that
 * does not see the latest finds nothing and asks the slow way. It grows under the monitor of this.
 */
final class PlainNames {

  /** What is known of a class. */
  enum Answer {
    UNKNOWN,
    /** It mentions nothing, nor does its family. */
    PLAIN,
    /** It or its family does. */
    MENTIONS
  }

  private static final int FIRST_SIZE = 1 << 11;

  private static final class Entry {
    private final byte[] name;
    private final int hash;
    private final Answer answer;

    Entry(byte[] name, int hash, Answer answer) {
      this.name = name;
      this.hash = hash;
      this.answer = answer;
    }
  }

  /** Its length is a power of two, of which at most half is used. */
  private volatile @Nullable Entry[] table = new @Nullable Entry[FIRST_SIZE];

  private int size;

  /** What is known of the class whose name stands there. */
  Answer find(byte[] bytes, int start, int end) {
    @Nullable Entry[] entries = table;
    int hash = hash(bytes, start, end);
    for (int at = hash & (entries.length - 1); ; at = (at + 1) & (entries.length - 1)) {
      Entry entry = entries[at];
      if (entry == null) {
        return Answer.UNKNOWN;
      }
      if (entry.hash == hash
          && Arrays.equals(entry.name, 0, entry.name.length, bytes, start, end)) {
        return entry.answer;
      }
    }
  }

  /** What is known of a class. */
  Answer find(String internalName) {
    byte[] name = internalName.getBytes(StandardCharsets.UTF_8);
    return find(name, 0, name.length);
  }

  /** Takes note of the class whose name stands there; the last note counts. */
  void put(byte[] bytes, int start, int end, Answer answer) {
    Answer known = find(bytes, start, end);
    if (known != answer) {
      put(new Entry(Arrays.copyOfRange(bytes, start, end), hash(bytes, start, end), answer));
    }
  }

  /** Takes note of a class. */
  void put(String internalName, Answer answer) {
    byte[] name = internalName.getBytes(StandardCharsets.UTF_8);
    put(name, 0, name.length, answer);
  }

  private synchronized void put(Entry entry) {
    @Nullable Entry[] entries = table;
    if (2 * size >= entries.length) {
      entries = new @Nullable Entry[4 * entries.length];
      size = 0;
      for (Entry old : table) {
        if (old != null) {
          put(old, entries);
        }
      }
      table = entries;
    }
    put(entry, entries);
  }

  private void put(Entry entry, @Nullable Entry[] entries) {
    int at = entry.hash & (entries.length - 1);
    for (Entry old = entries[at]; old != null; old = entries[at]) {
      if (old.hash == entry.hash && Arrays.equals(old.name, entry.name)) {
        entries[at] = entry;
        return;
      }
      at = (at + 1) & (entries.length - 1);
    }
    entries[at] = entry;
    size++;
  }

  /** Names that differ in a digit at their end must not come to lie side by side. */
  private static int hash(byte[] bytes, int start, int end) {
    int hash = 0;
    for (int i = start; i < end; i++) {
      hash = 31 * hash + bytes[i];
    }
    hash *= 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
