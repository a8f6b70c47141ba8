package dev.weft.cluster.internal.shipping;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads from a class file which classes it names (JVMS 4.4, the entries CONSTANT_Class). */
final class ClassReferences {

  private ClassReferences() {}

  /** The binary names of the classes that a class file names, itself included, in order. */
  static Set<String> of(byte[] classFile) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8); // magic, minor, major
      int count = in.readUnsignedShort();
      String[] texts = new String[count];
      int[] classes = new int[count];
      int found = 0;
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        switch (tag) {
          case 1 -> texts[i] = in.readUTF();
          case 7 -> classes[found++] = in.readUnsignedShort();
          case 8, 16, 19, 20 -> in.skipNBytes(2);
          case 15 -> in.skipNBytes(3);
          case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
          case 5, 6 -> {
            in.skipNBytes(8);
            i++; // takes two entries
          }
          default -> throw new IOException("Unknown constant " + tag + ".");
        }
      }
      return names(texts, classes, found);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a class file.", e);
    }
  }

  private static Set<String> names(String[] texts, int[] classes, int found) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < found; i++) {
      String name = texts[classes[i]];
      if (name.startsWith("[")) {
        int element = name.lastIndexOf('[') + 1;
        if (name.charAt(element) != 'L') {
          continue; // an array of primitives
        }
        name = name.substring(element + 1, name.length() - 1);
      }
      names.add(name.replace('/', '.'));
    }
    return names;
  }
}
