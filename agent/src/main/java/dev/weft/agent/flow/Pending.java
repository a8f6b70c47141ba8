package dev.weft.agent.flow;

import dev.weft.agent.call.Conversions;
import dev.weft.agent.call.Dispatch;
import dev.weft.agent.type.Names;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Where calls may be under way, and so where the scope must be joined.
 *
 * <p>Beside the barriers of {@link Regions} and returns, there is one more place: before a local is
 * written that a handler may read. The handler must see the value that the local had when the first
 * failing call was made.
 */
final class Pending {

  private final Code code;
  private final Regions regions;
  private final Liveness liveness;
  private final Calls calls;
  private final ValueGraph graph;
  private final LaterStores stores;
  private final BitSet before = new BitSet();
  private final BitSet joins = new BitSet();

  Pending(
      Code code,
      Regions regions,
      Liveness liveness,
      Calls calls,
      ValueGraph graph,
      LaterStores stores) {
    this.code = code;
    this.regions = regions;
    this.liveness = liveness;
    this.calls = calls;
    this.graph = graph;
    this.stores = stores;
    for (int i = 0; i < code.size(); i++) {
      if (graph.frameOrNull(i) != null && joinsBeforeWrite(i)) {
        joins.set(i);
      }
    }
    spread();
  }

  /** Whether calls may be under way when an instruction begins. */
  boolean before(int index) {
    return before.get(index);
  }

  /** Whether an instruction adds a call, or a store that waits, to the scope. */
  boolean adds(int index) {
    if (stores.isLater(index) || calls.isCreation(index) || mayFailLater(index)) {
      return true;
    }
    Dispatch dispatch = calls.at(index);
    if (dispatch == null) {
      return calls.isGetOfRef(index) && graph.isRef(index);
    }
    boolean isVoid = dispatch.result().getSort() == Type.VOID;
    return isVoid ? graph.reason(index) == null : graph.isRef(index);
  }

  /** Whether it is a cast or unboxing of a ref's value, which may fail when that is there. */
  private boolean mayFailLater(int index) {
    AbstractInsnNode node = code.instructions[index];
    if (!graph.isRef(index) || !Conversions.isConversion(node)) {
      return false;
    }
    if (node instanceof TypeInsnNode cast) {
      Type from = graph.type(Frames.operand(graph.frame(index), 0));
      return !cast.desc.equals(Names.OBJECT) && !cast.desc.equals(from.getInternalName());
    }
    return node.getOpcode() != Opcodes.INVOKESTATIC; // boxing never fails
  }

  /** Whether everything is joined before an instruction, because of what it writes. */
  boolean joinsBefore(int index) {
    return joins.get(index) && before.get(index);
  }

  private boolean joinsBeforeWrite(int index) {
    int slot = code.written(index);
    if (slot < 0 || !liveness.inHandlers(index).get(slot)) {
      return false;
    }
    return !graph.isRefStore(index)
        || graph.mayBeRef(graph.frame(index).getLocal(slot))
        || !isStoreOfNewest(index);
  }

  /**
   * Whether what is stored comes straight from the call that was made last, so that the two are
   * reached together: no conversion comes between that may fail.
   */
  private boolean isStoreOfNewest(int store) {
    for (int i = store - 1; i >= 0; i--) {
      if (!code.isReal(i)) {
        continue;
      }
      if (calls.at(i) != null) {
        return graph.isRef(i) && isOnlySource(i, store);
      }
      if (!graph.isRef(i) || code.isLoad(i) || calls.isGetOfRef(i) || mayFailLater(i)) {
        return false;
      }
    }
    return false;
  }

  /** Whether a value can reach a store by falling through copies and conversions only. */
  private boolean isOnlySource(int call, int store) {
    BitSet targets = code.targets();
    int target = targets.nextSetBit(call);
    if (target >= 0 && target < store) {
      return false;
    }
    Frame<FlowValue> frame = graph.frame(store);
    BitSet sources = Frames.operand(frame, 0).sources();
    return sources.cardinality() == 1;
  }

  private void spread() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int i = 0; i < code.size(); i++) {
      if (graph.frameOrNull(i) != null && code.isReal(i) && adds(i)) {
        reach(i, open);
      }
    }
    while (!open.isEmpty()) {
      int index = open.pop();
      if (!endsAt(index)) {
        reach(index, open);
      }
    }
  }

  private void reach(int from, Deque<Integer> open) {
    if (regions.isBarrier(from) && !regions.isBarrierBefore(from)) {
      return;
    }
    for (int next : code.successors(from)) {
      boolean isSettled = next == from + 1 ? regions.fallsOut(from) : regions.jumpsOut(from);
      if (!isSettled && !before.get(next)) {
        before.set(next);
        open.push(next);
      }
    }
  }

  private boolean endsAt(int index) {
    return regions.isBarrier(index) || joins.get(index);
  }
}
