package dev.weft.it.kit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What JaCoCo's agent wrote down about one class.
 *
 * @param id computed from the class file as JaCoCo saw it
 * @param probes a digit for each of its probes, 1 for those that were passed
 */
public record Coverage(long id, String probes) {

  private static final int HEADER = 0x01;
  private static final int SESSION = 0x10;
  private static final int CLASS = 0x11;

  /** Reads a file of execution data, by the internal names of the classes. */
  public static Map<String, Coverage> of(Path file) {
    Map<String, Coverage> found = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      for (int block = in.read(); block >= 0; block = in.read()) {
        switch (block) {
          case HEADER -> in.skipNBytes(4); // magic, version
          case SESSION -> {
            in.readUTF();
            in.skipNBytes(16); // begin, end
          }
          case CLASS -> {
            long id = in.readLong();
            found.put(in.readUTF(), new Coverage(id, probes(in)));
          }
          default -> throw new IOException("Unknown block " + block + ".");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + file + ".", e);
    }
    return found;
  }

  /** How many probes were passed. */
  public long passed() {
    return probes.chars().filter(digit -> digit == '1').count();
  }

  /** Whether it passed all probes that another run passed. */
  public boolean covers(Coverage other) {
    boolean covers = probes.length() == other.probes.length();
    for (int i = 0; covers && i < probes.length(); i++) {
      covers = probes.charAt(i) >= other.probes.charAt(i);
    }
    return covers;
  }

  private static String probes(DataInputStream in) throws IOException {
    int count = varInt(in);
    StringBuilder probes = new StringBuilder(count);
    int bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % 8 == 0 ? in.readUnsignedByte() : bits >>> 1;
      probes.append(bits & 1);
    }
    return probes.toString();
  }

  private static int varInt(DataInputStream in) throws IOException {
    int value = 0;
    int shift = 0;
    int part;
    do {
      part = in.readUnsignedByte();
      value |= (part & 0x7F) << shift;
      shift += 7;
    } while ((part & 0x80) != 0);
    return value;
  }
}
