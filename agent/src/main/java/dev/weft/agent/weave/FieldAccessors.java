package dev.weft.agent.weave;

import dev.weft.agent.type.FieldInfo;
import dev.weft.agent.type.Names;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Gives an actor class methods for its fields, by which woven code reaches those of an instance
 * that may be a handle; see {@link FieldAccesses}. They are as visible as the fields are.
 */
final class FieldAccessors {

  private static final int VISIBILITY =
      Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_PRIVATE;

  private FieldAccessors() {}

  /** Adds them to a class and to its table. */
  static void addTo(ClassNode node, TableMethod table, String actorName) {
    Prologue prologue = new Prologue(node);
    for (FieldNode field : node.fields) {
      FieldInfo info = new FieldInfo(node.name, field.name, field.desc, field.access);
      if (!isOffered(info) || !isReachable(node, info)) {
        continue;
      }
      add(node, getter(info), table, actorName + "." + field.name, prologue);
      table.option("readOnly", "true");
      if (!info.is(Opcodes.ACC_FINAL)) {
        add(node, setter(info), table, actorName + "." + field.name + " = ", prologue);
      }
    }
  }

  /** Whether a field has accessors, if its class is an actor. */
  static boolean isOffered(FieldInfo field) {
    return !field.is(Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC);
  }

  /** The name has the class in it: a subclass may have a field of the same name. */
  static String getterName(FieldInfo field) {
    return name("get$", field);
  }

  static String setterName(FieldInfo field) {
    return name("set$", field);
  }

  private static String name(String kind, FieldInfo field) {
    return Names.ADDED + kind + field.owner().replace('/', '$') + "$" + field.name();
  }

  /** A private field without a nest is reached by its own class only, which may use none. */
  private static boolean isReachable(ClassNode node, FieldInfo field) {
    return !field.is(Opcodes.ACC_PRIVATE)
        || node.nestHostClass != null
        || node.nestMembers != null
        || FieldAccesses.areIn(node, field);
  }

  private static void add(
      ClassNode node, MethodNode accessor, TableMethod table, String display, Prologue prologue) {
    table.addedMethod(accessor, display);
    prologue.addCall(accessor);
    node.methods.add(accessor);
  }

  private static MethodNode getter(FieldInfo field) {
    Type type = Type.getType(field.descriptor());
    MethodNode getter = method(field, getterName(field), "()" + field.descriptor());
    getter.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    getter.instructions.add(access(Opcodes.GETFIELD, field));
    getter.instructions.add(new InsnNode(type.getOpcode(Opcodes.IRETURN)));
    return getter;
  }

  private static MethodNode setter(FieldInfo field) {
    Type type = Type.getType(field.descriptor());
    MethodNode setter = method(field, setterName(field), "(" + field.descriptor() + ")V");
    setter.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    setter.instructions.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), 1));
    setter.instructions.add(access(Opcodes.PUTFIELD, field));
    setter.instructions.add(new InsnNode(Opcodes.RETURN));
    return setter;
  }

  private static MethodNode method(FieldInfo field, String name, String descriptor) {
    int access = (field.access() & VISIBILITY) | Opcodes.ACC_SYNTHETIC;
    return new MethodNode(access, name, descriptor, null, null);
  }

  private static FieldInsnNode access(int opcode, FieldInfo field) {
    return new FieldInsnNode(opcode, field.owner(), field.name(), field.descriptor());
  }
}
