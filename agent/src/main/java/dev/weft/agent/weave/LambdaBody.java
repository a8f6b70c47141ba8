package dev.weft.agent.weave;

import dev.weft.agent.call.Conversions;
import dev.weft.agent.check.Lines;
import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Copies what a lambda runs into a static method of the same class. Its parameters are the options,
 * if the verb has them, and the captured values; {@code this} is one of these.
 */
final class LambdaBody {

  private final ClassNode node;
  private final LambdaSite site;
  private final InvokeDynamicInsnNode lambda;
  private final Handle body;

  LambdaBody(ClassNode node, LambdaSite site, InvokeDynamicInsnNode lambda) {
    this.node = node;
    this.site = site;
    this.lambda = lambda;
    this.body = (Handle) lambda.bsmArgs[1];
  }

  /** The method that javac made for a lambda; a method reference has none. */
  static Optional<MethodNode> of(ClassNode node, Handle body) {
    if (!body.getOwner().equals(node.name)) {
      return Optional.empty();
    }
    return node.methods.stream()
        .filter(m -> (m.access & Opcodes.ACC_SYNTHETIC) != 0)
        .filter(m -> m.name.equals(body.getName()) && m.desc.equals(body.getDesc()))
        .findFirst();
  }

  /** A static copy with that name, returning {@code Object} or nothing as the lambda does. */
  MethodNode copy(String name) {
    MethodNode copy =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            name,
            descriptor(),
            null,
            null);
    of(node, body)
        .ifPresentOrElse(
            source -> SlotShift.copy(source, copy, 0, firstSlot()), () -> writeReference(copy));
    return copy;
  }

  /** The slot that holds {@code this}, or -1. */
  int thisSlot() {
    return body.getTag() != Opcodes.H_INVOKESTATIC && of(node, body).isPresent() ? firstSlot() : -1;
  }

  private int firstSlot() {
    return site.hasOptions() ? 1 : 0;
  }

  private String descriptor() {
    List<Type> parameters = new ArrayList<>();
    if (site.hasOptions()) {
      parameters.add(Type.getObjectType(Names.CALL_OPTIONS));
    }
    parameters.addAll(List.of(Type.getArgumentTypes(lambda.desc)));
    return Type.getMethodDescriptor(result(), parameters.toArray(Type[]::new));
  }

  private Type result() {
    return ((Type) lambda.bsmArgs[0]).getReturnType();
  }

  /** Writes what a lambda would contain that stood in the method reference's place. */
  private void writeReference(MethodNode copy) {
    InsnList code = copy.instructions;
    LabelNode start = new LabelNode();
    code.add(start);
    int line = Lines.of(site.call());
    if (line != 0) {
      code.add(new LineNumberNode(line, start));
    }
    boolean isNew = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isNew) {
      code.add(new TypeInsnNode(Opcodes.NEW, body.getOwner()));
      code.add(new InsnNode(Opcodes.DUP));
    }
    int slot = firstSlot();
    for (Type captured : Type.getArgumentTypes(lambda.desc)) {
      code.add(new VarInsnNode(captured.getOpcode(Opcodes.ILOAD), slot));
      slot += captured.getSize();
    }
    code.add(
        new MethodInsnNode(
            opcode(body.getTag()),
            body.getOwner(),
            body.getName(),
            body.getDesc(),
            body.isInterface()));
    Type value = isNew ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    if (result().getSort() == Type.VOID) {
      if (value.getSort() != Type.VOID) {
        code.add(new InsnNode(value.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
      }
      code.add(new InsnNode(Opcodes.RETURN));
    } else {
      if (Conversions.isPrimitive(value)) {
        code.add(Conversions.toBox(value));
      }
      code.add(new InsnNode(Opcodes.ARETURN));
    }
    copy.maxLocals = slot;
    copy.maxStack = slot + 2;
  }

  private static int opcode(int tag) {
    return switch (tag) {
      case Opcodes.H_INVOKESTATIC -> Opcodes.INVOKESTATIC;
      case Opcodes.H_INVOKEVIRTUAL -> Opcodes.INVOKEVIRTUAL;
      case Opcodes.H_INVOKEINTERFACE -> Opcodes.INVOKEINTERFACE;
      default -> Opcodes.INVOKESPECIAL;
    };
  }
}
