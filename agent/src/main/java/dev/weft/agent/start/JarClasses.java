package dev.weft.agent.start;

import dev.weft.agent.type.ClassHeader;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Includes;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
 * <p>Threads take turns: {@code file}, {@code inflater}, {@code buffer} and {@code unpacked} are
 * guarded by the monitor of {@code file}; the rest does not change.
 */
final class JarClasses {

  private static final int END_SIZE = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int DIRECTORY_ENTRY = 46;
  private static final int LOCAL_ENTRY = 30;

  /** How much longer the extra field before the data may be than the one in the directory. */
  private static final int SLACK = 64;

  private static final int DEFLATED = 8;

  /** Of a class file; what claims more is damaged. */
  private static final int LARGEST = 1 << 26;

  private final RandomAccessFile file;
  private final long length;
  private final byte[] directory;

  /** Offsets of directory entries plus one, by the hash of their names; the next one if taken. */
  private final int[] table;

  private final Inflater inflater = new Inflater(true);
  private byte[] buffer = new byte[1 << 14];
  private byte[] unpacked = new byte[1 << 13];

  private JarClasses(RandomAccessFile file, long length, byte[] directory, int[] table) {
    this.file = file;
    this.length = length;
    this.directory = directory;
    this.table = table;
  }

  /** Opens a jar for as long as the JVM lives; returns null if it is none of the usual form. */
  static @Nullable JarClasses open(File jar) throws IOException {
    RandomAccessFile file = new RandomAccessFile(jar, "r");
    JarClasses opened = null;
    try {
      opened = read(file);
    } catch (IndexOutOfBoundsException e) {
      // Not a jar, or a damaged one.
    } finally {
      if (opened == null) {
        file.close();
      }
    }
    return opened;
  }

  private static @Nullable JarClasses read(RandomAccessFile file) throws IOException {
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
      int slot = hash(directory, at + DIRECTORY_ENTRY, name) & (table.length - 1);
      while (table[slot] != 0) {
        slot = (slot + 1) & (table.length - 1);
      }
      table[slot] = at + 1;
      at += DIRECTORY_ENTRY + name + u2(directory, at + 30) + u2(directory, at + 32);
    }
    return new JarClasses(file, length, directory, table);
  }

  /** The content of an entry, or null if there is none of that name. */
  byte @Nullable [] read(String name) throws IOException {
    int at = find(name);
    try {
      return at < 0 ? null : content(at, name);
    } catch (IndexOutOfBoundsException e) {
      throw damaged(name, e);
    }
  }

  /**
   * The header of a class file, or null if there is none of that name. Mostly its constants end in
   * its first two thirds, and the rest is not unpacked.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  @Nullable ClassHeader header(String name, Includes includes) throws IOException {
    int at = find(name);
    try {
      return at < 0 ? null : header(at, name, includes);
    } catch (IndexOutOfBoundsException e) {
      throw damaged(name, e);
    }
  }

  private static IOException damaged(String name, Exception reason) {
    return new IOException("The entry " + name + " is damaged.", reason);
  }

  /** Where the entry of that name is in the directory, or -1. */
  private int find(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int slot = hash(bytes, 0, bytes.length) & (table.length - 1);
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
    synchronized (file) {
      int data = load(at);
      if (isDeflated(at)) {
        begin(data, at);
        inflate(content, 0, content.length, name);
      } else {
        System.arraycopy(buffer, data, content, 0, content.length);
      }
    }
    return content;
  }

  private ClassHeader header(int at, String name, Includes includes) throws IOException {
    if (!isDeflated(at)) {
      return ClassHeader.of(ConstantPool.of(content(at, name)), includes);
    }
    int size = length(u4(directory, at + 24));
    int first = (int) (size * 2L / 3);
    synchronized (file) {
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
      return ClassHeader.of(constants, includes);
    }
  }

  private boolean isDeflated(int at) {
    return u2(directory, at + 10) == DEFLATED;
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

  private static int length(long value) throws IOException {
    if (value > LARGEST) {
      throw new IOException("An entry is too large for a class file.");
    }
    return (int) value;
  }

  private static int hash(byte[] bytes, int start, int length) {
    int hash = 0;
    for (int i = start; i < start + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash ^ (hash >>> 15);
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) | (bytes[at + 1] & 0xFF) << 8;
  }

  private static long u4(byte[] bytes, int at) {
    return u2(bytes, at) | (long) u2(bytes, at + 2) << 16;
  }
}
