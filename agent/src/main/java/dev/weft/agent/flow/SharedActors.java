package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.check.Lines;
import dev.weft.agent.report.CallReport.Sharing;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;

/**
 * Finds calls that may be under way at the same time and that the method gives the same actor: how
 * they fall between each other there is open. Calls that are only made on one are in order.
 */
final class SharedActors {

  /** A call's use of an actor. */
  private record Use(int call, String type, boolean isGiven, Set<Object> handles) {}

  private final Code code;
  private final Regions regions;
  private final Calls calls;
  private final ValueGraph graph;
  private final Origins origins;
  private final Pending pending;
  private final List<Use> uses = new ArrayList<>();

  SharedActors(
      Code code,
      Regions regions,
      Calls calls,
      ValueGraph graph,
      Origins origins,
      Pending pending,
      RemoteTypes types) {
    this.code = code;
    this.regions = regions;
    this.calls = calls;
    this.graph = graph;
    this.origins = origins;
    this.pending = pending;
    calls.all().forEach((index, dispatch) -> findUses(index, dispatch, types));
  }

  /** The later calls, itself in a loop too, that may meet a call in an actor. */
  Set<Sharing> of(int call) {
    Set<Sharing> found = new LinkedHashSet<>();
    if (!pending.adds(call) || calls.at(call) == null) {
      return found;
    }
    for (Use use : uses) {
      if (use.call() == call) {
        for (Use other : uses) {
          if ((use.isGiven() || other.isGiven()) && mayMeet(use, other)) {
            found.add(new Sharing(use.type(), line(other.call())));
          }
        }
      }
    }
    return found;
  }

  private void findUses(int call, Dispatch dispatch, RemoteTypes types) {
    Type[] parameters = dispatch.parameters();
    for (int i = 0; i < parameters.length; i++) {
      if (parameters[i].getSort() == Type.OBJECT
          && types.isActor(parameters[i].getInternalName())) {
        add(call, parameters[i].getInternalName(), true, dispatch.depth(i));
      }
    }
    if (dispatch.kind() == Dispatch.Kind.ACTOR_CALL) {
      add(call, dispatch.call().owner, false, parameters.length);
    }
  }

  private void add(int call, String type, boolean isGiven, int depth) {
    Set<Object> handles = handles(Frames.operand(graph.frame(call), depth));
    uses.add(new Use(call, Names.simple(type), isGiven, handles));
  }

  /** What tells handles apart: what pushed them, or the field that they were read from. */
  private Set<Object> handles(FlowValue value) {
    Origins.Found found = origins.of(value);
    Set<Object> handles = new HashSet<>();
    found.parameters().forEach(slot -> handles.add("parameter " + slot));
    for (int i : found.pushed()) {
      AbstractInsnNode node = code.instructions[i];
      handles.add(node instanceof FieldInsnNode read ? read.owner + "." + read.name : i);
    }
    return handles;
  }

  private boolean mayMeet(Use first, Use second) {
    for (Object handle : first.handles()) {
      if (second.handles().contains(handle)) {
        boolean isMade = handle instanceof Integer site && code.opcode(site) == Opcodes.NEW;
        if (comesTo(first.call(), second.call(), isMade ? (Integer) handle : -1)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether control can come from one call to another while the first one is under way. */
  private boolean comesTo(int from, int to, int newHandle) {
    if (regions.isBarrier(from)) {
      return false;
    }
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    open.push(from);
    while (!open.isEmpty()) {
      int index = open.pop();
      for (int next : code.successors(index)) {
        if (next == to && pending.before(to)) {
          return true;
        }
        if (!seen.get(next) && !regions.isBarrier(next) && next != newHandle) {
          seen.set(next);
          open.push(next);
        }
      }
    }
    return false;
  }

  private int line(int index) {
    return Lines.of(code.instructions[index]);
  }
}
