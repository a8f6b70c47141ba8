package dev.weft.agent.flow;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Where the values on the stack and in the locals come from, before each instruction.
 *
 * <p>Beside instructions there are two sources: {@link #before} stands for what was there before
 * the method's code put anything (parameters, caught exceptions), {@link #settled} for a local
 * after a barrier, which holds no ref whatever was stored.
 */
final class Frames {

  private final @Nullable Frame<FlowValue>[] frames;

  private Frames(@Nullable Frame<FlowValue>[] frames) {
    this.frames = frames;
  }

  static Frames of(String owner, Code code, Regions regions) throws AnalyzerException {
    return of(owner, code, regions, false);
  }

  /**
   * @param isThorough whether handlers are told of each instruction, which takes longer and gives
   *     the same
   */
  static Frames of(String owner, Code code, Regions regions, boolean isThorough)
      throws AnalyzerException {
    Analyzer<FlowValue> analyzer =
        new Analyzer<>(new FlowInterpreter(code)) {
          @Override
          protected Frame<FlowValue> newFrame(int locals, int stack) {
            return new SettlingFrame(locals, stack, code, regions);
          }

          @Override
          protected Frame<FlowValue> newFrame(Frame<? extends FlowValue> frame) {
            return new SettlingFrame(frame, code, regions);
          }

          @Override
          protected boolean newControlFlowExceptionEdge(int index, TryCatchBlockNode block) {
            return isThorough ? code.isReal(index) : mayDiffer(index, block, code, regions);
          }
        };
    return new Frames(analyzer.analyze(owner, code.method));
  }

  /**
   * Whether a handler may see other locals, before or after an instruction, than for the one before
   * it. Where control comes only from that one, and the locals stay as they are, there is nothing
   * to tell the handler: telling it all the same is what methods with many nested {@code try} take
   * most of their time for. Labels and the like never fail.
   */
  private static boolean mayDiffer(int index, TryCatchBlockNode block, Code code, Regions regions) {
    return code.isReal(index)
        && (code.written(index) >= 0
            || regions.isBarrier(index)
            || code.isJump(index)
            || isEntered(index, block, code));
  }

  /** Whether control may come to an instruction otherwise than from one in the block before it. */
  private static boolean isEntered(int index, TryCatchBlockNode block, Code code) {
    int start = code.index(block.start);
    int at = index;
    while (at > start && !code.targets().get(at)) {
      at--;
      if (code.isReal(at)) {
        return code.isJump(at);
      }
    }
    return true;
  }

  /** The frame before an instruction, or null if control cannot come there. */
  @Nullable Frame<FlowValue> at(int index) {
    return frames[index];
  }

  /** A value on the stack before an instruction; depth 0 is the top. */
  static FlowValue operand(Frame<FlowValue> frame, int depth) {
    return frame.getStack(frame.getStackSize() - 1 - depth);
  }

  static int before(Code code) {
    return code.size();
  }

  /** The source of a local that was stored by an instruction before a barrier. */
  static int settled(int store, Code code) {
    return code.size() + 1 + store;
  }

  /** The store from which a source of a local comes, settled or not; -1 if from none. */
  static int store(int source, Code code) {
    if (source < code.size()) {
      return source;
    }
    return source == before(code) ? -1 : source - code.size() - 1;
  }

  static void settle(Frame<FlowValue> frame, Code code) {
    for (int i = 0; i < frame.getLocals(); i++) {
      FlowValue local = frame.getLocal(i);
      BitSet sources = local.sources();
      if (sources.nextSetBit(0) < code.size()) {
        BitSet settled = new BitSet();
        for (int s = sources.nextSetBit(0); s >= 0; s = sources.nextSetBit(s + 1)) {
          settled.set(s < code.size() ? settled(s, code) : s);
        }
        frame.setLocal(i, new FlowValue(local.kind(), settled));
      }
    }
  }

  private static final class SettlingFrame extends Frame<FlowValue> {
    private final Code code;
    private final Regions regions;
    private int executed;
    private @Nullable SettlingFrame jumping;

    SettlingFrame(int locals, int stack, Code code, Regions regions) {
      super(locals, stack);
      this.code = code;
      this.regions = regions;
    }

    SettlingFrame(Frame<? extends FlowValue> frame, Code code, Regions regions) {
      super(frame);
      this.code = code;
      this.regions = regions;
    }

    @Override
    public void execute(AbstractInsnNode instruction, Interpreter<FlowValue> interpreter)
        throws AnalyzerException {
      super.execute(instruction, interpreter);
      executed = code.index(instruction);
      if (regions.isBarrier(executed)) {
        settle(this, code);
      }
    }

    /** Called where a frame becomes that of a handler: what was under way is settled there. */
    @Override
    public void clearStack() {
      super.clearStack();
      settle(this, code);
    }

    /** Called for the two ways out of a conditional jump, first for the one that falls through. */
    @Override
    public void initJumpTarget(int opcode, @Nullable LabelNode target) {
      if (target == null && regions.fallsOut(executed)) {
        SettlingFrame unsettled = new SettlingFrame(this, code, regions);
        settle(this, code);
        jumping = unsettled;
      } else if (target != null && jumping != null) {
        for (int i = 0; i < getLocals(); i++) {
          setLocal(i, jumping.getLocal(i));
        }
        jumping = null;
      } else if (target != null && regions.jumpsOut(executed)) {
        settle(this, code);
      }
    }
  }
}
