package dev.weft.agent.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;

/**
 * What the arrays that a method makes hold: other containers, known by numbers. That of a container
 * with an instruction of its own is the index of this; those that one instruction makes within
 * another one, level by level, have numbers above all indexes.
 */
final class Rows {

  private record Level(int site, int depth) {}

  private final Code code;
  private final List<Level> levels = new ArrayList<>();
  private final Map<Integer, List<Integer>> within = new HashMap<>();
  private final Map<Integer, BitSet> contents = new HashMap<>();
  private final BitSet stored = new BitSet();

  Rows(Code code) {
    this.code = code;
    for (int i = 0; i < code.size(); i++) {
      if (code.instructions[i] instanceof MultiANewArrayInsnNode array) {
        addLevels(i, array.dims);
      }
    }
  }

  /** The instruction that makes a container. */
  int site(int container) {
    return container < code.size() ? container : level(container).site();
  }

  /** The containers that an instruction makes within the one that it pushes. */
  List<Integer> madeBy(int site) {
    return within.getOrDefault(site, List.of());
  }

  /** The type of an array. */
  Type type(int container) {
    AbstractInsnNode made = code.instructions[site(container)];
    Type type = StaticTypes.pushedBy(made);
    if (type == null) {
      throw new IllegalArgumentException("No array of objects or arrays.");
    }
    int depth = container < code.size() ? 0 : level(container).depth();
    return Type.getType(type.getDescriptor().substring(depth));
  }

  /** What may lie in an array. */
  BitSet of(int array) {
    return contents.getOrDefault(array, new BitSet());
  }

  /** Takes note of what is stored into an array; returns whether that is new. */
  boolean add(int array, BitSet origins) {
    stored.or(origins);
    BitSet known = contents.computeIfAbsent(array, a -> new BitSet());
    int before = known.cardinality();
    known.or(origins);
    return known.cardinality() > before;
  }

  /** Whether a container is stored into an array, so that older ones may lie there. */
  boolean isStored(int container) {
    return stored.get(container);
  }

  /** An array, and all that may lie in it, in what lies in it, and so on. */
  BitSet reachedFrom(int container) {
    BitSet reached = new BitSet();
    reached.set(container);
    int before = 0;
    while (reached.cardinality() > before) {
      before = reached.cardinality();
      for (int c = reached.nextSetBit(0); c >= 0; c = reached.nextSetBit(c + 1)) {
        reached.or(of(c));
      }
    }
    return reached;
  }

  private void addLevels(int site, int dimensions) {
    int outer = site;
    for (int depth = 1; depth < dimensions; depth++) {
      int number = code.size() + 1 + levels.size(); // one is left out: what is unknown
      levels.add(new Level(site, depth));
      within.computeIfAbsent(site, s -> new ArrayList<>()).add(number);
      BitSet inner = new BitSet();
      inner.set(number);
      contents.put(outer, inner);
      outer = number;
    }
  }

  private Level level(int container) {
    return levels.get(container - code.size() - 1);
  }
}
