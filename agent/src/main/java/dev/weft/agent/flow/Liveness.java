package dev.weft.agent.flow;

import java.util.BitSet;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Which local variables may still be read, before each instruction. */
final class Liveness {

  private final Code code;
  private final BitSet[] live;

  Liveness(Code code) {
    this.code = code;
    this.live = new BitSet[code.size()];
    for (int i = 0; i < live.length; i++) {
      live[i] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = code.size() - 1; i >= 0; i--) {
        changed |= update(i);
      }
    }
  }

  /** What may be read from an instruction on. */
  BitSet before(int index) {
    return live[index];
  }

  /** What may be read after an instruction, other than by its handlers. */
  BitSet after(int index) {
    BitSet after = new BitSet();
    for (int next : code.successors(index)) {
      after.or(live[next]);
    }
    return after;
  }

  /** What the handlers of an instruction may read. */
  BitSet inHandlers(int index) {
    BitSet inHandlers = new BitSet();
    for (TryCatchBlockNode block : code.handlers(index)) {
      inHandlers.or(live[code.index(block.handler)]);
    }
    return inHandlers;
  }

  private boolean update(int index) {
    BitSet before = after(index);
    int written = code.written(index);
    if (written >= 0) {
      before.clear(written);
    }
    int read = code.read(index);
    if (read >= 0) {
      before.set(read);
    }
    if (!code.handlers(index).isEmpty()) {
      before.or(inHandlers(index));
    }
    if (before.equals(live[index])) {
      return false;
    }
    live[index] = before;
    return true;
  }
}
