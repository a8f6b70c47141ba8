package dev.weft.maven;

import java.nio.ByteBuffer;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** What a file that is named like a class file is. */
enum ClassFileKind {
  READABLE,
  /** Written by a compiler for a release of Java that the weaver does not know. */
  TOO_NEW,
  /** Something else, or truncated: test data of tools for class files is. */
  GARBAGE;

  private static final int MAGIC = 0xCAFEBABE;
  private static final int HEADER = 10;

  static ClassFileKind of(byte[] bytes) {
    if (bytes.length < HEADER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
      return GARBAGE;
    }
    ClassReader reader;
    try {
      reader = new ClassReader(bytes);
    } catch (IllegalArgumentException e) {
      return TOO_NEW;
    } catch (RuntimeException e) {
      return GARBAGE;
    }
    return isWhole(reader) ? READABLE : GARBAGE;
  }

  /** Whether all members are there; their code is not looked at. */
  private static boolean isWhole(ClassReader reader) {
    try {
      reader.accept(
          new ClassVisitor(Opcodes.ASM9) {},
          ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
