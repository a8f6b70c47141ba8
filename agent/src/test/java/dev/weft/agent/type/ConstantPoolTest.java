package dev.weft.agent.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.agent.type.PlainNames.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class ConstantPoolTest {

  private static final String NAMED = "shop/Prices";

  /** A class that calls a method of another. */
  private static byte[] caller(String superName, String... interfaces) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, superName, interfaces);
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_STATIC, "main", "()V", null, null);
    code.visitCode();
    code.visitMethodInsn(Opcodes.INVOKESTATIC, NAMED, "of", "()V", false);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "yield", "()V", false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(1, 1);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static int endOfInterfaces(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    return reader.header + 8 + 2 * reader.getInterfaces().length;
  }

  @Test
  void shouldBeFoundWithinTheFirstBytesAsSoonAsTheyHoldIt() {
    byte[] classFile = caller("shop/Base", "shop/Priced", "java/io/Serializable");
    int end = endOfInterfaces(classFile);

    for (int length = 0; length < end; length++) {
      assertThat(ConstantPool.ifWithin(classFile, length)).as("length %s", length).isNull();
      assertThat(ConstantPool.ifWithin(Arrays.copyOf(classFile, length), length))
          .as("length %s", length)
          .isNull();
    }
    for (int length = end; length <= classFile.length; length++) {
      ConstantPool constants = ConstantPool.ifWithin(classFile, length);
      assertThat(constants).as("length %s", length).isNotNull();
      assertThat(constants.className()).isEqualTo("shop/Main");
      assertThat(constants.parents()).containsExactly("shop/Base", "shop/Priced");
    }
  }

  @Test
  void shouldNotTakeWhatIsLeftInABufferForItsOwn() {
    byte[] buffer = caller("shop/Base", "shop/Priced");
    byte[] shorter = Arrays.copyOf(caller("java/lang/Object"), 60);
    System.arraycopy(shorter, 0, buffer, 0, shorter.length);

    assertThat(ConstantPool.ifWithin(buffer, shorter.length)).isNull();
    assertThatThrownBy(() -> ConstantPool.of(buffer, shorter.length))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNotBeFoundInDamagedBytes() {
    byte[] classFile = caller("shop/Base");
    byte[] badMagic = classFile.clone();
    badMagic[0] = 0;
    byte[] badTag = classFile.clone();
    badTag[10] = 99;

    assertThat(ConstantPool.ifWithin(badMagic, badMagic.length)).isNull();
    assertThat(ConstantPool.ifWithin(badTag, badTag.length)).isNull();
  }

  @Test
  void shouldTellWhatIsKnownOfItsParentsAndOfThoseThatItCalls() {
    ConstantPool constants = ConstantPool.of(caller("shop/Base", "java/io/Serializable"));
    PlainNames known = new PlainNames();

    assertThat(constants.uses(known)).isEqualTo(Answer.UNKNOWN);
    assertThat(constants.unknown(known)).containsExactlyInAnyOrder("shop/Base", NAMED);
    known.put("shop/Base", Answer.PLAIN);
    assertThat(constants.uses(known)).isEqualTo(Answer.UNKNOWN);
    assertThat(constants.unknown(known)).containsExactly(NAMED);
    known.put(NAMED, Answer.PLAIN);
    assertThat(constants.uses(known)).isEqualTo(Answer.PLAIN);
    assertThat(constants.unknown(known)).isEmpty();
    known.put(NAMED, Answer.MENTIONS);
    assertThat(constants.uses(known)).isEqualTo(Answer.MENTIONS);
  }

  @Test
  void shouldNotAskAboutItselfNorAboutClassesThatItOnlyNames() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, "java/lang/Object", null);
    writer.newMethod("shop/Main", "own", "()V", false);
    writer.newClass("shop/Named");
    ConstantPool constants = ConstantPool.of(writer.toByteArray());

    assertThat(constants.uses(new PlainNames())).isEqualTo(Answer.PLAIN);
  }

  @Test
  void shouldNoteItsOwnClass() {
    PlainNames known = new PlainNames();

    ConstantPool.of(caller("java/lang/Object")).notePlain(known);

    assertThat(known.find("shop/Main")).isEqualTo(Answer.PLAIN);
    assertThat(known.find(NAMED)).isEqualTo(Answer.UNKNOWN);
  }

  @Test
  void shouldLookAtMoreClassesThanMostHave() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, "java/lang/Object", null);
    PlainNames known = new PlainNames();
    for (int i = 0; i < 500; i++) {
      writer.newField("shop/Part" + i, "part", "I");
      known.put("shop/Part" + i, Answer.PLAIN);
    }
    ConstantPool constants = ConstantPool.of(writer.toByteArray());

    assertThat(constants.uses(known)).isEqualTo(Answer.PLAIN);
    known.put("shop/Part499", Answer.MENTIONS);
    assertThat(constants.uses(known)).isEqualTo(Answer.MENTIONS);
  }

  @Test
  void shouldTakeArraysForTheJdks() {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, "java/lang/Object", null);
    writer.newMethod("[Lshop/Prices;", "clone", "()Ljava/lang/Object;", false);
    writer.newMethod("[I", "clone", "()Ljava/lang/Object;", false);

    assertThat(ConstantPool.of(writer.toByteArray()).uses(new PlainNames()))
        .isEqualTo(Answer.PLAIN);
  }

  @Test
  void shouldTellWhichClassesItNames() {
    ConstantPool constants = ConstantPool.of(caller("java/lang/Object"));

    assertThat(constants.namesClass(NAMED)).isTrue();
    assertThat(constants.namesClass("shop/Price")).isFalse();
    assertThat(constants.namesClass("of")).isFalse();
  }

  @Test
  void shouldReadNamesBeyondTheBasicPlane() {
    String name = "shop/\uD83D\uDE80\u00E4";
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, name + "Base", null);
    byte[] classFile = writer.toByteArray();

    assertThat(ConstantPool.of(classFile).className()).isEqualTo(name);
    assertThat(ConstantPool.of(classFile).parents()).isEqualTo(List.of(name + "Base"));
    assertThat(new String(classFile, StandardCharsets.UTF_8)).doesNotContain(name);
  }
}
