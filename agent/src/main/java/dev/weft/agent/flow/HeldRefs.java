package dev.weft.agent.flow;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Tells which locals may hold a ref in their shadow when control comes to an instruction of the
 * woven code. Elsewhere nothing need be asked or cleared, so that the code stays short: the JIT
 * takes methods apart from their callers by their size.
 */
final class HeldRefs {

  /** Whether the woven code of a load gives the local its value, and clears the shadow. */
  interface Loads {
    boolean writesBack(int index);
  }

  private final Code code;
  private final ValueGraph graph;
  private final Loads loads;
  private final BitSet[] before;
  private final Deque<Integer> open = new ArrayDeque<>();

  HeldRefs(Code code, ValueGraph graph, Loads loads) {
    this.code = code;
    this.graph = graph;
    this.loads = loads;
    this.before = new BitSet[code.size()];
    reach(0, new BitSet());
    while (!open.isEmpty()) {
      visit(open.pop());
    }
  }

  /** Whether a local may hold one before an instruction. */
  boolean isHeld(int index, int local) {
    return before[index] != null && before[index].get(local);
  }

  private void visit(int index) {
    BitSet held = before[index];
    BitSet after = held;
    if (graph.frameOrNull(index) != null && code.isReal(index)) {
      after = after(index, held);
    }
    for (int next : code.successors(index)) {
      reach(next, after);
    }
    for (TryCatchBlockNode block : code.handlers(index)) {
      reach(code.index(block.handler), held);
      reach(code.index(block.handler), after);
    }
  }

  private BitSet after(int index, BitSet held) {
    boolean isRefStore = graph.isRefStore(index);
    boolean clears = code.isStore(index) || (code.isLoad(index) && loads.writesBack(index));
    if (!isRefStore && !clears) {
      return held;
    }
    BitSet after = (BitSet) held.clone();
    after.set(code.slot(index), isRefStore);
    return after;
  }

  private void reach(int index, BitSet held) {
    BitSet known = before[index];
    if (known == null) {
      before[index] = (BitSet) held.clone();
      open.push(index);
      return;
    }
    int count = known.cardinality();
    known.or(held);
    if (known.cardinality() != count) {
      open.push(index);
    }
  }
}
