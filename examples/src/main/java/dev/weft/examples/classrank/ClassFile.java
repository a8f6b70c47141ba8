package dev.weft.examples.classrank;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * One class file, read far enough to know which other classes it mentions: those its constant pool
 * names, and those in the descriptors of its fields, its methods and what it calls. Annotations and
 * generic signatures do not count.
 *
 * <p>The layout is that of the Java Virtual Machine Specification, chapter 4.
 */
final class ClassFile {

  private static final int MAGIC = 0xCAFEBABE;

  private static final int UTF8 = 1;
  private static final int CLASS = 7;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_TYPE = 16;

  private final ByteBuffer bytes;
  private final int[] constants; // where each constant's tag stands; 0: no constant
  private final Set<String> mentioned = new HashSet<>();

  private ClassFile(byte[] content) {
    bytes = ByteBuffer.wrap(content);
    if (content.length < 10 || bytes.getInt() != MAGIC) {
      throw new IllegalArgumentException("Not a class file: it does not start with CAFEBABE.");
    }
    bytes.getInt(); // version
    constants = new int[unsignedShort()];
    for (int i = 1; i < constants.length; i++) {
      constants[i] = bytes.position();
      int tag = bytes.get();
      skip(lengthOfConstant(tag));
      if (tag == 5 || tag == 6) {
        i++; // a long or double takes two places
      }
    }
  }

  /** The names of the classes that a class file mentions, as in {@code java/lang/Object}. */
  static Set<String> mentionedBy(byte[] content) {
    ClassFile file = new ClassFile(content);
    file.readConstants();
    String self = file.readHeader();
    file.readMembers(); // fields
    file.readMembers(); // methods
    file.mentioned.remove(self);
    return file.mentioned;
  }

  private void readConstants() {
    for (int at : constants) {
      switch (at == 0 ? 0 : bytes.get(at)) {
        case CLASS -> mentionClass(utf8(unsignedShort(at + 1)));
        case NAME_AND_TYPE -> mentionDescriptor(utf8(unsignedShort(at + 3)));
        case METHOD_TYPE -> mentionDescriptor(utf8(unsignedShort(at + 1)));
        default -> {} // names nothing by itself
      }
    }
  }

  /**
   * Reads from the access flags to the interfaces; all but the class's own name is known by now.
   */
  private String readHeader() {
    skip(2); // access flags
    String self = utf8(unsignedShort(constants[unsignedShort()] + 1));
    skip(2); // super class
    skip(2 * unsignedShort()); // interfaces
    return self;
  }

  private void readMembers() {
    for (int members = unsignedShort(); members > 0; members--) {
      skip(4); // access flags, name
      mentionDescriptor(utf8(unsignedShort()));
      for (int attributes = unsignedShort(); attributes > 0; attributes--) {
        skip(2); // name
        skip(bytes.getInt());
      }
    }
  }

  /** Array classes stand in the pool by descriptor, all others by name. */
  private void mentionClass(String name) {
    if (name.startsWith("[")) {
      mentionDescriptor(name);
    } else {
      mentioned.add(name);
    }
  }

  /** Adds each {@code Lname;} of a descriptor as in {@code (ILjava/lang/String;[J)V}. */
  private void mentionDescriptor(String descriptor) {
    for (int i = 0; i < descriptor.length(); i++) {
      if (descriptor.charAt(i) == 'L') {
        int end = descriptor.indexOf(';', i);
        mentioned.add(descriptor.substring(i + 1, end));
        i = end;
      }
    }
  }

  /** The text of a constant; names in class files differ from plain UTF-8 beyond the BMP only. */
  private String utf8(int constant) {
    int at = constants[constant];
    if (bytes.get(at) != UTF8) {
      throw new IllegalArgumentException("Constant " + constant + " is not a name.");
    }
    return new String(bytes.array(), at + 3, unsignedShort(at + 1), StandardCharsets.UTF_8);
  }

  private int lengthOfConstant(int tag) {
    return switch (tag) {
      case UTF8 -> unsignedShort();
      case 3, 4, 9, 10, 11, NAME_AND_TYPE, 17, 18 -> 4;
      case 5, 6 -> 8;
      case CLASS, 8, METHOD_TYPE, 19, 20 -> 2;
      case 15 -> 3;
      default -> throw new IllegalArgumentException("Unknown kind of constant: " + tag + ".");
    };
  }

  private int unsignedShort() {
    return Short.toUnsignedInt(bytes.getShort());
  }

  private int unsignedShort(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private void skip(int count) {
    bytes.position(bytes.position() + count);
  }
}
