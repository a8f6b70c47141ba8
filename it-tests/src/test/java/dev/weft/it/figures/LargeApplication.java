package dev.weft.it.figures;

import dev.weft.it.kit.Artifacts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A generated application that loads many classes and ends: hierarchies four deep, methods that
 * call each other and the JDK, two or three kilobytes each. A few have remote methods, of which
 * none is called.
 */
final class LargeApplication {

  /** The class whose {@code main} loads all others and prints how many these are. */
  static final String MAIN = "large.Main";

  private static final int PER_PACKAGE = 100;
  private static final int METHODS = 8;
  private static final int DEPTH = 4;

  private final int classes;
  private final int oneRemoteOf;

  private LargeApplication(int classes, int oneRemoteOf) {
    this.classes = classes;
    this.oneRemoteOf = oneRemoteOf;
  }

  /**
   * Writes an application of that many classes as a jar.
   *
   * @param oneRemoteOf of how many classes one has a task
   */
  static Path jar(int classes, int oneRemoteOf) {
    return new LargeApplication(classes, oneRemoteOf)
        .write(Artifacts.newFolder("large").resolve("large.jar"));
  }

  private Path write(Path jar) {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (int i = 0; i < classes; i++) {
        put(out, name(i), member(i));
      }
      put(out, MAIN.replace('.', '/'), main());
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void put(JarOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name + ".class"));
    out.write(bytes);
    out.closeEntry();
  }

  private static String name(int i) {
    return "large/part" + i / PER_PACKAGE + "/Member" + i;
  }

  private byte[] member(int i) {
    String name = name(i);
    String parent = i % DEPTH == 0 ? "java/lang/Object" : name(i - 1);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES | ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        name,
        null,
        parent,
        new String[] {"java/lang/Comparable", "java/io/Serializable"});
    writer.visitSource("Member" + i + ".java", null);
    for (String field : new String[] {"first" + i, "second" + i}) {
      writer.visitField(Opcodes.ACC_PRIVATE, field, "I", null, null).visitEnd();
    }
    constructor(writer, parent);
    compareTo(writer);
    for (int method = 0; method < METHODS; method++) {
      method(writer, name, i, method);
    }
    if (i % oneRemoteOf == 0) {
      remote(writer, name);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer, String parent) {
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, parent, "<init>", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private static void compareTo(ClassWriter writer) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "compareTo", "(Ljava/lang/Object;)I", null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I", false);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/Object", "hashCode", "()I", false);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Integer", "compare", "(II)I", false);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** A loop over fields, text and calls of three other classes, by static and virtual calls. */
  private void method(ClassWriter writer, String name, int i, int method) {
    String other = name((i * 31 + method * 17 + 7) % classes);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | (method % 2 == 0 ? Opcodes.ACC_STATIC : 0),
            "step" + method,
            "(L" + name + ";ILjava/lang/String;)I",
            null,
            null);
    int self = method % 2 == 0 ? 0 : 1;
    Label loop = new Label();
    Label end = new Label();
    code.visitCode();
    line(code, 20 * method);
    code.visitVarInsn(Opcodes.ALOAD, self);
    code.visitVarInsn(Opcodes.ILOAD, self + 1);
    code.visitFieldInsn(
        Opcodes.PUTFIELD, name, (method < METHODS / 2 ? "first" : "second") + i, "I");
    code.visitLabel(loop);
    line(code, 20 * method + 1);
    code.visitVarInsn(Opcodes.ILOAD, self + 1);
    code.visitJumpInsn(Opcodes.IFLE, end);
    code.visitLdcInsn("text " + i + " of " + method);
    code.visitVarInsn(Opcodes.ALOAD, self + 2);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/String",
        "concat",
        "(Ljava/lang/String;)Ljava/lang/String;",
        false);
    code.visitVarInsn(Opcodes.ASTORE, self + 2);
    line(code, 20 * method + 2);
    code.visitInsn(Opcodes.ACONST_NULL);
    code.visitVarInsn(Opcodes.ILOAD, self + 1);
    code.visitVarInsn(Opcodes.ALOAD, self + 2);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        other,
        "step" + (method & ~1),
        "(L" + other + ";ILjava/lang/String;)I",
        false);
    code.visitInsn(Opcodes.POP);
    code.visitVarInsn(Opcodes.ALOAD, self);
    code.visitVarInsn(Opcodes.ALOAD, self);
    code.visitVarInsn(Opcodes.ILOAD, self + 1);
    code.visitVarInsn(Opcodes.ALOAD, self + 2);
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        name,
        "step" + (method | 1),
        "(L" + name + ";ILjava/lang/String;)I",
        false);
    code.visitInsn(Opcodes.POP);
    code.visitIincInsn(self + 1, -1);
    code.visitJumpInsn(Opcodes.GOTO, loop);
    code.visitLabel(end);
    line(code, 20 * method + 3);
    code.visitVarInsn(Opcodes.ALOAD, self + 2);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "length", "()I", false);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** A task and a method that calls it twice. */
  private static void remote(ClassWriter writer, String name) {
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor task = writer.visitMethod(access, "task", "(I)I", null, null);
    task.visitAnnotation("Ldev/weft/Remote;", true).visitEnd();
    task.visitCode();
    task.visitVarInsn(Opcodes.ILOAD, 0);
    task.visitInsn(Opcodes.IRETURN);
    task.visitMaxs(0, 0);
    task.visitEnd();
    MethodVisitor caller = writer.visitMethod(access, "caller", "(I)I", null, null);
    caller.visitCode();
    for (int call = 0; call < 2; call++) {
      caller.visitVarInsn(Opcodes.ILOAD, 0);
      caller.visitMethodInsn(Opcodes.INVOKESTATIC, name, "task", "(I)I", false);
      caller.visitVarInsn(Opcodes.ISTORE, 1 + call);
    }
    caller.visitVarInsn(Opcodes.ILOAD, 1);
    caller.visitVarInsn(Opcodes.ILOAD, 2);
    caller.visitInsn(Opcodes.IADD);
    caller.visitInsn(Opcodes.IRETURN);
    caller.visitMaxs(0, 0);
    caller.visitEnd();
  }

  private static void line(MethodVisitor code, int number) {
    Label here = new Label();
    code.visitLabel(here);
    code.visitLineNumber(number + 10, here);
  }

  /** {@code for (i …) Class.forName("large.part" + i / 100 + ".Member" + i)}, then the count. */
  private byte[] main() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, MAIN.replace('.', '/'), null, "java/lang/Object", null);
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "main",
            "([Ljava/lang/String;)V",
            null,
            new String[] {"java/lang/ClassNotFoundException"});
    Label loop = new Label();
    Label end = new Label();
    code.visitCode();
    code.visitInsn(Opcodes.ICONST_0);
    code.visitVarInsn(Opcodes.ISTORE, 1);
    code.visitLabel(loop);
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitLdcInsn(classes);
    code.visitJumpInsn(Opcodes.IF_ICMPGE, end);
    code.visitTypeInsn(Opcodes.NEW, "java/lang/StringBuilder");
    code.visitInsn(Opcodes.DUP);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/StringBuilder", "<init>", "()V", false);
    code.visitLdcInsn("large.part");
    append(code, "Ljava/lang/String;");
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitLdcInsn(PER_PACKAGE);
    code.visitInsn(Opcodes.IDIV);
    append(code, "I");
    code.visitLdcInsn(".Member");
    append(code, "Ljava/lang/String;");
    code.visitVarInsn(Opcodes.ILOAD, 1);
    append(code, "I");
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "toString",
        "()Ljava/lang/String;",
        false);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        "java/lang/Class",
        "forName",
        "(Ljava/lang/String;)Ljava/lang/Class;",
        false);
    code.visitInsn(Opcodes.POP);
    code.visitIincInsn(1, 1);
    code.visitJumpInsn(Opcodes.GOTO, loop);
    code.visitLabel(end);
    code.visitFieldInsn(Opcodes.GETSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;");
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/io/PrintStream", "println", "(I)V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void append(MethodVisitor code, String type) {
    code.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "append",
        "(" + type + ")Ljava/lang/StringBuilder;",
        false);
  }
}
