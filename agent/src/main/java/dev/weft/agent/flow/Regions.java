package dev.weft.agent.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The protected regions of a method: instructions with the same handlers are in the same one. What
 * is under way never crosses the edge of a region, nor that of a monitor.
 *
 * <p>Handlers are told apart by where they start and what they catch, not by their entry in the
 * table: javac splits one {@code try} range around the copies of its {@code finally}.
 */
final class Regions {

  private record Handler(LabelNode start, @Nullable String type) {

    // By hand: what the JVM links for a record takes it as long as a whole class does to weave.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Handler handler
          && start.equals(handler.start)
          && Objects.equals(type, handler.type);
    }

    @Override
    public int hashCode() {
      return start.hashCode();
    }
  }

  private final Code code;
  private final int[] region;
  private final List<List<TryCatchBlockNode>> handlers = new ArrayList<>();
  private final BitSet barriers = new BitSet();
  private final BitSet jumpsOut = new BitSet();
  private final BitSet fallsOut = new BitSet();

  Regions(Code code) {
    this.code = code;
    this.region = new int[code.size()];
    Map<Set<Handler>, Integer> known = new HashMap<>();
    for (int i = 0; i < code.size(); i++) {
      Set<Handler> covering = new LinkedHashSet<>();
      List<TryCatchBlockNode> first = new ArrayList<>();
      for (TryCatchBlockNode block : code.handlers(i)) {
        if (covering.add(new Handler(block.handler, block.type))) {
          first.add(block);
        }
      }
      Integer number = known.get(covering);
      if (number == null) {
        number = handlers.size();
        known.put(covering, number);
        handlers.add(first);
      }
      region[i] = number;
    }
    for (int i = 0; i < code.size(); i++) {
      if (code.isReal(i)) {
        findBarrier(i);
      }
    }
  }

  private void findBarrier(int index) {
    boolean isConditional =
        code.instructions[index] instanceof JumpInsnNode && code.opcode(index) != Opcodes.GOTO;
    if (isMonitor(index) || (!isConditional && changesRegion(index))) {
      barriers.set(index);
    } else if (isConditional) {
      JumpInsnNode jump = (JumpInsnNode) code.instructions[index];
      boolean targetLeaves = isOutside(code.index(jump.label), index);
      boolean nextLeaves = isOutside(index + 1, index);
      if (targetLeaves && nextLeaves) {
        barriers.set(index);
      } else if (targetLeaves) {
        jumpsOut.set(index);
      } else if (nextLeaves) {
        fallsOut.set(index);
      }
    }
  }

  /** The number of the region of an instruction. */
  int of(int index) {
    return region[index];
  }

  /** The handlers of a region, each once, in the order in which they are asked. */
  List<TryCatchBlockNode> handlers(int number) {
    return handlers.get(number);
  }

  /** Whether everything is joined, and no local holds a ref, when an instruction has run. */
  boolean isBarrier(int index) {
    return barriers.get(index);
  }

  /** Whether the barrier of an instruction stands before it, rather than after. */
  boolean isBarrierBefore(int index) {
    return barriers.get(index) && (code.isJump(index) || isMonitor(index));
  }

  /**
   * Whether a conditional jump leaves its region only where it jumps: the loop in {@code try {
   * while (…) … }} goes on without a barrier.
   */
  boolean jumpsOut(int index) {
    return jumpsOut.get(index);
  }

  /** Whether a conditional jump leaves its region only where it does not jump. */
  boolean fallsOut(int index) {
    return fallsOut.get(index);
  }

  private boolean isMonitor(int index) {
    return code.opcode(index) == Opcodes.MONITORENTER || code.opcode(index) == Opcodes.MONITOREXIT;
  }

  private boolean changesRegion(int index) {
    for (int next : code.successors(index)) {
      if (isOutside(next, index)) {
        return true;
      }
    }
    return false;
  }

  private boolean isOutside(int next, int index) {
    int real = nextReal(next);
    return real >= 0 && region[real] != region[index];
  }

  private int nextReal(int from) {
    for (int i = from; i < code.size(); i++) {
      if (code.isReal(i)) {
        return i;
      }
    }
    return -1;
  }
}
