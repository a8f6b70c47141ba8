package dev.weft.agent.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Names;
import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.runtime.OfflineInstrumentationAccessGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Gives the weaver class files that are damaged, old, new, too large, or not from a compiler for
 * Java. It answers each with the same bytes and a reason, or with a class that the JVM accepts.
 */
class BadClassFileTest {

  /** A method that calls a task twice, as a compiler writes it, and the task itself. */
  private static byte[] sample(int version, Consumer<ClassWriter> more) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS | ClassWriter.COMPUTE_FRAMES);
    writer.visit(version, Opcodes.ACC_PUBLIC, "Sample", null, Names.OBJECT, null);
    int access = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    MethodVisitor task = writer.visitMethod(access, "task", "(I)I", null, null);
    task.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    task.visitCode();
    task.visitVarInsn(Opcodes.ILOAD, 0);
    task.visitInsn(Opcodes.IRETURN);
    task.visitMaxs(0, 0);
    task.visitEnd();
    MethodVisitor caller = writer.visitMethod(access, "caller", "(I)I", null, null);
    caller.visitCode();
    call(caller, 1);
    call(caller, 2);
    caller.visitVarInsn(Opcodes.ILOAD, 1);
    caller.visitVarInsn(Opcodes.ILOAD, 2);
    caller.visitInsn(Opcodes.IADD);
    caller.visitInsn(Opcodes.IRETURN);
    caller.visitMaxs(0, 0);
    caller.visitEnd();
    more.accept(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void call(MethodVisitor code, int local) {
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Sample", "task", "(I)I", false);
    code.visitVarInsn(Opcodes.ISTORE, local);
  }

  private static byte[] sample() {
    return sample(Opcodes.V17, writer -> {});
  }

  private static Weaver weaver() {
    return new Weaver(ClassFileLocator.ForClassLoader.of(BadClassFileTest.class.getClassLoader()));
  }

  private static Message onlyMessage(WovenClass result) {
    assertThat(result.isWoven()).isFalse();
    assertThat(result.messages()).hasSize(1);
    return result.messages().get(0);
  }

  /** Woven or not, the JVM must take it. */
  private static void link(byte[] original, WovenClass result) throws Exception {
    Map<String, byte[]> classes = new TreeMap<>();
    classes.put("Sample", result.wovenBytes().orElse(original));
    assertThat(WovenLibrary.linkErrors(new Library("sample", classes))).isEmpty();
  }

  @Test
  void shouldWeaveTheSampleThatIsDamagedHere() throws Exception {
    WovenClass woven = weaver().weave(sample());

    assertThat(woven.isWoven()).isTrue();
    link(sample(), woven);
  }

  @Test
  void shouldLeaveWhatIsTruncatedAtAnyPlace() {
    byte[] whole = sample();

    for (int length = 0; length < whole.length; length++) {
      WovenClass result = weaver().weave(Arrays.copyOf(whole, length));

      assertThat(onlyMessage(result).text()).as("length %s", length).contains("stays as it is");
    }
  }

  @Test
  @Timeout(120)
  void shouldSurviveAnyChangedBytes() throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    int rounds = Integer.getInteger("weft.torture.rounds", 3_000);
    Random random = new Random(seed);
    List<byte[]> originals = new ArrayList<>(List.of(sample()));
    for (Class<?> type : List.of(Names.class, Library.class, java.util.ArrayList.class)) {
      try (InputStream in =
          type.getResourceAsStream("/" + type.getName().replace('.', '/').concat(".class"))) {
        originals.add(in.readAllBytes());
      }
    }
    for (int round = 0; round < rounds; round++) {
      byte[] original = originals.get(random.nextInt(originals.size()));
      byte[] changed = original.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }

      assertThatCode(() -> weaver().weave(changed))
          .as("-Dseed=%s, round %s", seed, round)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void shouldLeaveWhatIsNoClassFile() {
    assertThat(onlyMessage(weaver().weave("<html></html>".getBytes())).text())
        .contains("does not begin as a class file does");
  }

  @ParameterizedTest
  @ValueSource(ints = {Opcodes.V1_1, Opcodes.V1_3, Opcodes.V1_5, Opcodes.V1_6})
  void shouldLeaveClassFilesOlderThanJava7(int version) throws Exception {
    byte[] old = sample(version, writer -> {});

    WovenClass result = weaver().weave(old);

    assertThat(onlyMessage(result).text()).contains("older than Java 7");
    link(old, result);
  }

  @Test
  void shouldLeaveSubroutines() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_5, Opcodes.ACC_PUBLIC, "Sample", null, Names.OBJECT, null);
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "task", "(I)I", null, null);
    code.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    Label routine = new Label();
    code.visitCode();
    code.visitJumpInsn(Opcodes.JSR, routine);
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "Sample", "task", "(I)I", false);
    code.visitInsn(Opcodes.IRETURN);
    code.visitLabel(routine);
    code.visitVarInsn(Opcodes.ASTORE, 1);
    code.visitVarInsn(Opcodes.RET, 1);
    code.visitMaxs(0, 0);
    code.visitEnd();
    byte[] old = writer.toByteArray();

    assertThat(onlyMessage(weaver().weave(old)).text()).contains("older than Java 7");

    byte[] claimsToBeNew = old.clone(); // no JVM takes it, and no compiler makes it
    claimsToBeNew[7] = Opcodes.V1_8;
    assertThat(onlyMessage(weaver().weave(claimsToBeNew)).text()).contains("stays as it is");
  }

  @Test
  void shouldLeaveClassFilesThatAreNewerThanItKnows() {
    byte[] classFile = sample();
    classFile[7] = 99;

    assertThat(onlyMessage(weaver().weave(classFile)).text()).contains("of Java 55");
  }

  @Test
  void shouldSayNothingOfNewClassFilesWithoutRemoteCalls() throws IOException {
    byte[] classFile;
    try (InputStream in = Object.class.getResourceAsStream("/java/lang/Object.class")) {
      classFile = in.readAllBytes();
    }
    classFile[7] = 99;

    assertThat(weaver().weave(classFile).messages()).isEmpty();
  }

  @Test
  void shouldWaitAtOnceInMethodsThatGetTooLargeOtherwise() throws Exception {
    byte[] large = sample(Opcodes.V17, writer -> large(writer, 2_400, 0));

    WovenClass woven = weaver().weave(large);

    assertThat(woven.isWoven()).isTrue();
    assertThat(woven.messages())
        .anySatisfy(
            message -> {
              assertThat(message.method()).isEqualTo("large");
              assertThat(message.text()).contains("too large for its remote calls to overlap");
            });
    link(large, woven);
  }

  @Test
  void shouldWaitAtOnceInMethodsWhoseValuesTakeTooLongToFollow() throws Exception {
    byte[] wide = sample(Opcodes.V17, writer -> wide(writer, 600));

    WovenClass woven = weaver().weave(wide);

    assertThat(woven.messages())
        .anySatisfy(
            message -> {
              assertThat(message.method()).isEqualTo("wide");
              assertThat(message.text()).contains("too large for its remote calls to overlap");
            });
    link(wide, woven);
  }

  @Test
  void shouldTellWhichMethodsGetTooLargeForTheJit() throws Exception {
    byte[] small = sample(Opcodes.V17, writer -> large(writer, 100, 0));
    byte[] grown = sample(Opcodes.V17, writer -> large(writer, 500, 0));
    byte[] always = sample(Opcodes.V17, writer -> large(writer, 500, 8_000));

    assertThat(weaver().weave(small).messages()).isEmpty();
    assertThat(weaver().weave(grown).messages())
        .singleElement()
        .asString()
        .startsWith("Sample.large: The woven method has ")
        .contains("the JIT compiles none with more than 8000");
    assertThat(weaver().weave(always).messages()).isEmpty();
  }

  @Test
  void shouldLeaveClassesWithMethodsThatCannotBeWovenWithin64KiB() throws Exception {
    byte[] large = sample(Opcodes.V17, writer -> large(writer, 4_000, 30_000));

    WovenClass result = weaver().weave(large);

    assertThat(onlyMessage(result).text()).contains("The method large is too large");
    link(large, result);
  }

  /** A method that keeps many results apart until its end. */
  private static void large(ClassWriter writer, int calls, int padding) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "large", "(I)I", null, null);
    code.visitCode();
    for (int i = 0; i < calls; i++) {
      call(code, 1 + i % 4);
      code.visitIincInsn(1 + i % 4, 1);
    }
    for (int i = 0; i < padding; i++) {
      code.visitInsn(Opcodes.NOP);
    }
    code.visitVarInsn(Opcodes.ILOAD, 1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Each call has a local of its own, and a branch. */
  private static void wide(ClassWriter writer, int calls) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "wide", "(I)I", null, null);
    code.visitCode();
    for (int i = 1; i <= calls; i++) {
      call(code, i);
      Label next = new Label();
      code.visitVarInsn(Opcodes.ILOAD, i);
      code.visitJumpInsn(Opcodes.IFNE, next);
      code.visitIincInsn(0, 1);
      code.visitLabel(next);
    }
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  @Test
  void shouldLeaveCodeWhoseTypesAreNotFound() {
    byte[] classFile = sampleOfUnrelatedTypes(writer -> meet(writer, true));

    Message message = onlyMessage(weaver().weave(classFile));

    assertThat(message.text()).contains("missing.").contains("is not found");
    assertThat(message.remedy()).contains("class path");
  }

  @Test
  void shouldWeaveBesideCodeWhoseTypesAreNotFound() {
    byte[] classFile = sampleOfUnrelatedTypes(writer -> meet(writer, false));

    WovenClass woven = weaver().weave(classFile);

    assertThat(woven.isWoven()).isTrue();
    assertThat(woven.messages()).isEmpty();
  }

  /** A method in which two missing types meet. */
  private static void meet(ClassWriter writer, boolean callsTask) {
    MethodVisitor code =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "meet",
            "(ILmissing/A;Lmissing/A;)V",
            null,
            null);
    Label other = new Label();
    Label end = new Label();
    code.visitCode();
    if (callsTask) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, "Sample", "task", "()V", false);
    }
    code.visitVarInsn(Opcodes.ILOAD, 0);
    code.visitJumpInsn(Opcodes.IFEQ, other);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitTypeInsn(Opcodes.CHECKCAST, "missing/B");
    code.visitJumpInsn(Opcodes.GOTO, end);
    code.visitLabel(other);
    code.visitVarInsn(Opcodes.ALOAD, 2);
    code.visitTypeInsn(Opcodes.CHECKCAST, "missing/C");
    code.visitLabel(end);
    code.visitInsn(Opcodes.POP);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Made with all types for unrelated, as far as frames go. */
  private static byte[] sampleOfUnrelatedTypes(Consumer<ClassWriter> more) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_MAXS | ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected String getCommonSuperClass(String a, String b) {
            return Names.OBJECT;
          }
        };
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "Sample", null, Names.OBJECT, null);
    MethodVisitor task =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "task", "()V", null, null);
    task.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    task.visitCode();
    task.visitInsn(Opcodes.RETURN);
    task.visitMaxs(0, 0);
    task.visitEnd();
    more.accept(writer);
    writer.visitEnd();
    return writer.toByteArray();
  }

  @Test
  @Timeout(30)
  void shouldNotLoopInClassesThatAreTheirOwnSuperclass() {
    ClassWriter a = new ClassWriter(0);
    a.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "A", null, "B", new String[] {"A"});
    a.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    ClassWriter b = new ClassWriter(0);
    b.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "B", null, "A", new String[] {"B"});
    Map<String, byte[]> classes = Map.of("A", a.toByteArray(), "B", b.toByteArray());
    Weaver weaver = new Weaver(new ClassFileLocator.Simple(classes));

    assertThatCode(
            () -> {
              weaver.weave(classes.get("A"));
              weaver.weave(classes.get("B"));
            })
        .doesNotThrowAnyException();
  }

  @Test
  void shouldWeaveWhatAnotherAgentHasInstrumented() throws Exception {
    byte[] instrumented =
        new Instrumenter(new OfflineInstrumentationAccessGenerator())
            .instrument(sample(), "Sample");
    assertThat(instrumented).isNotEqualTo(sample());

    WovenClass woven = weaver().weave(instrumented);

    assertThat(woven.isWoven()).isTrue();
    link(instrumented, woven);
  }

  @Test
  void shouldBeWovenBeforeAnotherAgentInstrumentsIt() throws Exception {
    byte[] woven = weaver().weave(sample()).wovenBytes().orElseThrow();

    byte[] instrumented =
        new Instrumenter(new OfflineInstrumentationAccessGenerator()).instrument(woven, "Sample");

    assertThat(weaver().weave(instrumented).isWoven()).isFalse();
    link(instrumented, weaver().weave(instrumented));
  }
}
