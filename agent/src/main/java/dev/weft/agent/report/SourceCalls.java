package dev.weft.agent.report;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.check.Lines;
import dev.weft.agent.report.CallReport.Reason;
import dev.weft.agent.report.CallReport.Wait;
import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Collects what becomes of the calls of one class while it is woven, and puts them into the terms
 * of its source: its file, and the methods in which lambdas stand.
 *
 * <p>Confined to the thread that weaves the class.
 */
public final class SourceCalls {

  private final ClassNode node;
  private final String file;
  private final LambdaUses lambdas;
  private final List<CallReport> calls = new ArrayList<>();

  /** Takes a class as it is before any weaving: that takes lambdas away. */
  public SourceCalls(ClassNode node) {
    this.node = node;
    this.file = node.sourceFile == null ? "" : node.sourceFile;
    this.lambdas = LambdaUses.in(node);
  }

  /** Adds what became of some calls. */
  public void addAll(List<CallReport> more) {
    calls.addAll(more);
  }

  /**
   * Adds the calls whose refs the program gets. To be called when the verbs' lambdas are woven and
   * nothing else is: then these are the only dispatches there are.
   */
  public void addExplicit() {
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof InvokeDynamicInsnNode site && CallSites.isDispatch(site)) {
          calls.add(explicit(method, site));
        }
      }
    }
  }

  /** All calls, in the order of the source. */
  public List<CallReport> toList() {
    return calls.stream()
        .map(this::inSource)
        .sorted(Comparator.comparingInt(CallReport::line))
        .toList();
  }

  private CallReport inSource(CallReport call) {
    LambdaUses.Use use = lambdas.of(call.method(), call.descriptor());
    boolean isWholeLambda =
        !use.givenTo().isEmpty()
            && call.waits().stream()
                .allMatch(wait -> wait.reason() == Reason.RETURN && wait.line() == call.line());
    return new CallReport(
        use.method(),
        use.descriptor(),
        call.line(),
        call.callee().replace('$', '.'),
        isWholeLambda
            ? List.of(new Wait(Reason.IMMEDIATE_USE, call.line(), "the return"))
            : call.waits(),
        file,
        use.givenTo(),
        call.shares());
  }

  private static CallReport explicit(MethodNode method, InvokeDynamicInsnNode site) {
    String callee = Names.simple(((Type) site.bsmArgs[0]).getInternalName()) + "." + site.name;
    AbstractInsnNode next = site.getNext();
    Reason reason =
        next != null && next.getOpcode() == Opcodes.ARETURN
            ? Reason.RETURNED_REF
            : CallSites.isForce(next) ? Reason.IMMEDIATE_USE : Reason.PASSED_ON;
    int line = Lines.of(site);
    return new CallReport(
        method.name, method.desc, line, callee, List.of(new Wait(reason, line, "")), List.of());
  }
}
