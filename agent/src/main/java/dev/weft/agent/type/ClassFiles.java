package dev.weft.agent.type;

import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Tells class files from files that are only named like one: test data of tools for them is. */
public final class ClassFiles {

  private ClassFiles() {}

  /** Whether it is a class file with all its members, as far as one can read of a newer Java's. */
  public static boolean isWhole(byte[] bytes) {
    try {
      ConstantPool.of(bytes);
    } catch (IllegalArgumentException e) {
      return false;
    }
    ClassReader reader;
    try {
      reader = new ClassReader(bytes);
    } catch (IllegalArgumentException e) {
      return true; // of a newer Java: the weaver says so where it matters
    }
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
