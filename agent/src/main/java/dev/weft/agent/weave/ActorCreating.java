package dev.weft.agent.weave;

import dev.weft.agent.check.Lines;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Lets the copy of a lambda {@code () -> new A(…)} hand over the options, in slot 0, directly
 * before the constructor is called: its arguments have been evaluated then, so that no other
 * creation can take them.
 */
final class ActorCreating {

  private ActorCreating() {}

  /** Rewrites a body in place. */
  static void weave(ClassNode node, MethodNode body, RemoteTypes types) throws LambdaProblem {
    ValueFlow flow = new ValueFlow(node, body);
    for (AbstractInsnNode instruction : body.instructions.toArray()) {
      if (instruction.getOpcode() == Opcodes.ARETURN && flow.isReachable(instruction)) {
        handOver(body, construction(body, instruction, flow, types));
      }
    }
  }

  /** The constructor call whose instance is returned. */
  private static MethodInsnNode construction(
      MethodNode body, AbstractInsnNode end, ValueFlow flow, RemoteTypes types)
      throws LambdaProblem {
    AbstractInsnNode allocation = allocation(flow.producer(end, 0), flow);
    for (AbstractInsnNode instruction : body.instructions) {
      if (instruction instanceof MethodInsnNode call
          && call.name.equals("<init>")
          && allocation != null
          && isReceiver(allocation, call, flow)) {
        if (!types.isActor(call.owner)) {
          throw new LambdaProblem(
              Lines.of(call),
              Names.binary(call.owner) + " is no actor: the class is not @Remote.",
              "Annotate it, or create the object without Weft.");
        }
        if (Tail.isTail(call, Type.getObjectType(call.owner))) {
          return call;
        }
      }
    }
    throw new LambdaProblem(
        Lines.of(end),
        "The lambda does not end in the creation of an actor.",
        "Write it as `() -> new A(…)`, A being a @Remote class.");
  }

  /** Whether a constructor is called on the instance that an instruction allocated. */
  private static boolean isReceiver(
      AbstractInsnNode allocation, MethodInsnNode call, ValueFlow flow) {
    int depth = Type.getArgumentTypes(call.desc).length;
    return flow.isReachable(call)
        && allocation.equals(allocation(flow.producer(call, depth), flow));
  }

  /** The {@code new} from which a value comes through copies and casts, or null. */
  private static @Nullable AbstractInsnNode allocation(
      @Nullable AbstractInsnNode producer, ValueFlow flow) {
    AbstractInsnNode node = producer;
    while (node != null
        && (node.getOpcode() == Opcodes.DUP || node.getOpcode() == Opcodes.CHECKCAST)) {
      node = flow.producer(node, 0);
    }
    return node != null && node.getOpcode() == Opcodes.NEW ? node : null;
  }

  private static void handOver(MethodNode body, MethodInsnNode construction) {
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(start);
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(call("set", "(" + Names.CALL_OPTIONS_DESCRIPTOR + ")V"));
    body.instructions.insertBefore(construction, code);
    body.instructions.insert(construction, end);

    LabelNode failed = new LabelNode();
    body.instructions.add(failed);
    body.instructions.add(call("clear", "()V"));
    body.instructions.add(new InsnNode(Opcodes.ATHROW));
    body.tryCatchBlocks.add(0, new TryCatchBlockNode(start, end, failed, null));
  }

  private static MethodInsnNode call(String name, String descriptor) {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC, Names.CREATION_OPTIONS, name, descriptor, false);
  }
}
