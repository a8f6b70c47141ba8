package dev.weft.agent.start;

import dev.weft.agent.type.Includes;
import dev.weft.agent.type.KnownLibraries;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.PlainClasses;
import dev.weft.agent.weave.Weaver;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Weaves a class that nobody loads, in a thread of its own while the JVM starts: the weaver's own
 * classes are loaded and linked then, when the application's first remote call wants to be woven.
 *
 * <p>It knows no class of the application, changes nothing but what is loaded, keeps no process
 * alive and ends by itself. When it fails, the weaver will say why where it matters.
 */
final class WarmUp implements Runnable {

  private static final String SAMPLE = "dev/weft/agent/start/Sample";

  private WarmUp() {}

  /** Starts it where a processor may be free for it. */
  static void start() {
    if (Runtime.getRuntime().availableProcessors() > 1) {
      Thread thread = new Thread(null, new WarmUp(), "weft-warm-up", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(WarmUp.class.getClassLoader());
      thread.start();
    }
  }

  @Override
  @SuppressWarnings("CatchingUnchecked") // of no consequence
  public void run() {
    try {
      weave();
    } catch (Throwable e) {
      // The weaver is loaded when it is needed, then.
    }
  }

  /** Returns whether the sample was woven, as it should. */
  static boolean weave() {
    KnownLibraries libraries = KnownLibraries.besides(Includes.NONE);
    LoaderFiles platform = new LoaderFiles(ClassLoader.getPlatformClassLoader(), libraries);
    Weaver weaver = new Weaver(platform, Includes.NONE, new PlainClasses(), false);
    return weaver.weave(sample()).isWoven();
  }

  /** A task, and a method that calls it in a loop with a {@code try} around it. */
  private static byte[] sample() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, SAMPLE, null, Names.OBJECT, null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor task = writer.visitMethod(access, "task", "(I)I", null, null);
    task.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    task.visitCode();
    task.visitVarInsn(Opcodes.ILOAD, 0);
    task.visitInsn(Opcodes.IRETURN);
    task.visitMaxs(0, 0);
    task.visitEnd();
    caller(writer.visitMethod(access, "caller", "(I)I", null, null));
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** {@code for (; n > 0; n--) { int a = task(n); int b = task(n); last = a + b; }}. */
  private static void caller(MethodVisitor code) {
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    code.visitCode();
    code.visitTryCatchBlock(start, end, handler, "java/lang/RuntimeException");
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitLabel(start);
    code.visitLineNumber(1, start);
    for (int local = 2; local <= 3; local++) {
      code.visitVarInsn(Opcodes.ILOAD, 0);
      code.visitMethodInsn(Opcodes.INVOKESTATIC, SAMPLE, "task", "(I)I", false);
      code.visitVarInsn(Opcodes.ISTORE, local);
    }
    code.visitVarInsn(Opcodes.ILOAD, 2);
    code.visitVarInsn(Opcodes.ILOAD, 3);
    code.visitInsn(Opcodes.IADD);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitIincInsn(0, -1);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFGT, start);
    code.visitLabel(end);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(handler);
    code.visitInsn(Opcodes.POP);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
