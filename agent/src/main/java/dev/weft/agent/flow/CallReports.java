package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.check.Lines;
import dev.weft.agent.flow.ValueGraph.Role;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.report.CallReport.Wait;
import dev.weft.agent.type.Names;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.tree.AbstractInsnNode;

/** Tells where each call of a method is waited for, from what the analyses found. */
final class CallReports {

  private final Code code;
  private final Regions regions;
  private final Calls calls;
  private final ValueGraph graph;

  CallReports(Code code, Regions regions, Calls calls, ValueGraph graph) {
    this.code = code;
    this.regions = regions;
    this.calls = calls;
    this.graph = graph;
  }

  List<CallReport> all() {
    List<CallReport> reports = new ArrayList<>();
    calls.all().forEach((index, dispatch) -> reports.add(report(index, dispatch)));
    reports.sort(Comparator.comparingInt(CallReport::line));
    return reports;
  }

  private CallReport report(int index, Dispatch dispatch) {
    Set<Wait> waits = new LinkedHashSet<>();
    Reason atOnce = graph.reason(index);
    if (dispatch.returnsFuture()) {
      waits.add(new Wait(Reason.RETURNED_REF, line(index), ""));
    } else if (atOnce != null) {
      waits.add(new Wait(atOnce, line(index), ""));
    } else {
      follow(index, waits, new BitSet());
      if (waits.isEmpty()) {
        findJoins(index, waits);
      }
    }
    String owner = Names.binary(dispatch.call().owner);
    return new CallReport(
        code.method.name,
        code.method.desc,
        line(index),
        owner.substring(owner.lastIndexOf('.') + 1) + "." + dispatch.call().name,
        waits.stream().sorted(Comparator.comparingInt(Wait::line)).toList());
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
            waits.add(new Wait(Reason.PASSED_ON, line(by), ""));
          } else if (role == Role.ELEMENT) {
            waits.add(new Wait(Reason.STORED, line(by), ""));
          } else if (role == Role.WAIT) {
            Reason reason = code.isReturn(by) ? Reason.RETURN : Reason.USE;
            waits.add(new Wait(reason, line(by), ""));
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
        waits.add(new Wait(Reason.USE, line(load), ""));
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
