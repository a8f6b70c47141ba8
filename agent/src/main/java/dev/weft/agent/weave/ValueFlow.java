package dev.weft.agent.weave;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.SourceInterpreter;
import org.objectweb.asm.tree.analysis.SourceValue;

/**
 * Tells where values on the stack come from and where they go, for one method as it stands.
 *
 * <p>Stack shuffling counts as a use of all values that it moves: they are then not free to change
 * their size.
 */
final class ValueFlow {

  private final MethodNode method;
  private final Map<AbstractInsnNode, Set<AbstractInsnNode>> consumers = new HashMap<>();
  private final @Nullable Frame<SourceValue>[] frames;
  private final Analyzer<SourceValue> analyzer;

  ValueFlow(ClassNode node, MethodNode method) {
    this.method = method;
    this.analyzer = new Analyzer<>(new Recorder());
    try {
      this.frames = analyzer.analyze(node.name, method);
    } catch (AnalyzerException e) {
      throw new IllegalStateException(
          "Cannot follow the values in " + node.name + "." + method.name + method.desc + ".", e);
    }
    for (AbstractInsnNode instruction : method.instructions) {
      recordShuffle(instruction);
    }
  }

  /** Whether control can come to an instruction. */
  boolean isReachable(AbstractInsnNode instruction) {
    return frame(instruction) != null;
  }

  /**
   * The instruction that alone can have pushed a value of the stack.
   *
   * @param depth 0 is the top
   */
  @Nullable AbstractInsnNode producer(AbstractInsnNode at, int depth) {
    Frame<SourceValue> frame = frame(at);
    if (frame == null) {
      return null;
    }
    Set<AbstractInsnNode> sources = frame.getStack(frame.getStackSize() - 1 - depth).insns;
    return sources.size() == 1 ? sources.iterator().next() : null;
  }

  /** Whether a value goes to one instruction and nowhere else. */
  boolean goesOnlyTo(AbstractInsnNode producer, AbstractInsnNode consumer) {
    return Set.of(consumer).equals(consumers.get(producer));
  }

  /** The handlers that cover an instruction. */
  Set<TryCatchBlockNode> handlers(AbstractInsnNode instruction) {
    List<TryCatchBlockNode> handlers =
        analyzer.getHandlers(method.instructions.indexOf(instruction));
    return handlers == null ? Set.of() : Set.copyOf(handlers);
  }

  private @Nullable Frame<SourceValue> frame(AbstractInsnNode instruction) {
    return frames[method.instructions.indexOf(instruction)];
  }

  private void recordShuffle(AbstractInsnNode instruction) {
    int slots = shuffledSlots(instruction.getOpcode());
    Frame<SourceValue> frame = slots == 0 ? null : frame(instruction);
    if (frame == null) {
      return;
    }
    for (int i = frame.getStackSize() - 1; i >= 0 && slots > 0; i--) {
      record(frame.getStack(i), instruction);
      slots -= frame.getStack(i).getSize();
    }
  }

  private static int shuffledSlots(int opcode) {
    return switch (opcode) {
      case Opcodes.POP -> 1;
      case Opcodes.POP2, Opcodes.SWAP, Opcodes.DUP2, Opcodes.DUP_X1 -> 2;
      case Opcodes.DUP_X2, Opcodes.DUP2_X1 -> 3;
      case Opcodes.DUP2_X2 -> 4;
      default -> 0;
    };
  }

  private void record(SourceValue value, AbstractInsnNode consumer) {
    for (AbstractInsnNode producer : value.insns) {
      consumers.computeIfAbsent(producer, p -> new HashSet<>()).add(consumer);
    }
  }

  /** Notes every use of a value while the method is interpreted. */
  private final class Recorder extends SourceInterpreter {

    Recorder() {
      super(Opcodes.ASM9);
    }

    @Override
    public SourceValue copyOperation(AbstractInsnNode instruction, SourceValue value) {
      record(value, instruction);
      return super.copyOperation(instruction, value);
    }

    @Override
    public @Nullable SourceValue unaryOperation(AbstractInsnNode instruction, SourceValue value) {
      record(value, instruction);
      return super.unaryOperation(instruction, value);
    }

    @Override
    public @Nullable SourceValue binaryOperation(
        AbstractInsnNode instruction, SourceValue first, SourceValue second) {
      record(first, instruction);
      record(second, instruction);
      return super.binaryOperation(instruction, first, second);
    }

    @Override
    public @Nullable SourceValue ternaryOperation(
        AbstractInsnNode instruction, SourceValue first, SourceValue second, SourceValue third) {
      record(first, instruction);
      record(second, instruction);
      record(third, instruction);
      return super.ternaryOperation(instruction, first, second, third);
    }

    @Override
    public SourceValue naryOperation(
        AbstractInsnNode instruction, List<? extends SourceValue> values) {
      values.forEach(value -> record(value, instruction));
      return super.naryOperation(instruction, values);
    }

    @Override
    public void returnOperation(
        AbstractInsnNode instruction, SourceValue value, SourceValue expected) {
      record(value, instruction);
    }
  }
}
