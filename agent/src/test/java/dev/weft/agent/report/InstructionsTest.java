package dev.weft.agent.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

class InstructionsTest {

  @ParameterizedTest
  @CsvSource({
    "IADD, the addition",
    "DADD, the addition",
    "LSUB, the subtraction",
    "FMUL, the multiplication",
    "IDIV, the division",
    "DREM, the remainder",
    "INEG, the negation",
    "DNEG, the negation",
    "ISHL, the shift",
    "LUSHR, the shift",
    "IAND, the bit operation",
    "LXOR, the bit operation",
    "I2L, the conversion",
    "I2S, the conversion",
    "LCMP, the comparison",
    "DCMPG, the comparison",
    "IRETURN, the return",
    "RETURN, the return",
    "AALOAD, the read of an array",
    "SASTORE, the store to an array",
    "ATHROW, the throw"
  })
  void shouldNameOperations(String opcode, String name) throws ReflectiveOperationException {
    int code = Opcodes.class.getField(opcode).getInt(null);

    assertThat(Instructions.describe(new InsnNode(code))).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"println, the call of PrintStream.println", "<init>, new PrintStream"})
  void shouldNameCalls(String method, String name) {
    MethodInsnNode call =
        new MethodInsnNode(Opcodes.INVOKEVIRTUAL, "java/io/PrintStream", method, "()V", false);

    assertThat(Instructions.describe(call)).isEqualTo(name);
  }
}
