package dev.weft.agent.weave;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Messages;
import dev.weft.agent.flow.Flow;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
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
  private final List<CallReport> reports = new ArrayList<>();
  private boolean changed;

  /**
   * @param atOnce methods in which each call is waited for where it stands
   */
  PlainCalls(ClassNode node, RemoteTypes types, Messages messages, Set<MethodNode> atOnce) {
    this.atOnce = Set.copyOf(atOnce);
    this.node = node;
    this.types = types;
    this.messages = messages;
  }

  /** Weaves all methods; returns whether any call was woven. */
  boolean weave() {
    Flow flow = new Flow(node.name, types);
    for (MethodNode method : node.methods) {
      AbstractInsnNode[] instructions = method.instructions.toArray();
      for (AbstractInsnNode instruction : instructions) {
        warn(method, instruction);
      }
      if (!atOnce.contains(method)) {
        List<CallReport> calls = flow.weave(method);
        reports.addAll(calls);
        changed |= !calls.isEmpty();
      }
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        visit(method, instruction);
      }
    }
    return changed;
  }

  /** What became of the calls. */
  List<CallReport> reports() {
    return reports;
  }

  private void visit(MethodNode method, AbstractInsnNode instruction) {
    if (instruction instanceof MethodInsnNode call && call.getOpcode() == Opcodes.INVOKESTATIC) {
      if (types.task(call.owner, call.name, call.desc).isPresent()) {
        weave(method, call);
      }
    }
  }

  private void warn(MethodNode method, AbstractInsnNode instruction) {
    if (instruction instanceof InvokeDynamicInsnNode site) {
      warnOfReferences(method, site);
    } else if (instruction instanceof FieldInsnNode access) {
      warnOfFields(method, access);
    } else if (instruction instanceof TypeInsnNode type
        && type.getOpcode() == Opcodes.NEW
        && types.isActor(type.desc)) {
      warnOfInitializer(method, type, "The creation of an actor");
    } else if (instruction instanceof MethodInsnNode call
        && call.getOpcode() == Opcodes.INVOKESTATIC
        && types.task(call.owner, call.name, call.desc).isPresent()) {
      warnOfInitializer(method, call, "A call of the task " + call.name);
    }
  }

  private void weave(MethodNode method, MethodInsnNode call) {
    if (!types.isAccessible(Type.getReturnType(call.desc), node.name)) {
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
    code.add(CallSites.task(call.owner, call.name, call.desc, false, false, Set.of()));
    code.add(CallSites.force(Type.getReturnType(call.desc)));
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
      if (argument instanceof Handle handle
          && handle.getTag() == Opcodes.H_INVOKESTATIC
          && !CallSites.isDispatch(site)
          && types.task(handle.getOwner(), handle.getName(), handle.getDesc()).isPresent()) {
        messages.warning(
            method.name,
            Lines.of(site),
            "A method reference to the task " + handle.getName() + " runs it here.",
            "Write a lambda that calls it.");
      }
    }
  }

  private void warnOfFields(MethodNode method, FieldInsnNode access) {
    boolean isInstance =
        access.getOpcode() == Opcodes.GETFIELD || access.getOpcode() == Opcodes.PUTFIELD;
    if (isInstance && !access.owner.equals(node.name) && types.isActor(access.owner)) {
      messages.warning(
          method.name,
          Lines.of(access),
          "The field "
              + access.name
              + " of the actor "
              + Names.binary(access.owner)
              + " is used from outside: on a handle that is not the actor's own field.",
          "Give the actor a method for it.");
    }
  }
}
