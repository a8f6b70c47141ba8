package dev.weft.agent.type;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constants of a class file and what comes right after them, read in one pass over the bytes.
 * This is all that is looked at of nearly every class, so it takes microseconds even before the JIT
 * has seen it; and it does not mind a release of the class file format that is not known yet.
 */
public final class ConstantPool {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int START = 10;

  /** How many classes most class files name, at most. */
  private static final int FEW_CLASSES = 32;

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int CALL_SITE = 18;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private static final byte[] REMOTE =
      Names.REMOTE_ANNOTATION.getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] READ_ONLY =
      Names.READ_ONLY_ANNOTATION.getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] LOAD_CLASS = "loadClass".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] JAVA = "java/".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] OBJECT = Names.OBJECT.getBytes(StandardCharsets.ISO_8859_1);
  private static final char REPLACED = '\uFFFD';

  private final byte[] bytes;

  /** Where each constant begins, after its tag; 0 for the second half of a long one. */
  private final int[] offsets;

  /** The indexes of the constants that name classes; 0 where there are no more. */
  private final char[] classes;

  /** By the index of such a constant: whether it is a parent, or members of it are referred to. */
  private final boolean[] used;

  private final boolean mentionsRemote;
  private final boolean mentionsLoadClass;
  private final int end;

  private ConstantPool(
      byte[] bytes,
      int[] offsets,
      char[] classes,
      boolean[] used,
      boolean mentionsRemote,
      boolean mentionsLoadClass,
      int end) {
    this.bytes = bytes;
    this.offsets = offsets;
    this.classes = classes;
    this.used = used;
    this.mentionsRemote = mentionsRemote;
    this.mentionsLoadClass = mentionsLoadClass;
    this.end = end;
  }

  /**
   * Reads the constants of a class file.
   *
   * @throws IllegalArgumentException if they cannot be read
   */
  public static ConstantPool of(byte[] classFile) {
    return of(classFile, classFile.length);
  }

  /**
   * Reads the constants of a class file that is at the beginning of an array.
   *
   * @throws IllegalArgumentException if they cannot be read
   */
  public static ConstantPool of(byte[] bytes, int length) {
    ConstantPool constants;
    try {
      constants = parse(bytes, length);
    } catch (IndexOutOfBoundsException e) {
      throw new IllegalArgumentException("A constant refers to one that is not there.", e);
    }
    if (constants == null) {
      throw new IllegalArgumentException("The class file ends within its constants.");
    }
    return constants;
  }

  /** The constants, if they end within the first bytes; null if not, or if these are damaged. */
  public static @Nullable ConstantPool ifWithin(byte[] bytes, int length) {
    try {
      return parse(bytes, length);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /**
   * Reads them; returns null if they, or the interfaces after them, do not end there.
   *
   * <p>Its loop is what most of the time goes into, so it calls little, reads no constant twice,
   * and looks where the bytes end rather than have the JVM throw, which the JIT would take for a
   * reason to compile it again. As one method it is too large to be compiled into each that calls
   * it.
   */
  private static @Nullable ConstantPool parse(byte[] bytes, int length) {
    if (length < START) {
      return null;
    }
    if ((u2(bytes, 0) << 16 | u2(bytes, 2)) != MAGIC) {
      throw new IllegalArgumentException("It does not begin as a class file does.");
    }
    int count = u2(bytes, START - 2);
    int[] offsets = new int[count];
    char[] classes = new char[FEW_CLASSES];
    boolean[] used = new boolean[count];
    int classCount = 0;
    boolean mentionsRemote = false;
    boolean mentionsLoadClass = false;
    int at = START;
    int last = length - 3; // of no constant more is looked at than its tag and two bytes
    for (int i = 1; i < count; i++) {
      if (at > last) {
        return null;
      }
      int tag = bytes[at];
      offsets[i] = ++at;
      if (tag == UTF8) {
        int size = (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
        at += 2;
        if (size == REMOTE.length) {
          mentionsRemote |= isWithin(bytes, at, length, REMOTE);
        } else if (size == READ_ONLY.length) {
          mentionsRemote |= isWithin(bytes, at, length, READ_ONLY);
        } else if (size == LOAD_CLASS.length) {
          mentionsLoadClass |= isWithin(bytes, at, length, LOAD_CLASS);
        }
        at += size;
      } else if (tag == CLASS) {
        if (classCount == classes.length) {
          classes = Arrays.copyOf(classes, 4 * classCount);
        }
        classes[classCount++] = (char) i;
        at += 2;
      } else if (tag >= FIELD && tag <= INTERFACE_METHOD) {
        used[(bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF)] = true;
        at += 4;
      } else {
        at +=
            switch (tag) {
              case STRING, METHOD_TYPE, MODULE, PACKAGE -> 2;
              case METHOD_HANDLE -> 3;
              case 3, 4, NAME_AND_TYPE, 17, CALL_SITE -> 4;
              case LONG, DOUBLE -> 8;
              default ->
                  throw new IllegalArgumentException("A constant has the unknown tag " + tag + ".");
            };
        if (tag == LONG || tag == DOUBLE) {
          i++;
        }
      }
    }
    int interfaces = at > length - 8 ? 0 : u2(bytes, at + 6);
    if (at + 8 + 2 * interfaces > length) {
      return null;
    }
    used[u2(bytes, at + 4)] = true;
    for (int i = 0; i < interfaces; i++) {
      used[u2(bytes, at + 8 + 2 * i)] = true;
    }
    return new ConstantPool(bytes, offsets, classes, used, mentionsRemote, mentionsLoadClass, at);
  }

  private static boolean isWithin(byte[] bytes, int at, int length, byte[] text) {
    return at + text.length <= length && isAt(bytes, at, text);
  }

  /**
   * Whether the name of the annotation {@code @Remote} is among the constants, or of
   * {@code @ReadOnly}, which stands beside it.
   */
  public boolean mentionsRemote() {
    return mentionsRemote;
  }

  /** Whether {@code loadClass} is among the constants: so it is where a method of that name is. */
  public boolean mentionsLoadClass() {
    return mentionsLoadClass;
  }

  /** The internal name of the class itself. */
  public String className() {
    String name = className(end + 2);
    if (name == null) {
      throw new IllegalArgumentException("The class has no name.");
    }
    return name;
  }

  /** The internal name of its superclass; null for {@code Object} and modules. */
  public @Nullable String superName() {
    return className(end + 4);
  }

  /** The internal names of its superclass and interfaces, without those of the JDK. */
  List<String> parents() {
    List<String> parents = List.of();
    int count = u2(bytes, end + 6);
    for (int i = -1; i < count; i++) {
      int index = u2(bytes, i < 0 ? end + 4 : end + 8 + 2 * i);
      int name = index == 0 ? 0 : offset(nameOfClass(index), UTF8);
      if (index == 0 || isAt(name, JAVA)) {
        continue;
      }
      String parent = text(name);
      if (!RemoteTypes.isForeign(parent)) {
        parents = parents.isEmpty() ? new ArrayList<>() : parents;
        parents.add(parent);
      }
    }
    return parents;
  }

  /** The internal names of its interfaces. */
  public List<String> interfaces() {
    int count = u2(bytes, end + 6);
    if (count == 0) {
      return List.of();
    }
    List<String> names = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = className(end + 8 + 2 * i);
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  /**
   * What is known of all other classes that are its parents or whose members it refers to: that all
   * are plain, that one is not, or else that some are unknown. Those of the JDK are plain.
   */
  PlainNames.Answer uses(PlainNames known) {
    int self = u2(bytes, end + 2);
    PlainNames.Answer all = PlainNames.Answer.PLAIN;
    for (char index : classes) {
      if (index == 0) {
        break;
      }
      if (used[index] && index != self) {
        PlainNames.Answer answer = find(offset(u2(bytes, offsets[index]), UTF8), known);
        if (answer == PlainNames.Answer.MENTIONS) {
          return answer;
        }
        all = answer == PlainNames.Answer.UNKNOWN ? answer : all;
      }
    }
    return all;
  }

  /** The internal names of those among them of which nothing is known. */
  List<String> unknown(PlainNames known) {
    int self = u2(bytes, end + 2);
    List<String> names = new ArrayList<>();
    for (char index : classes) {
      if (index == 0) {
        break;
      }
      if (used[index] && index != self) {
        int name = offset(u2(bytes, offsets[index]), UTF8);
        if (find(name, known) == PlainNames.Answer.UNKNOWN) {
          names.add(text(name));
        }
      }
    }
    return names;
  }

  private PlainNames.Answer find(int name, PlainNames known) {
    return find(bytes, name, known);
  }

  /**
   * What is known of a class.
   *
   * @param name where the constant with its internal name is, after the tag
   */
  static PlainNames.Answer find(byte[] bytes, int name, PlainNames known) {
    int start = name + 2;
    int length = u2(bytes, name);
    return bytes[start] == '[' || (length >= JAVA.length && isAt(bytes, start, JAVA))
        ? PlainNames.Answer.PLAIN
        : known.find(bytes, start, start + length);
  }

  /** Notes that the class itself is plain. */
  void notePlain(PlainNames known) {
    int name = offset(nameOfClass(u2(bytes, end + 2)), UTF8);
    known.put(bytes, name + 2, name + 2 + u2(bytes, name), PlainNames.Answer.PLAIN);
  }

  /** Decides about methods and fields that a class file refers to. */
  public interface Calls {

    /** Whether members of a class, by its internal name, need a look. Asked once for each. */
    boolean mayConcern(String owner);

    /** Whether a member of such a class is one. */
    boolean concerns(String owner, String name, String descriptor);
  }

  /**
   * Whether any member that is referred to concerns; those of the JDK are not asked about.
   *
   * @param families classes that these know to be plain are not asked about either; may be null
   */
  public boolean anyCall(Calls calls, @Nullable Families families) {
    byte[] owners = new byte[offsets.length]; // by the index of the name: 1 is no, 2 is yes
    for (int i = 1; i < offsets.length; i++) {
      int offset = offsets[i];
      if (offset == 0) {
        continue;
      }
      int tag = bytes[offset - 1];
      if (tag != FIELD && tag != METHOD && tag != INTERFACE_METHOD) {
        continue;
      }
      int owner = nameOfClass(u2(bytes, offset));
      if (owners[owner] == 0) {
        owners[owner] = mayConcern(owner, calls, families) ? (byte) 2 : 1;
      }
      if (owners[owner] == 2 && concerns(owner, u2(bytes, offset + 2), calls)) {
        return true;
      }
    }
    return false;
  }

  /** Decides about members and classes that code refers to. */
  public interface Members extends Calls {

    /** Whether it concerns that an instance of a class is created. */
    boolean concerns(String type);
  }

  /**
   * The constants, by their indexes, by which an instruction would concern: members and classes as
   * they are asked for; all call sites, but those that join text; and the methods by which an
   * object's monitor is waited for, of whatever class that is.
   *
   * @param families classes that these know to be plain are not asked about
   */
  public boolean[] concerning(Members members, Families families) {
    boolean[] concerning = new boolean[offsets.length];
    byte[] owners = new byte[offsets.length];
    for (int i = 1; i < offsets.length; i++) {
      int offset = offsets[i];
      int tag = offset == 0 ? 0 : bytes[offset - 1];
      if (tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) {
        int owner = nameOfClass(u2(bytes, offset));
        if (owners[owner] == 0) {
          owners[owner] = mayConcern(owner, members, families) ? (byte) 2 : 1;
        }
        int nameAndType = u2(bytes, offset + 2);
        concerning[i] =
            owners[owner] == 2
                ? concerns(owner, nameAndType, members)
                : isOfMonitor(offset(owner, UTF8), nameAndType);
      } else if (tag == CLASS) {
        int name = offset(u2(bytes, offset), UTF8);
        concerning[i] = // who creates one refers to its constructor
            used[i] && !families.isKnownPlain(bytes, name) && members.concerns(text(name));
      } else if (tag == CALL_SITE) {
        concerning[i] = !joinsText(u2(bytes, offset + 2));
      }
    }
    return concerning;
  }

  private boolean isOfMonitor(int owner, int nameAndType) {
    if (!isAt(owner, OBJECT) || u2(bytes, owner) != OBJECT.length) {
      return false;
    }
    String name = text(offset(u2(bytes, offset(nameAndType, NAME_AND_TYPE)), UTF8));
    return name.equals("wait") || name.startsWith("notify");
  }

  /** Lambdas are of other types. */
  private boolean joinsText(int nameAndType) {
    int offset = offset(nameAndType, NAME_AND_TYPE);
    return text(offset(u2(bytes, offset), UTF8)).equals("makeConcatWithConstants")
        && text(offset(u2(bytes, offset + 2), UTF8)).endsWith(")Ljava/lang/String;");
  }

  /** Whether a class of that internal name is among the constants. */
  public boolean namesClass(String internalName) {
    byte[] text = internalName.getBytes(StandardCharsets.UTF_8);
    for (char index : classes) {
      if (index == 0) {
        return false;
      }
      if (isText(u2(bytes, offsets[index]), text)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the constant of that index is that text. */
  boolean isText(int index, byte[] text) {
    int offset = offset(index, UTF8);
    return u2(bytes, offset) == text.length && isAt(bytes, offset + 2, text);
  }

  /** The text that is the constant of that index. */
  String textAt(int index) {
    return text(offset(index, UTF8));
  }

  /** The class file from which they are. */
  byte[] bytes() {
    return bytes;
  }

  /** Where the fields and methods begin. */
  int members() {
    return end + 8 + 2 * u2(bytes, end + 6);
  }

  private boolean mayConcern(int owner, Calls calls, @Nullable Families families) {
    int name = offset(owner, UTF8);
    boolean isPlain = families == null ? isAt(name, JAVA) : families.isKnownPlain(bytes, name);
    return !isPlain && calls.mayConcern(text(name));
  }

  private boolean concerns(int owner, int nameAndType, Calls calls) {
    int offset = offset(nameAndType, NAME_AND_TYPE);
    return calls.concerns(
        text(offset(owner, UTF8)),
        text(offset(u2(bytes, offset), UTF8)),
        text(offset(u2(bytes, offset + 2), UTF8)));
  }

  private @Nullable String className(int at) {
    int index = u2(bytes, at);
    return index == 0 ? null : text(offset(nameOfClass(index), UTF8));
  }

  private int nameOfClass(int index) {
    return u2(bytes, offset(index, CLASS));
  }

  private int offset(int index, int tag) {
    if (index <= 0 || index >= offsets.length || offsets[index] == 0) {
      throw new IllegalArgumentException("There is no constant " + index + ".");
    }
    int offset = offsets[index];
    if (bytes[offset - 1] != tag) {
      throw new IllegalArgumentException("The constant " + index + " is of another kind.");
    }
    return offset;
  }

  private String text(int offset) {
    String text = new String(bytes, offset + 2, u2(bytes, offset), StandardCharsets.UTF_8);
    return text.indexOf(REPLACED) < 0 ? text : modifiedUtf8(offset);
  }

  /** Characters beyond the basic plane are written in another way in class files. */
  private String modifiedUtf8(int offset) {
    try (DataInputStream in =
        new DataInputStream(new ByteArrayInputStream(bytes, offset, 2 + u2(bytes, offset)))) {
      return in.readUTF();
    } catch (IOException e) {
      throw new IllegalArgumentException("A name among the constants is damaged.", e);
    }
  }

  private boolean isAt(int offset, byte[] text) {
    return u2(bytes, offset) >= text.length && isAt(bytes, offset + 2, text);
  }

  private static boolean isAt(byte[] bytes, int at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int u2(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }
}
