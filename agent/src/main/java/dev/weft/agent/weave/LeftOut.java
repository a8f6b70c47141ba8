package dev.weft.agent.weave;

import dev.weft.agent.check.Messages;
import dev.weft.agent.type.Names;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;

/** Explains why a class stays as it is: its remote calls then run in their caller's thread. */
final class LeftOut {

  /** {@code invokedynamic} and constant method handles came with Java 7. */
  private static final int OLDEST = Opcodes.V1_7;

  /** The newest that the reader of class files knows. */
  private static final int NEWEST = Opcodes.V26;

  private static final int VERSION_OFFSET = 6;
  private static final int JAVA_1 = Opcodes.V1_1 & 0xFFFF;

  private LeftOut() {}

  static boolean isTooOld(byte[] classFile) {
    return major(classFile) < OLDEST;
  }

  static boolean isTooNew(byte[] classFile) {
    return major(classFile) > NEWEST;
  }

  static WovenClass tooOld(String name) {
    return of(
        name,
        "The class file is older than Java 7 and stays as it is: its remote calls run here.",
        "Compile it for a newer release.");
  }

  static WovenClass tooNew(String name, byte[] classFile) {
    return of(
        name,
        "The class file is of Java "
            + release(major(classFile))
            + ", which this Weft does not know, and stays as it is: its remote calls run here.",
        "Compile it for Java " + release(NEWEST) + " or older, or use a newer Weft.");
  }

  static WovenClass damaged(String name, RuntimeException reason) {
    return of(
        name,
        "The class file cannot be read and stays as it is: " + reason,
        "Look at what makes or changes it, such as another agent.");
  }

  static WovenClass tooLarge(String name, MethodTooLargeException e) {
    return of(
        name,
        "The method "
            + e.getMethodName()
            + " is too large to be woven, and the class stays as it is: its remote calls run here.",
        "Split the method.");
  }

  static WovenClass tooLarge(String name, ClassTooLargeException e) {
    return of(
        name,
        "It is too large to be woven, with "
            + e.getConstantPoolCount()
            + " constants, and stays as it is: its remote calls run here.",
        "Split the class.");
  }

  static WovenClass unknownType(String name, UnknownTypeException e) {
    return of(
        name,
        "The class "
            + Names.binary(e.type())
            + ", which its code uses, is not found, and it stays as it is: its remote calls run"
            + " here.",
        "Put that class on the class path.");
  }

  static WovenClass failed(String name, Throwable reason) {
    return of(
        name,
        "It cannot be woven and stays as it is, its remote calls run here: " + reason,
        "If it runs without Weft, report this, with the class file.");
  }

  private static WovenClass of(String name, String text, String remedy) {
    Messages messages = new Messages(name, null);
    messages.warning("", 0, text, remedy);
    return WovenClass.leftOut(name, messages.toList());
  }

  private static int major(byte[] classFile) {
    return (classFile[VERSION_OFFSET] & 0xFF) << 8 | (classFile[VERSION_OFFSET + 1] & 0xFF);
  }

  private static int release(int major) {
    return major - JAVA_1 + 1;
  }
}
