package dev.weft.agent.flow;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
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
        };
    return new Frames(analyzer.analyze(owner, code.method));
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

  static int settled(Code code) {
    return code.size() + 1;
  }

  static void settle(Frame<FlowValue> frame, Code code) {
    for (int i = 0; i < frame.getLocals(); i++) {
      frame.setLocal(i, FlowValue.of(frame.getLocal(i).kind(), settled(code)));
    }
  }

  private static final class SettlingFrame extends Frame<FlowValue> {
    private final Code code;
    private final Regions regions;

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
      if (regions.isBarrier(code.index(instruction))) {
        settle(this, code);
      }
    }
  }
}
