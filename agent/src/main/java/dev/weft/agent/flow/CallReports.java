package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.check.Lines;
import dev.weft.agent.flow.ValueGraph.Role;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.report.CallReport.Wait;
import dev.weft.agent.report.Instructions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/** Tells where each call of a method is waited for, from what the analyses found. */
final class CallReports {

  private final Code code;
  private final Regions regions;
  private final Calls calls;
  private final ValueGraph graph;
  private final SharedActors shared;

  CallReports(Code code, Regions regions, Calls calls, ValueGraph graph, SharedActors shared) {
    this.code = code;
    this.regions = regions;
    this.calls = calls;
    this.graph = graph;
    this.shared = shared;
  }

  List<CallReport> all() {
    List<CallReport> reports = new ArrayList<>();
    calls.all().forEach((index, dispatch) -> reports.add(report(index, dispatch)));
    for (int creation : calls.creations()) {
      Set<Wait> waits = new LinkedHashSet<>();
      findJoins(creation, waits);
      String type = simpleName(((MethodInsnNode) code.instructions[creation]).owner);
      reports.add(report(creation, "new " + type, waits));
    }
    reports.sort(Comparator.comparingInt(CallReport::line));
    return reports;
  }

  private CallReport report(int index, Dispatch dispatch) {
    Set<Wait> waits = new LinkedHashSet<>();
    Reason atOnce = graph.reason(index);
    if (dispatch.returnsFuture()) {
      waits.add(new Wait(Reason.RETURNED_REF, line(index), ""));
    } else if (atOnce != null) {
      waits.add(new Wait(atOnce, line(index), whyAtOnce(index, dispatch, atOnce)));
    } else if (isLast(index)) {
      waits.add(new Wait(Reason.IMMEDIATE_USE, line(index), "the return"));
    } else if (isBeforeBarrier(index)) {
      String barrier = "a try or synchronized block begins or ends next";
      waits.add(new Wait(Reason.AT_ONCE, line(index), barrier));
    } else {
      follow(index, waits, new BitSet());
      if (waits.isEmpty()) {
        findJoins(index, waits);
      }
    }
    return report(index, simpleName(dispatch.call().owner) + "." + dispatch.call().name, waits);
  }

  private static String simpleName(String internalName) {
    return internalName.substring(internalName.lastIndexOf('/') + 1);
  }

  private CallReport report(int index, String callee, Set<Wait> waits) {
    return new CallReport(
        code.method.name,
        code.method.desc,
        line(index),
        callee,
        waits.stream().sorted(Comparator.comparingInt(Wait::line)).toList(),
        List.copyOf(shared.of(index)));
  }

  /** Why a call cannot overlap, for people. */
  private String whyAtOnce(int index, Dispatch dispatch, Reason reason) {
    if (reason == Reason.AT_ONCE) {
      return dispatch.awaits() ? "@Remote(await = true) says so" : "super() was not called yet";
    }
    return reason == Reason.IMMEDIATE_USE ? firstUse(index, new BitSet()) : "";
  }

  /** What uses a value first, past what only moves or converts it. */
  private String firstUse(int index, BitSet seen) {
    int[] first = {-1};
    graph.forEachUse(index, (by, role) -> first[0] = first[0] < 0 ? by : first[0]);
    return first[0] < 0 ? "" : use(first[0], seen);
  }

  private String use(int by, BitSet seen) {
    AbstractInsnNode instruction = code.instructions[by];
    boolean isMove = code.isLoad(by) || graph.isConversion(by);
    if (!isMove || seen.get(by)) {
      return Instructions.describe(instruction);
    }
    seen.set(by);
    String use = firstUse(by, seen);
    return use.isEmpty() ? Instructions.describe(instruction) : use;
  }

  /** Whether the method returns right after a call. */
  private boolean isLast(int index) {
    for (int i = index + 1; i < code.size(); i++) {
      boolean isDrop = code.opcode(i) == Opcodes.POP || code.opcode(i) == Opcodes.POP2;
      if (code.isReal(i) && !isDrop) {
        return code.isReturn(i);
      }
    }
    return false;
  }

  /** Whether a barrier comes right after a call, at most with a store in between. */
  private boolean isBeforeBarrier(int index) {
    for (int i = index; i < code.size(); i++) {
      boolean isKept =
          code.isStore(i) || code.opcode(i) == Opcodes.POP || code.opcode(i) == Opcodes.POP2;
      if (i > index && code.isReal(i) && !isKept) {
        return false;
      }
      if (regions.isBarrier(i)) {
        return true;
      }
    }
    return false;
  }

  private Wait wait(Reason reason, int by) {
    return new Wait(reason, line(by), use(by, new BitSet()));
  }

  /** Follows a ref to where it is used. */
  private void follow(int index, Set<Wait> waits, BitSet seen) {
    if (seen.get(index)) {
      return;
    }
    seen.set(index);
    graph.forEachUse(
        index,
        (by, role) -> {
          if (role == Role.PASS) {
            waits.add(wait(Reason.PASSED_ON, by));
          } else if (role == Role.ELEMENT) {
            boolean isCall = code.instructions[by] instanceof MethodInsnNode;
            waits.add(new Wait(Reason.STORED, line(by), isCall ? "a collection" : "an array"));
          } else if (role == Role.WAIT) {
            Reason reason = code.isReturn(by) ? Reason.RETURN : Reason.USE;
            waits.add(wait(reason, by));
          } else if (role == Role.MOVE && code.isStore(by)) {
            followStore(by, waits, seen);
          } else if (role == Role.MOVE) {
            follow(by, waits, seen);
          }
        });
  }

  private void followStore(int store, Set<Wait> waits, BitSet seen) {
    for (int load : graph.readers(store)) {
      if (graph.isRef(load)) {
        follow(load, waits, seen);
      } else {
        waits.add(wait(Reason.USE, load));
      }
    }
  }

  /** Finds where a call is joined whose value nobody uses. */
  private void findJoins(int from, Set<Wait> waits) {
    BitSet seen = new BitSet();
    Deque<Integer> open = new ArrayDeque<>(List.of(from));
    while (!open.isEmpty()) {
      int index = open.pop();
      if (seen.get(index)) {
        continue;
      }
      seen.set(index);
      if (regions.isBarrier(index)) {
        waits.add(new Wait(Reason.BARRIER, line(index), ""));
        continue;
      }
      if (code.isReturn(index)) {
        waits.add(new Wait(Reason.RETURN, line(index), ""));
      }
      for (int next : code.successors(index)) {
        open.push(next);
      }
    }
    if (waits.isEmpty()) {
      waits.add(new Wait(Reason.RETURN, 0, "")); // the method never ends but by an exception
    }
  }

  private int line(int index) {
    AbstractInsnNode node = code.instructions[index];
    return Lines.of(node);
  }
}
