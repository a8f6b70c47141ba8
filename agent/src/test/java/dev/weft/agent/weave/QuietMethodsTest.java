package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.type.Names;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.TraceClassVisitor;

/** Compares classes of which some methods were copied with the same ones woven whole. */
class QuietMethodsTest {

  /** A class file in which every n-th static method is a task. */
  private static byte[] annotated(byte[] classFile, int n) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              private int count;

              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                MethodVisitor method =
                    super.visitMethod(access, name, descriptor, signature, thrown);
                int needed = Opcodes.ACC_STATIC;
                boolean isCandidate =
                    (access & (needed | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_NATIVE)) == needed;
                if (isCandidate && !name.startsWith("<") && count++ % n == 0) {
                  method.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
                }
                return method;
              }
            },
            0);
    return writer.toByteArray();
  }

  private static List<byte[]> library() throws Exception {
    File file =
        new File(
            org.apache.commons.lang3.StringUtils.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    List<byte[]> classes = new ArrayList<>();
    try (JarFile jar = new JarFile(file)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("-info")) {
          classes.add(jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classes;
  }

  /** The code in words, without what is computed: the depth of the stack, and frames. */
  private static String text(byte[] classFile) {
    StringWriter text = new StringWriter();
    ClassVisitor tracer = new TraceClassVisitor(new PrintWriter(text));
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9, tracer) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new MethodVisitor(
                    Opcodes.ASM9, super.visitMethod(access, name, descriptor, signature, thrown)) {
                  @Override
                  public void visitMaxs(int stack, int locals) {
                    super.visitMaxs(0, 0);
                  }
                };
              }
            },
            ClassReader.SKIP_FRAMES);
    return text.toString();
  }

  @Test
  void shouldGiveTheSameCodeAsWeavingAllMethods() throws Exception {
    Weaver weaver =
        new Weaver(ClassFileLocator.ForClassLoader.of(QuietMethodsTest.class.getClassLoader()));
    int copied = 0;
    for (byte[] classFile : library()) {
      byte[] original = annotated(classFile, 3);
      byte[] woven = weaver.weave(original).bytes();
      if (woven != null) {
        ClassReader reader = new ClassReader(original);
        byte[] whole = weaver.weave(PartialClass.read(reader, new BitSet())).bytes();
        assertThat(text(woven)).as(reader.getClassName()).isEqualTo(text(whole));
        copied += woven.length == whole.length ? 0 : 1;
      }
    }
    assertThat(copied).as("classes with methods that were copied").isGreaterThan(20);
  }

  @Test
  void shouldWeaveWholeWhatGetsTooLargeWithAllConstants() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Sample", null, Names.OBJECT, null);
    MethodVisitor task =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "task", "()V", null, null);
    task.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    task.visitCode();
    task.visitInsn(Opcodes.RETURN);
    task.visitMaxs(0, 0);
    task.visitEnd();
    MethodVisitor quiet = writer.visitMethod(Opcodes.ACC_STATIC, "quiet", "()V", null, null);
    quiet.visitCode();
    quiet.visitInsn(Opcodes.RETURN);
    quiet.visitMaxs(0, 0);
    quiet.visitEnd();
    for (int i = 0; i < 65_515; i++) { // that nothing refers to
      writer.newConst(i);
    }

    WovenClass result =
        new Weaver(ClassFileLocator.ForClassLoader.of(QuietMethodsTest.class.getClassLoader()))
            .weave(writer.toByteArray());

    assertThat(result.messages()).isEmpty();
    byte[] woven = result.wovenBytes().orElseThrow();
    assertThat(new ClassReader(woven).getItemCount()).isLessThan(1_000);
  }

  @Test
  void shouldKeepTheOrderOfMethods() throws IOException {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Sample", null, Names.OBJECT, null);
    for (String name : List.of("quiet1", "task2", "quiet3", "quiet4", "caller5", "quiet6")) {
      MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, name, "()V", null, null);
      if (name.startsWith("task")) {
        method.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
      }
      method.visitCode();
      if (name.startsWith("caller")) {
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "Sample", "task2", "()V", false);
      }
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(0, 0);
      method.visitEnd();
    }

    byte[] woven =
        new Weaver(ClassFileLocator.ForClassLoader.of(QuietMethodsTest.class.getClassLoader()))
            .weave(writer.toByteArray())
            .wovenBytes()
            .orElseThrow();

    List<String> names = new ArrayList<>();
    new ClassReader(woven)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                names.add(name);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    assertThat(names)
        .startsWith("quiet1", "task2", "quiet3", "quiet4", "caller5", "quiet6")
        .hasSize(7); // and the table
  }
}
