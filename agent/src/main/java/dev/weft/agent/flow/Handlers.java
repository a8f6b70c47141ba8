package dev.weft.agent.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Writes, for each region in which calls may be under way, the handler that settles them when an
 * exception leaves the region: first in the table, over exactly the region's own instructions, and
 * itself inside the region's original handlers, to which it throws on.
 */
final class Handlers {

  private record Range(LabelNode start, LabelNode end) {}

  private static final class Settling {
    final List<Range> ranges = new ArrayList<>();
    final Map<Integer, Type> locals = new TreeMap<>();
  }

  private final Code code;
  private final Regions regions;
  private final Liveness liveness;
  private final ValueGraph graph;
  private final Slots slots;
  private final Snippets snippets;

  private final Map<Integer, Settling> settlings = new TreeMap<>();
  private final InsnList outside = new InsnList();
  private final List<TryCatchBlockNode> outsideBlocks = new ArrayList<>();
  private int openRegion = -1;
  private @Nullable LabelNode openStart;
  private @Nullable AbstractInsnNode lastCovered;

  Handlers(
      Code code,
      Regions regions,
      Liveness liveness,
      ValueGraph graph,
      Slots slots,
      Snippets snippets) {
    this.code = code;
    this.regions = regions;
    this.liveness = liveness;
    this.graph = graph;
    this.slots = slots;
    this.snippets = snippets;
  }

  /**
   * Takes note of an instruction that has been written.
   *
   * @param isCovered whether an exception there must be settled
   * @param previous the last instruction before those that were written for it
   */
  void visit(int index, boolean isCovered, @Nullable AbstractInsnNode previous) {
    InsnList instructions = code.method.instructions;
    int region = regions.of(index);
    if (openStart != null && (!isCovered || region != openRegion)) {
      close();
    }
    if (!isCovered) {
      return;
    }
    if (openStart == null) {
      LabelNode start = new LabelNode();
      if (previous == null) {
        instructions.insert(start);
      } else {
        instructions.insert(previous, start);
      }
      openStart = start;
      openRegion = region;
    }
    noteLocals(index, settling(region));
    lastCovered = lastWritten(index);
  }

  /** Writes code of a region behind the method's own; it does not fall through. */
  void addOutside(int region, InsnList body) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    body.insert(start);
    body.add(end);
    outside.add(body);
    settling(region).ranges.add(new Range(start, end));
    for (TryCatchBlockNode original : regions.handlers(region)) {
      outsideBlocks.add(new TryCatchBlockNode(start, end, original.handler, original.type));
    }
  }

  private Settling settling(int region) {
    Settling known = settlings.get(region);
    if (known == null) {
      known = new Settling();
      settlings.put(region, known);
    }
    return known;
  }

  /** Writes the handlers. */
  void write() {
    if (openStart != null) {
      close();
    }
    code.method.instructions.add(outside);
    List<TryCatchBlockNode> settling = new ArrayList<>();
    List<TryCatchBlockNode> inside = new ArrayList<>();
    for (Map.Entry<Integer, Settling> entry : settlings.entrySet()) {
      write(entry.getKey(), entry.getValue(), settling, inside);
    }
    code.method.tryCatchBlocks.addAll(0, settling);
    code.method.tryCatchBlocks.addAll(inside);
    code.method.tryCatchBlocks.addAll(outsideBlocks);
  }

  private void write(
      int region, Settling what, List<TryCatchBlockNode> settling, List<TryCatchBlockNode> inside) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList body = new InsnList();
    body.add(start);
    slots.scope();
    body.add(snippets.settle());
    for (Map.Entry<Integer, Type> local : what.locals.entrySet()) {
      body.add(snippets.settleLocal(local.getKey(), local.getValue()));
    }
    body.add(snippets.rethrow());
    body.add(end);
    code.method.instructions.add(body);
    for (Range range : what.ranges) {
      settling.add(new TryCatchBlockNode(range.start(), range.end(), start, null));
    }
    for (TryCatchBlockNode original : regions.handlers(region)) {
      inside.add(new TryCatchBlockNode(start, end, original.handler, original.type));
    }
  }

  private void close() {
    LabelNode end = new LabelNode();
    LabelNode start = openStart;
    AbstractInsnNode last = lastCovered;
    if (start == null || last == null) {
      throw new IllegalStateException("No range is open.");
    }
    code.method.instructions.insert(last, end);
    settling(openRegion).ranges.add(new Range(start, end));
    openStart = null;
  }

  /** The locals that may hold refs here and that a handler of the region may read. */
  private void noteLocals(int index, Settling settling) {
    BitSet live = liveness.inHandlers(index);
    for (int local = live.nextSetBit(0); local >= 0; local = live.nextSetBit(local + 1)) {
      FlowValue value = graph.frame(index).getLocal(local);
      if (slots.hasShadow(local)) {
        if (graph.mayBeRef(value)) {
          settling.locals.merge(local, graph.typeOfLocal(value), graph::common);
        }
        if (graph.isRefStore(index) && code.slot(index) == local) {
          Type type = graph.type(Frames.operand(graph.frame(index), 0));
          settling.locals.merge(local, type, graph::common);
        }
      }
    }
  }

  private AbstractInsnNode lastWritten(int index) {
    AbstractInsnNode next = index + 1 < code.size() ? code.instructions[index + 1] : null;
    AbstractInsnNode last = next == null ? code.method.instructions.getLast() : next.getPrevious();
    if (last == null) {
      throw new IllegalStateException("Nothing was written.");
    }
    return last;
  }
}
