package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Adds to the topmost actor class of a hierarchy what tells a handle from the live instance: two
 * hidden fields, and the methods of {@code Actor} over them.
 */
final class ActorState {

  /** The field that holds a handle's address. */
  static final String HANDLE = Names.ADDED + "handle";

  /** The field that holds a live instance's own address. */
  static final String SELF = Names.ADDED + "self";

  private static final String ADDRESS = Names.ACTOR_ADDRESS_DESCRIPTOR;

  private ActorState() {}

  static void addTo(ClassNode node) {
    node.interfaces.add(Names.ACTOR);
    node.fields.add(field(HANDLE));
    node.fields.add(field(SELF));
    node.methods.add(getter(node, HANDLE));
    node.methods.add(getter(node, SELF));
    node.methods.add(setter(node, SELF));
  }

  private static FieldNode field(String name) {
    int access = Opcodes.ACC_PROTECTED | Opcodes.ACC_TRANSIENT | Opcodes.ACC_SYNTHETIC;
    return new FieldNode(access, name, ADDRESS, null, null);
  }

  private static MethodNode getter(ClassNode node, String field) {
    MethodNode method = method(field, "()" + ADDRESS);
    method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    method.instructions.add(new FieldInsnNode(Opcodes.GETFIELD, node.name, field, ADDRESS));
    method.instructions.add(new InsnNode(Opcodes.ARETURN));
    return method;
  }

  private static MethodNode setter(ClassNode node, String field) {
    MethodNode method = method(field, "(" + ADDRESS + ")V");
    method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 1));
    method.instructions.add(new FieldInsnNode(Opcodes.PUTFIELD, node.name, field, ADDRESS));
    method.instructions.add(new InsnNode(Opcodes.RETURN));
    return method;
  }

  private static MethodNode method(String name, String descriptor) {
    return new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
  }
}
