package dev.weft.agent.type;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.objectweb.asm.Opcodes;

/**
 * Goes through the methods of a class file, and tells which constants the code of each refers to,
 * in one pass over the bytes and without making objects of them.
 *
 * <p>Damaged class files make it throw {@code IndexOutOfBoundsException}. Confined to one thread.
 */
public final class MethodCode {

  private static final byte[] CODE = "Code".getBytes(StandardCharsets.ISO_8859_1);

  private static final int WIDE = 196;
  private static final int LAST_OPCODE = 201;

  /** The lengths of instructions by their opcodes; 0 for those that tell it themselves. */
  private static final byte[] LENGTHS = lengths();

  private final ConstantPool constants;
  private final byte[] bytes;

  /** How many methods are left, and where the next one begins. */
  private int left;

  private int at;

  /** Where the current method begins. */
  private int member;

  /** Where the code of the current method begins and ends; both 0 if it has none. */
  private int start;

  private int end;

  /** Begins before the first method. */
  public MethodCode(ConstantPool constants) {
    this.constants = constants;
    this.bytes = constants.bytes();
    this.at = constants.members();
    int fields = u2(at);
    at += 2;
    for (int i = 0; i < fields; i++) {
      skipMember();
    }
    this.left = u2(at);
    at += 2;
  }

  /** Goes on to the next method; returns false when there is none. */
  public boolean next() {
    if (left == 0) {
      return false;
    }
    left--;
    start = 0;
    end = 0;
    skipMember();
    return true;
  }

  /** The name of the current method. */
  public String name() {
    return constants.textAt(u2(member + 2));
  }

  /** The descriptor of the current method. */
  public String descriptor() {
    return constants.textAt(u2(member + 4));
  }

  /** How many bytes of code the current method has. */
  public int size() {
    return end - start;
  }

  /** Skips a field or method and notes where its code is. */
  private void skipMember() {
    member = at;
    int attributes = u2(at + 6);
    at += 8;
    for (int i = 0; i < attributes; i++) {
      if (constants.isText(u2(at), CODE)) {
        start = at + 14;
        end = start + u4(at + 10);
      }
      at += 6 + u4(at + 2);
    }
  }

  /**
   * Whether an instruction of the current method refers to a member, a call site or a class to be
   * created that is among the given constants, or is one that goes by no constant and may concern
   * all the same: a monitor is entered, or a subroutine called, as before Java 6.
   *
   * @param concerning by the index of the constant
   */
  public boolean mentions(boolean[] concerning) {
    for (int i = start; i < end; i += length(i)) {
      int opcode = bytes[i] & 0xFF;
      if (opcode >= Opcodes.GETSTATIC && opcode <= Opcodes.NEW) {
        if (concerning[u2(i + 1)]) {
          return true;
        }
      } else if (opcode == Opcodes.MONITORENTER
          || opcode == Opcodes.JSR
          || opcode == Opcodes.RET
          || opcode >= LAST_OPCODE) {
        return true;
      }
    }
    return false;
  }

  private int length(int i) {
    int opcode = bytes[i] & 0xFF;
    int length = LENGTHS[opcode];
    if (length > 0) {
      return length;
    }
    int operands = 4 - ((i - start) & 3); // switches begin theirs at a multiple of four
    return switch (opcode) {
      case WIDE -> (bytes[i + 1] & 0xFF) == Opcodes.IINC ? 6 : 4;
      case Opcodes.TABLESWITCH -> {
        int targets = u4(i + operands + 8) - u4(i + operands + 4) + 1;
        yield checked(operands + 12 + 4 * targets);
      }
      default -> checked(operands + 8 + 8 * u4(i + operands + 4));
    };
  }

  private static int checked(int length) {
    if (length <= 0) {
      throw new IndexOutOfBoundsException("A switch has no length.");
    }
    return length;
  }

  private int u2(int offset) {
    return (bytes[offset] & 0xFF) << 8 | (bytes[offset + 1] & 0xFF);
  }

  private int u4(int offset) {
    return u2(offset) << 16 | u2(offset + 2);
  }

  private static byte[] lengths() {
    byte[] lengths = new byte[256];
    Arrays.fill(lengths, (byte) 1);
    fill(lengths, Opcodes.BIPUSH, Opcodes.BIPUSH, 2);
    fill(lengths, Opcodes.SIPUSH, Opcodes.SIPUSH, 3);
    fill(lengths, Opcodes.LDC, Opcodes.LDC, 2);
    fill(lengths, Opcodes.LDC + 1, Opcodes.LDC + 2, 3); // ldc_w, ldc2_w
    fill(lengths, Opcodes.ILOAD, Opcodes.ALOAD, 2);
    fill(lengths, Opcodes.ISTORE, Opcodes.ASTORE, 2);
    fill(lengths, Opcodes.IINC, Opcodes.IINC, 3);
    fill(lengths, Opcodes.IFEQ, Opcodes.JSR, 3);
    fill(lengths, Opcodes.RET, Opcodes.RET, 2);
    fill(lengths, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH, 0);
    fill(lengths, Opcodes.GETSTATIC, Opcodes.INVOKESTATIC, 3);
    fill(lengths, Opcodes.INVOKEINTERFACE, Opcodes.INVOKEDYNAMIC, 5);
    fill(lengths, Opcodes.NEW, Opcodes.NEW, 3);
    fill(lengths, Opcodes.NEWARRAY, Opcodes.NEWARRAY, 2);
    fill(lengths, Opcodes.ANEWARRAY, Opcodes.ANEWARRAY, 3);
    fill(lengths, Opcodes.CHECKCAST, Opcodes.INSTANCEOF, 3);
    fill(lengths, WIDE, WIDE, 0);
    fill(lengths, Opcodes.MULTIANEWARRAY, Opcodes.MULTIANEWARRAY, 4);
    fill(lengths, Opcodes.IFNULL, Opcodes.IFNONNULL, 3);
    fill(lengths, Opcodes.IFNONNULL + 1, LAST_OPCODE, 5); // goto_w, jsr_w
    return lengths;
  }

  private static void fill(byte[] lengths, int from, int to, int length) {
    Arrays.fill(lengths, from, to + 1, (byte) length);
  }
}
