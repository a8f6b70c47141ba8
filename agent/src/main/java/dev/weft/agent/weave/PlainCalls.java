package dev.weft.agent.weave;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.call.Dispatch;
import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Messages;
import dev.weft.agent.flow.Flow;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Weaves the remote calls that stand in plain code, so that they overlap; see {@link Flow}. Where
 * they cannot, calls of tasks are waited for where they stand, and calls of actors stay as they
 * are: the actors' methods dispatch by themselves.
 */
final class PlainCalls {

  private final ClassNode node;
  private final RemoteTypes types;
  private final Messages messages;
  private final Set<MethodNode> atOnce;
  private final @Nullable List<CallReport> reports;
  private boolean changed;

  /**
   * @param atOnce methods in which each call is waited for where it stands
   * @param reports gets what became of the calls; null when nobody wants to know
   */
  PlainCalls(
      ClassNode node,
      RemoteTypes types,
      Messages messages,
      Set<MethodNode> atOnce,
      @Nullable List<CallReport> reports) {
    this.atOnce = Set.copyOf(atOnce);
    this.reports = reports;
    this.node = node;
    this.types = types;
    this.messages = messages;
  }

  /** Weaves all methods; returns whether any call was woven. */
  boolean weave() {
    Flow flow = new Flow(node.name, types);
    for (MethodNode method : node.methods) {
      if ((method.access & Opcodes.ACC_BRIDGE) != 0) {
        continue; // the method itself under another signature
      }
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        warn(method, instruction);
      }
      if (!atOnce.contains(method)) {
        changed |= flow.weave(method, reports);
      }
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        Optional<Dispatch> dispatch = Dispatch.of(instruction, types);
        if (dispatch.isPresent()
            && dispatch.get().isTask()
            && !runsInInitializer(method, dispatch.get())) {
          weave(method, dispatch.get());
        }
      }
    }
    return changed;
  }

  private void warn(MethodNode method, AbstractInsnNode instruction) {
    if (instruction instanceof InvokeDynamicInsnNode site) {
      warnOfReferences(method, site);
    } else if (instruction instanceof TypeInsnNode type
        && type.getOpcode() == Opcodes.NEW
        && types.isActor(type.desc)) {
      warnOfInitializer(method, type, "The creation of an actor");
    } else if (method.name.equals("<clinit>")) {
      Dispatch.of(instruction, types)
          .filter(Dispatch::isTask)
          .ifPresent(dispatch -> warnOfInitializer(method, dispatch));
    }
  }

  /** Another thread would wait until the class is initialised, and so for the call. */
  private boolean runsInInitializer(MethodNode method, Dispatch dispatch) {
    return method.name.equals("<clinit>") && dispatch.isTaskOf(node.name);
  }

  private void warnOfInitializer(MethodNode method, Dispatch dispatch) {
    MethodInsnNode call = dispatch.call();
    if (runsInInitializer(method, dispatch)) {
      messages.warning(
          method.name,
          Lines.of(call),
          "The call of the task " + call.name + " runs here, while its class is initialised.",
          "Move it from the static initialiser into a method.");
    } else {
      warnOfInitializer(method, call, "A call of the task " + call.name);
    }
  }

  private void weave(MethodNode method, Dispatch dispatch) {
    MethodInsnNode call = dispatch.call();
    if (!types.isAccessible(dispatch.result(), node.name)) {
      messages.warning(
          method.name,
          Lines.of(call),
          "The call of the task "
              + call.name
              + " runs here: the type of its result is not visible at the call.",
          "Make that type public.");
      return;
    }
    InsnList code = new InsnList();
    code.add(dispatch.site(false, Set.of()));
    code.add(CallSites.result(dispatch.result()));
    method.instructions.insertBefore(call, code);
    method.instructions.remove(call);
    changed = true;
  }

  /**
   * The thread that initialises a class waits for the call; if that runs in this process, it waits
   * for the class.
   */
  private void warnOfInitializer(MethodNode method, AbstractInsnNode place, String what) {
    if (method.name.equals("<clinit>")) {
      messages.warning(
          method.name,
          Lines.of(place),
          what + " while its class is initialised can wait for itself.",
          "Move it from the static initialiser into a method.");
    }
  }

  private void warnOfReferences(MethodNode method, InvokeDynamicInsnNode site) {
    for (Object argument : site.bsmArgs) {
      if (argument instanceof Handle handle && !CallSites.isDispatch(site) && isTask(handle)) {
        messages.warning(
            method.name,
            Lines.of(site),
            "A method reference to the task " + handle.getName() + " runs it here.",
            "Write a lambda that calls it. For calls that overlap, as in a stream, write one that"
                + " returns the ref: x -> Weft.remote(() -> "
                + handle.getName()
                + "(x)).");
      }
    }
  }

  private boolean isTask(Handle handle) {
    return handle.getTag() == Opcodes.H_INVOKESTATIC
        ? types.task(handle.getOwner(), handle.getName(), handle.getDesc()).isPresent()
        : types.instanceTask(handle.getOwner(), handle.getName(), handle.getDesc()).isPresent();
  }
}
