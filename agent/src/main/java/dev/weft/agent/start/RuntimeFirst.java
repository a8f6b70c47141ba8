package dev.weft.agent.start;

import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Names;
import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Lets the class loaders of an application find Weft's runtime on the boot class path, whatever
 * they bring along: each {@code loadClass} asks {@link dev.weft.bridge.RuntimeClasses} first.
 *
 * <p>Without this a loader that looks into its own archive before it asks its parent would define a
 * second runtime there, which is not connected to the agent, and woven code would be linked to it.
 */
final class RuntimeFirst {

  private static final String CLASS_LOADER = "java/lang/ClassLoader";
  private static final String LOAD_CLASS = "loadClass";

  private RuntimeFirst() {}

  /**
   * The class file of a loader that asks; null if it is none, or need not ask.
   *
   * @param others finds its superclasses
   */
  static byte @Nullable [] of(ConstantPool constants, byte[] classFile, ClassFileLocator others)
      throws IOException {
    if (!constants.mentionsLoadClass() || !isClassLoader(constants.superName(), others)) {
      return null; // true of nearly every class
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    Loader visitor = new Loader(writer);
    reader.accept(visitor, ClassReader.EXPAND_FRAMES);
    return visitor.isChanged ? writer.toByteArray() : null;
  }

  private static boolean isClassLoader(@Nullable String superName, ClassFileLocator others)
      throws IOException {
    String next = superName;
    while (next != null && !next.equals(CLASS_LOADER)) {
      if (next.equals(Names.OBJECT)) {
        return false;
      }
      ClassFileLocator.Resolution found = others.locate(next.replace('/', '.'));
      next = found.isResolved() ? new ClassReader(found.resolve()).getSuperName() : null;
    }
    return next != null;
  }

  /** Inserts the question into the methods by which a loader is asked. */
  private static final class Loader extends ClassVisitor {

    private String name = "";
    private boolean isChanged;

    Loader(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version,
        int access,
        String className,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      name = className;
      super.visit(version, access, className, signature, superName, interfaces);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      boolean hasFlag = descriptor.equals("(Ljava/lang/String;Z)Ljava/lang/Class;");
      boolean isAsked =
          method.equals(LOAD_CLASS)
              && (hasFlag || descriptor.equals("(Ljava/lang/String;)Ljava/lang/Class;"))
              && (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_STATIC)) == 0;
      if (!isAsked) {
        return next;
      }
      isChanged = true;
      return new Asking(next, locals(hasFlag));
    }

    private Object[] locals(boolean hasFlag) {
      return hasFlag
          ? new Object[] {name, "java/lang/String", Opcodes.INTEGER}
          : new Object[] {name, "java/lang/String"};
    }
  }

  private static final class Asking extends MethodVisitor {

    private final Object[] locals;

    Asking(MethodVisitor next, Object[] locals) {
      super(Opcodes.ASM9, next);
      this.locals = locals;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      Label unknown = new Label();
      visitVarInsn(Opcodes.ALOAD, 1);
      visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "dev/weft/bridge/RuntimeClasses",
          "find",
          "(Ljava/lang/String;)Ljava/lang/Class;",
          false);
      visitInsn(Opcodes.DUP);
      visitJumpInsn(Opcodes.IFNULL, unknown);
      visitInsn(Opcodes.ARETURN);
      visitLabel(unknown);
      visitFrame(Opcodes.F_NEW, locals.length, locals, 1, new Object[] {"java/lang/Class"});
      visitInsn(Opcodes.POP);
    }
  }
}
