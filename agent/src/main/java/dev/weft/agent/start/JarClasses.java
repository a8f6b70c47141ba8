package dev.weft.agent.start;

import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.HeaderFiles;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads small files of a jar, in half the time that the JDK's streams take: one read of the file,
 * one buffer and one inflater for all.
 *
 * <p>It takes jars as build tools write them. For others, of more than 4 GB or with data before the
 * first entry, {@link #open} returns null.
 *
 * <pre>
 * end of the file:  "PK\5\6" … entries(2) size of the directory(4) its offset(4) comment
 * directory entry:  "PK\1\2" … method(2) … packed(4) size(4) name(2) extra(2) comment(2) … offset(4)
 *                   name extra comment
 * at that offset:   "PK\3\4" … name(2) extra(2) name extra, then the packed bytes
 * </pre>
 *
 * <p>Two threads can read at a time, others wait.
 */
final class JarClasses {

  private static final int END_SIZE = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int DIRECTORY_ENTRY = 46;
  private static final int LOCAL_ENTRY = 30;

  /** How much longer the extra field before the data may be than the one in the directory. */
  private static final int SLACK = 64;

  private static final int DEFLATED = 8;

  private static final byte[] VERSIONS = "META-INF/versions/".getBytes(StandardCharsets.UTF_8);
  private static final int FIRST_WITH_VERSIONS = 9;

  /** Of a class file; what claims more is damaged. */
  private static final int LARGEST = 1 << 26;

  private final File path;
  private final long length;
  private final byte[] directory;

  /** Offsets of directory entries plus one, by the hash of their names; the next one if taken. */
  private final int[] table;

  /**
   * In a multi-release jar, the offsets of the directory entries that stand for others of the same
   * name for this release of Java; empty in any other.
   */
  private final Map<String, Integer> versions;

  private final Reader first;

  /** Opened when two threads read at a time. */
  private volatile @Nullable Reader second;

  private JarClasses(
      File path,
      RandomAccessFile file,
      long length,
      byte[] directory,
      int[] table,
      Map<String, Integer> versions) {
    this.path = path;
    this.first = new Reader(file);
    this.length = length;
    this.directory = directory;
    this.table = table;
    this.versions = versions;
  }

  /** Opens a jar for as long as the JVM lives; returns null if it is none of the usual form. */
  static @Nullable JarClasses open(File jar) throws IOException {
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    JarClasses opened = null;
    try {
      opened = read(jar, file);
    } catch (IndexOutOfBoundsException e) {
      // Not a jar, or a damaged one.
    } finally {
      if (opened == null) {
        file.close();
      }
    }
    return opened;
  }

  private static @Nullable JarClasses read(File jar, RandomAccessFile file) throws IOException {
    long length = file.length();
    byte[] tail = new byte[(int) Math.min(length, END_SIZE + MAX_COMMENT)];
    file.seek(length - tail.length);
    file.readFully(tail);
    int end = tail.length - END_SIZE;
    while (end >= 0 && u4(tail, end) != 0x06054B50) {
      end--;
    }
    if (end < 0) {
      return null;
    }
    int entries = u2(tail, end + 10);
    long size = u4(tail, end + 12);
    long offset = u4(tail, end + 16);
    if (entries == 0xFFFF || offset + size != length - tail.length + end) {
      return null;
    }
    byte[] directory = new byte[(int) size];
    file.seek(offset);
    file.readFully(directory);
    int[] table = new int[Math.max(8, Integer.highestOneBit(entries) * 4)];
    int at = 0;
    for (int i = 0; i < entries; i++) {
      int name = u2(directory, at + 28);
      int slot = EntryName.hash(directory, at + DIRECTORY_ENTRY, name) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = at + 1;
      at += DIRECTORY_ENTRY + name + u2(directory, at + 30) + u2(directory, at + 32);
    }
    return new JarClasses(jar, file, length, directory, table, Map.of());
  }

  /** The same as a multi-release jar, for a release of Java. To be used in place of this one. */
  JarClasses forRelease(int release) {
    Map<String, Integer> newest = new HashMap<>();
    Map<String, Integer> newestRelease = new HashMap<>();
    for (int i = 0; i < table.length; i++) {
      int at = table[i] - 1;
      if (at < 0 || !isAt(directory, at + DIRECTORY_ENTRY, VERSIONS)) {
        continue;
      }
      int start = at + DIRECTORY_ENTRY;
      String name =
          new String(directory, start, u2(directory, at + 28), StandardCharsets.UTF_8)
              .substring(VERSIONS.length);
      int end = name.indexOf('/');
      int version = number(name, end);
      String path = name.substring(end + 1);
      if (version >= FIRST_WITH_VERSIONS
          && version <= release
          && !path.startsWith("META-INF/")
          && version > newestRelease.getOrDefault(path, 0)) {
        newestRelease.put(path, version);
        newest.put(path, at);
      }
    }
    return new JarClasses(path, first.file, length, directory, table, newest);
  }

  private static boolean isAt(byte[] bytes, int at, byte[] text) {
    return Arrays.equals(bytes, at, Math.min(bytes.length, at + text.length), text, 0, text.length);
  }

  /** The decimal number that a text begins with; 0 if it is none. */
  private static int number(String text, int end) {
    try {
      return end <= 0 ? 0 : Integer.parseInt(text, 0, end, 10);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The content of an entry, or null if there is none of that name. */
  byte @Nullable [] read(EntryName name) throws IOException {
    int at = find(name);
    try {
      return at < 0 ? null : content(at, name.text());
    } catch (IndexOutOfBoundsException e) {
      throw damaged(name.text(), e);
    }
  }

  /**
   * Looks at the constants of a class file; returns null if there is none of that name. Mostly they
   * end in its first seven eighths, and the rest is not unpacked.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  <T> @Nullable T look(EntryName name, HeaderFiles.Look<T> look) throws IOException {
    int at = find(name);
    try {
      return at < 0 ? null : look(at, name.text(), look);
    } catch (IndexOutOfBoundsException e) {
      throw damaged(name.text(), e);
    }
  }

  private static IOException damaged(String name, Exception reason) {
    return new IOException("The entry " + name + " is damaged.", reason);
  }

  /** Where the entry of that name is in the directory, or -1. */
  private int find(EntryName name) {
    Integer newer = versions.isEmpty() ? null : versions.get(name.text());
    if (newer != null) {
      return newer;
    }
    byte[] bytes = name.bytes();
    int slot = name.hash() & (table.length - 1);
    while (table[slot] != 0) {
      int at = table[slot] - 1;
      int start = at + DIRECTORY_ENTRY;
      int end = start + u2(directory, at + 28);
      if (Arrays.equals(directory, start, end, bytes, 0, bytes.length)) {
        return at;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return -1;
  }

  private byte[] content(int at, String name) throws IOException {
    byte[] content = new byte[length(u4(directory, at + 24))];
    Reader reader = reader();
    try {
      int data = reader.load(at);
      if (isDeflated(at)) {
        reader.begin(data, at);
        reader.inflate(content, 0, content.length, name);
      } else {
        System.arraycopy(reader.buffer, data, content, 0, content.length);
      }
    } finally {
      reader.unlock();
    }
    return content;
  }

  private <T> T look(int at, String name, HeaderFiles.Look<T> look) throws IOException {
    if (!isDeflated(at)) {
      return look.at(ConstantPool.of(content(at, name)));
    }
    Reader reader = reader();
    try {
      return look.at(reader.constants(at, name));
    } finally {
      reader.unlock();
    }
  }

  /** One that no other thread uses, if there is any; locked. */
  private Reader reader() throws IOException {
    if (first.tryLock()) {
      return first;
    }
    Reader other = second;
    if (other == null) {
      synchronized (directory) {
        other = second;
        if (other == null) {
          other = new Reader(new RandomAccessFile(path, "r"));
          second = other;
        }
      }
    }
    other.lock();
    return other;
  }

  private boolean isDeflated(int at) {
    return u2(directory, at + 10) == DEFLATED;
  }

  private static int length(long value) throws IOException {
    if (value > LARGEST) {
      throw new IOException("An entry is too large for a class file.");
    }
    return (int) value;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private static long u4(byte[] bytes, int at) {
    return u2(bytes, at) | (long) u2(bytes, at + 2) << 16;
  }

  /** An open file and what it takes to unpack entries; for the thread that has locked it. */
  private final class Reader extends ReentrantLock {

    private static final long serialVersionUID = 1L;

    private final transient RandomAccessFile file;
    private final transient Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[1 << 14];
    private byte[] unpacked = new byte[1 << 13];

    Reader(RandomAccessFile file) {
      this.file = file;
    }

    /** The constants of a packed class file; they stand in a buffer of this. */
    private ConstantPool constants(int at, String name) throws IOException {
      int size = length(u4(directory, at + 24));
      int first = size - size / 8;
      begin(load(at), at);
      if (unpacked.length < size) {
        unpacked = new byte[size + size / 2];
      }
      inflate(unpacked, 0, first, name);
      ConstantPool constants = ConstantPool.ifWithin(unpacked, first);
      if (constants == null) {
        inflate(unpacked, first, size, name);
        constants = ConstantPool.of(unpacked, size);
      }
      return constants;
    }

    /** Reads the packed bytes of an entry into the buffer, and returns where they begin there. */
    private int load(int at) throws IOException {
      int packed = length(u4(directory, at + 20));
      int before = LOCAL_ENTRY + u2(directory, at + 28) + u2(directory, at + 30) + SLACK;
      long offset = u4(directory, at + 42);
      if (offset >= length) {
        throw new IOException("The jar's directory is damaged.");
      }
      int wanted = (int) Math.min(before + packed, length - offset);
      if (buffer.length < wanted) {
        buffer = new byte[wanted + wanted / 2];
      }
      file.seek(offset);
      file.readFully(buffer, 0, wanted);
      int data = LOCAL_ENTRY + u2(buffer, 26) + u2(buffer, 28);
      if (data + packed > wanted) {
        file.seek(offset + data);
        data = 0;
        if (buffer.length < packed) {
          buffer = new byte[packed];
        }
        file.readFully(buffer, 0, packed);
      }
      return data;
    }

    private void begin(int data, int at) throws IOException {
      inflater.reset();
      inflater.setInput(buffer, data, length(u4(directory, at + 20)));
    }

    private void inflate(byte[] content, int from, int to, String name) throws IOException {
      try {
        if (inflater.inflate(content, from, to - from) != to - from) {
          throw new IOException("The entry " + name + " ends early.");
        }
      } catch (DataFormatException e) {
        throw damaged(name, e);
      }
    }
  }
}
