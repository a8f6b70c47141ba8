package dev.weft.agent.flow;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.call.Conversions;
import dev.weft.agent.call.Dispatch;
import dev.weft.agent.flow.ValueGraph.Role;
import dev.weft.agent.type.Names;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Writes the woven code of one method in place, from what the analyses found.
 *
 * <p>What is added for an instruction stands directly before or after it, so that it lies in the
 * same {@code try} ranges.
 */
final class Emission {

  /** What the snippets need at most, above what the original code has on the stack. */
  private static final int ADDED_STACK = 4;

  private final Code code;
  private final Regions regions;
  private final Liveness liveness;
  private final Calls calls;
  private final ValueGraph graph;
  private final LaterStores stores;
  private final Pending pending;

  private final Slots slots;
  private final Snippets snippets;
  private final Handlers handlers;

  /** Locals that may lose their ref to their own slot before all loads are done. */
  private final BitSet writtenBack = new BitSet();

  private final HeldRefs held;
  private int mostLocals;

  Emission(
      Code code,
      Regions regions,
      Liveness liveness,
      Calls calls,
      ValueGraph graph,
      LaterStores stores,
      Pending pending) {
    this.code = code;
    this.regions = regions;
    this.liveness = liveness;
    this.calls = calls;
    this.graph = graph;
    this.stores = stores;
    this.pending = pending;
    this.slots = new Slots(code.method);
    this.snippets = new Snippets(slots);
    this.handlers = new Handlers(code, regions, liveness, graph, slots, snippets);
    this.held = new HeldRefs(code, graph, this::writesBack);
  }

  void write() {
    prepare();
    for (int i = 0; i < code.size(); i++) {
      Frame<FlowValue> frame = graph.frameOrNull(i);
      if (frame != null && code.isReal(i)) {
        write(i, frame);
      }
    }
    handlers.write();
    code.method.instructions.insert(snippets.start());
    code.method.maxLocals = Math.max(mostLocals, slots.firstSpare());
    code.method.maxStack += ADDED_STACK;
  }

  private void prepare() {
    boolean needsScope = false;
    for (int i = 0; i < code.size(); i++) {
      if (graph.frameOrNull(i) == null || !code.isReal(i)) {
        continue;
      }
      needsScope |= pending.adds(i);
      if (graph.isRefStore(i)) {
        slots.addShadow(code.slot(i));
      }
      if (code.read(i) >= 0 && !graph.isRef(i) && graphHasRef(i, code.read(i))) {
        writtenBack.set(code.read(i));
      }
    }
    if (needsScope) {
      slots.scope();
    }
  }

  private void write(int index, Frame<FlowValue> frame) {
    InsnList before = new InsnList();
    before.add(joinBefore(index));
    before.add(forceOperands(index, frame));
    if (calls.isCreation(index)) {
      before.add(snippets.createAsync(((MethodInsnNode) code.instructions[index]).owner));
    }
    InsnList after = new InsnList();
    if (graph.isLifted(index)) {
      after.add(snippets.lift(graph.liftedType(index)));
    }
    InsnList instead = replacement(index, frame);
    AbstractInsnNode node = code.instructions[index];
    if (regions.isBarrier(index) && !regions.isBarrierBefore(index)) {
      after.add(barrier(index, liveness.after(index), isUnderWayAfter(index)));
    } else if (regions.fallsOut(index)) {
      after.add(barrier(index, liveness.before(index + 1), pending.before(index)));
    }

    boolean isCovered =
        pending.before(index) || pending.adds(index) || handlerNeedsRefOf(index, frame);
    AbstractInsnNode previous = node.getPrevious();
    InsnList instructions = code.method.instructions;
    instructions.insertBefore(node, before);
    if (instead == null) {
      instructions.insert(node, after);
    } else {
      instead.add(after);
      instructions.insert(node, instead);
      instructions.remove(node);
    }
    handlers.visit(index, isCovered, previous);
    if (regions.jumpsOut(index)) {
      jumpOut(index, (JumpInsnNode) node);
    }
  }

  /** Lets the jump out of a region go by way of the barrier. */
  private void jumpOut(int index, JumpInsnNode jump) {
    BitSet live = liveness.before(code.index(jump.label));
    InsnList barrier = barrier(index, live, pending.before(index));
    if (barrier.size() == 0) {
      return;
    }
    InsnList way = new InsnList();
    LabelNode start = new LabelNode();
    way.add(start);
    way.add(barrier);
    way.add(new JumpInsnNode(Opcodes.GOTO, jump.label));
    handlers.addOutside(regions.of(index), way);
    jump.label = start;
  }

  /** What must be over before an instruction does anything. */
  private InsnList joinBefore(int index) {
    InsnList added = new InsnList();
    if (regions.isBarrierBefore(index)) {
      added.add(barrier(index, liveness.after(index), pending.before(index)));
    } else if (pending.joinsBefore(index) || (code.isReturn(index) && pending.before(index))) {
      added.add(snippets.join());
    } else if (stores.isNeededBy(index) && pending.before(index)) {
      added.add(snippets.flush());
    }
    int written = code.written(index);
    boolean replacesRef =
        written >= 0
            && mayBeRef(index, written)
            && (!code.isStore(index) || liveness.inHandlers(index).get(written));
    if (replacesRef) {
      added.add(snippets.writeBack(written, typeOfLocal(index, written)));
    }
    return added;
  }

  private InsnList barrier(int index, BitSet live, boolean isUnderWay) {
    InsnList added = new InsnList();
    if (isUnderWay) {
      added.add(snippets.join());
    }
    for (int local = live.nextSetBit(0); local >= 0; local = live.nextSetBit(local + 1)) {
      if (slots.hasShadow(local)) {
        if (code.written(index) == local) {
          if (graph.isRefStore(index)) {
            added.add(snippets.writeBack(local, graph.type(Frames.operand(graph.frame(index), 0))));
          }
        } else if (mayBeRef(index, local)) {
          added.add(snippets.writeBack(local, typeOfLocal(index, local)));
        }
      }
    }
    return added;
  }

  private boolean isUnderWayAfter(int index) {
    return pending.adds(index) || (pending.before(index) && !pending.joinsBefore(index));
  }

  /** Whether a handler reads a local that may hold a ref, so that it must be settled first. */
  private boolean handlerNeedsRefOf(int index, Frame<FlowValue> frame) {
    BitSet live = liveness.inHandlers(index);
    for (int local = live.nextSetBit(0); local >= 0; local = live.nextSetBit(local + 1)) {
      if (slots.hasShadow(local) && graph.mayBeRef(frame.getLocal(local))) {
        return true;
      }
    }
    return false;
  }

  /** Waits for those operands whose values the instruction needs, the deepest first. */
  private InsnList forceOperands(int index, Frame<FlowValue> frame) {
    InsnList added = new InsnList();
    if (Operands.isShuffle(code.opcode(index))) {
      return added;
    }
    int deepest = -1;
    int count = Operands.count(code.instructions[index]);
    for (int depth = 0; depth < count; depth++) {
      if (waits(index, frame, depth)) {
        deepest = depth;
      }
    }
    if (deepest < 0) {
      return added;
    }
    int[] spills = new int[deepest];
    int spare = slots.firstSpare();
    for (int depth = 0; depth < deepest; depth++) {
      Type type = typeOnStack(Frames.operand(frame, depth));
      spills[depth] = spare;
      added.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), spare));
      spare += type.getSize();
    }
    mostLocals = Math.max(mostLocals, spare);
    for (int depth = deepest; depth >= 0; depth--) {
      FlowValue operand = Frames.operand(frame, depth);
      if (depth < deepest) {
        Type type = typeOnStack(operand);
        added.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), spills[depth]));
      }
      if (waits(index, frame, depth)) {
        added.add(CallSites.force(graph.type(operand)));
      }
    }
    return added;
  }

  private boolean waits(int index, Frame<FlowValue> frame, int depth) {
    return graph.isRef(Frames.operand(frame, depth)) && graph.role(index, depth) == Role.WAIT;
  }

  /** The type that a value has on the stack of the woven code, as far as instructions go. */
  private Type typeOnStack(FlowValue value) {
    Type type = value.kind().getType();
    return graph.isRef(value) || type == null ? Type.getObjectType(Names.OBJECT) : type;
  }

  /** What stands in an instruction's place, or null if it stays. */
  private @Nullable InsnList replacement(int index, Frame<FlowValue> frame) {
    Dispatch dispatch = calls.at(index);
    if (dispatch != null) {
      return dispatch(index, dispatch, frame);
    }
    if (calls.isGetOfRef(index) && graph.isRef(index)) {
      return snippets.withScope(
          "borrow",
          "("
              + Names.OBJECT_REF_DESCRIPTOR
              + Names.SCOPE_DESCRIPTOR
              + ")"
              + Names.OBJECT_REF_DESCRIPTOR);
    }
    if (code.isLoad(index)) {
      return load(index);
    }
    if (code.isStore(index)) {
      return store(index, frame);
    }
    if (stores.isLater(index)) {
      return storeLater(index, frame);
    }
    if (code.opcode(index) > Opcodes.SASTORE
        && frame.getStackSize() > 0
        && graph.isRef(Frames.operand(frame, 0))) {
      return moved(index, frame);
    }
    return null;
  }

  private InsnList dispatch(int index, Dispatch dispatch, Frame<FlowValue> frame) {
    Set<Integer> refs = new TreeSet<>();
    int parameters = dispatch.parameters().length;
    for (int argument = 0; argument < parameters; argument++) {
      int depth = dispatch.depth(argument);
      if (graph.isRef(Frames.operand(frame, depth)) && graph.role(index, depth) == Role.PASS) {
        refs.add(argument);
      }
    }
    InsnList added = new InsnList();
    boolean isLater = pending.adds(index);
    boolean isBehind = pending.before(index); // at once, but perhaps not before what is under way
    if (isLater || isBehind) {
      added.add(snippets.pushScope());
    }
    added.add(dispatch.site(false, isLater || isBehind, refs));
    if (!isLater) {
      added.add(CallSites.result(dispatch.result()));
    } else if (dispatch.result().getSort() == Type.VOID) {
      added.add(new InsnNode(Opcodes.POP));
    }
    return added;
  }

  /**
   * A store into a fresh container. A plain value is stored at once if nothing is under way; else
   * it becomes a ref, so that all keep their order.
   */
  private @Nullable InsnList storeLater(int index, Frame<FlowValue> frame) {
    if (graph.isRef(Frames.operand(frame, 0))) {
      return storeRef(index);
    }
    if (!pending.before(index)) {
      return null;
    }
    InsnList later = snippets.lift(stores.elementType(index));
    later.add(storeRef(index));
    return snippets.unlessIdle(later, code.instructions[index]);
  }

  private InsnList storeRef(int index) {
    AbstractInsnNode fill = code.instructions[index];
    String tail = Names.OBJECT_REF_DESCRIPTOR + Names.SCOPE_DESCRIPTOR + ")";
    if (Containers.fillsArray(fill)) {
      return snippets.withScope("store", "(Ljava/lang/Object;I" + tail + "V");
    }
    if (Containers.fillsMap(fill)) {
      String head = "(Ljava/util/Map;Ljava/lang/Object;";
      return snippets.withScope("put", head + tail + Names.OBJECT_DESCRIPTOR);
    }
    return snippets.withScope("add", "(Ljava/util/Collection;" + tail + "Z");
  }

  private @Nullable InsnList load(int index) {
    int local = code.slot(index);
    if (!graphHasRef(index, local)) {
      return null;
    }
    Type type = typeOfLocal(index, local);
    if (graph.isRef(index)) {
      boolean isCertain = !graph.isMixedLoad(index) && !writtenBack.get(local);
      return isCertain ? snippets.loadRef(local) : snippets.loadLifted(local, type);
    }
    if (!held.isHeld(index, local)) {
      return null;
    }
    if (liveness.inHandlers(index).get(local)) {
      return snippets.loadValue(local, type);
    }
    InsnList added = snippets.writeBack(local, type);
    added.add(new VarInsnNode(code.opcode(index), local));
    return added;
  }

  private @Nullable InsnList store(int index, Frame<FlowValue> frame) {
    int local = code.slot(index);
    if (graph.isRefStore(index)) {
      Type type = graph.type(Frames.operand(frame, 0));
      boolean keepsValue =
          liveness.inHandlers(index).get(local) && isOfKind(frame.getLocal(local), type);
      return snippets.storeRef(local, type, keepsValue);
    }
    if (!slots.hasShadow(local) || !held.isHeld(index, local)) {
      return null;
    }
    InsnList added = new InsnList();
    added.add(new VarInsnNode(code.opcode(index), local));
    added.add(snippets.clearShadow(local));
    return added;
  }

  private static boolean isOfKind(FlowValue value, Type type) {
    BasicValue kind = value.kind();
    return kind.getType() != null
        && kind.getType().getOpcode(Opcodes.ILOAD) == type.getOpcode(Opcodes.ILOAD);
  }

  /** A copy, drop or conversion whose operand is a ref. */
  private @Nullable InsnList moved(int index, Frame<FlowValue> frame) {
    InsnList added = new InsnList();
    switch (code.opcode(index)) {
      case Opcodes.POP, Opcodes.POP2 -> added.add(new InsnNode(Opcodes.POP));
      case Opcodes.DUP, Opcodes.DUP2 -> {
        if (graph.isRef(index)) {
          added.add(new InsnNode(Opcodes.DUP));
        } else { // then neither of the two values is one
          added.add(CallSites.force(graph.type(Frames.operand(frame, 0))));
          added.add(new InsnNode(code.opcode(index)));
        }
      }
      default -> {
        if (!graph.isRef(index) || !graph.isConversion(index)) {
          return null;
        }
        if (Conversions.isNumeric(code.instructions[index])) {
          added.add(snippets.convert(Conversions.numberMade(code.instructions[index])));
        } else if (isBoxingOfShorter(index, frame)) {
          added.add(snippets.convert(Type.INT_TYPE));
        } else if (pending.adds(index)) {
          added.add(checkLater(code.instructions[index]));
        }
      }
    }
    return added;
  }

  /** Whether a byte, short or char is boxed as an {@code Integer}. */
  private boolean isBoxingOfShorter(int index, Frame<FlowValue> frame) {
    return code.instructions[index] instanceof MethodInsnNode boxing
        && boxing.getOpcode() == Opcodes.INVOKESTATIC
        && !Type.getArgumentTypes(boxing.desc)[0].equals(graph.type(Frames.operand(frame, 0)));
  }

  /** A cast or unboxing that may fail, of a value that is not there yet. */
  private InsnList checkLater(AbstractInsnNode conversion) {
    String ref = Names.OBJECT_REF_DESCRIPTOR;
    if (conversion instanceof TypeInsnNode cast) {
      InsnList added = new InsnList();
      added.add(new LdcInsnNode(Type.getObjectType(cast.desc)));
      added.add(
          snippets.withScope(
              "cast", "(" + ref + "Ljava/lang/Class;" + Names.SCOPE_DESCRIPTOR + ")" + ref));
      return added;
    }
    return snippets.withScope("unbox", "(" + ref + Names.SCOPE_DESCRIPTOR + ")" + ref);
  }

  /** Whether a load that is not passed on gives the local the value of its ref. */
  private boolean writesBack(int index) {
    int local = code.slot(index);
    return !graph.isRef(index)
        && graphHasRef(index, local)
        && !liveness.inHandlers(index).get(local);
  }

  private boolean mayBeRef(int index, int local) {
    return held.isHeld(index, local) && graphHasRef(index, local);
  }

  private boolean graphHasRef(int index, int local) {
    return graph.mayBeRef(graph.frame(index).getLocal(local));
  }

  private Type typeOfLocal(int index, int local) {
    return graph.typeOfLocal(graph.frame(index).getLocal(local));
  }
}
