package dev.weft.agent.flow;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/** Follows which instruction each value comes from. */
final class FlowInterpreter extends Interpreter<FlowValue> {

  private final BasicInterpreter kinds = new BasicInterpreter();
  private final Code code;

  FlowInterpreter(Code code) {
    super(Opcodes.ASM9);
    this.code = code;
  }

  @Override
  public @Nullable FlowValue newValue(@Nullable Type type) {
    BasicValue kind = kinds.newValue(type);
    return kind == null ? null : FlowValue.of(kind, Frames.before(code));
  }

  @Override
  public FlowValue newExceptionValue(
      TryCatchBlockNode block, Frame<FlowValue> handler, Type exceptionType) {
    return FlowValue.of(BasicValue.REFERENCE_VALUE, Frames.before(code));
  }

  @Override
  public FlowValue newOperation(AbstractInsnNode instruction) throws AnalyzerException {
    return from(kinds.newOperation(instruction), instruction);
  }

  @Override
  public FlowValue copyOperation(AbstractInsnNode instruction, FlowValue value) {
    return from(value.kind(), instruction);
  }

  @Override
  public @Nullable FlowValue unaryOperation(AbstractInsnNode instruction, FlowValue value)
      throws AnalyzerException {
    return orNull(kinds.unaryOperation(instruction, value.kind()), instruction);
  }

  @Override
  public @Nullable FlowValue binaryOperation(
      AbstractInsnNode instruction, FlowValue first, FlowValue second) throws AnalyzerException {
    return orNull(kinds.binaryOperation(instruction, first.kind(), second.kind()), instruction);
  }

  @Override
  public @Nullable FlowValue ternaryOperation(
      AbstractInsnNode instruction, FlowValue first, FlowValue second, FlowValue third) {
    return null;
  }

  @Override
  public @Nullable FlowValue naryOperation(
      AbstractInsnNode instruction, List<? extends FlowValue> values) throws AnalyzerException {
    return orNull(kinds.naryOperation(instruction, List.of()), instruction);
  }

  @Override
  public void returnOperation(AbstractInsnNode instruction, FlowValue value, FlowValue expected) {}

  @Override
  @SuppressWarnings("ReferenceEquality") // a shortcut; what follows gives the same
  public FlowValue merge(FlowValue known, FlowValue other) {
    if (known == other) {
      return known; // true of nearly every local, on every edge
    }
    BasicValue kind = kinds.merge(known.kind(), other.kind());
    boolean sameSources = contains(known.sources(), other.sources());
    if (kind.equals(known.kind()) && sameSources) {
      return known;
    }
    BitSet sources = known.sources();
    if (!sameSources) {
      sources = (BitSet) sources.clone();
      sources.or(other.sources());
    }
    // The very same value where nothing is new, so that the next comparison is quick.
    return kind.equals(other.kind()) && contains(other.sources(), sources)
        ? other
        : new FlowValue(kind, sources);
  }

  @SuppressWarnings("ReferenceEquality") // a shortcut, too
  private static boolean contains(BitSet all, BitSet some) {
    if (all == some) {
      return true;
    }
    for (int i = some.nextSetBit(0); i >= 0; i = some.nextSetBit(i + 1)) {
      if (!all.get(i)) {
        return false;
      }
    }
    return true;
  }

  private @Nullable FlowValue orNull(@Nullable BasicValue kind, AbstractInsnNode instruction) {
    return kind == null ? null : from(kind, instruction);
  }

  private FlowValue from(BasicValue kind, AbstractInsnNode instruction) {
    return FlowValue.of(kind, code.index(instruction));
  }
}
