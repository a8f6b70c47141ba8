package dev.weft.agent.flow;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.call.Conversions;
import dev.weft.agent.type.Names;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** The pieces of code that weaving adds. */
final class Snippets {

  private static final String SCOPE = Names.SCOPE_DESCRIPTOR;
  private static final String REF = Names.OBJECT_REF_DESCRIPTOR;

  private final Slots slots;

  Snippets(Slots slots) {
    this.slots = slots;
  }

  /** Pushes the scope, opening it if there is none. */
  InsnList pushScope() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(scopeCall("open", "(" + SCOPE + ")" + SCOPE));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new VarInsnNode(Opcodes.ASTORE, slots.scope()));
    return code;
  }

  /** Waits for everything under way. */
  InsnList join() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(scopeCall("join", "(" + SCOPE + ")V"));
    return code;
  }

  /** Performs the stores under way. */
  InsnList flush() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(scopeCall("flush", "(" + SCOPE + ")V"));
    return code;
  }

  /** A call of the scope's that takes it last. */
  InsnList withScope(String name, String descriptor) {
    InsnList code = pushScope();
    code.add(scopeCall(name, descriptor));
    return code;
  }

  /** Runs an instruction as it is where nothing is under way, else what stands for it there. */
  InsnList unlessIdle(InsnList underWay, AbstractInsnNode asItIs) {
    LabelNode isUnderWay = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(scopeCall("isIdle", "(" + SCOPE + ")Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, isUnderWay));
    code.add(asItIs.clone(Map.of()));
    code.add(new JumpInsnNode(Opcodes.GOTO, end));
    code.add(isUnderWay);
    code.add(underWay);
    code.add(end);
    return code;
  }

  /** Lets the actor whose constructor is called next be created without waiting. */
  InsnList createAsync(String type) {
    InsnList code = pushScope();
    code.add(new LdcInsnNode(Type.getObjectType(type)));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.CREATION_OPTIONS,
            "async",
            "(" + SCOPE + "Ljava/lang/Class;)V",
            false));
    return code;
  }

  /** Gives a local the value of its ref, if it holds one. */
  InsnList writeBack(int local, Type type) {
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(new JumpInsnNode(Opcodes.IFNULL, end));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(CallSites.force(type));
    code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
    code.add(clearShadow(local));
    code.add(end);
    return code;
  }

  /** Pushes the value of a local, waiting if it holds a ref; the local stays as it is. */
  InsnList loadValue(int local, Type type) {
    LabelNode plain = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(new JumpInsnNode(Opcodes.IFNULL, plain));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(CallSites.force(type));
    code.add(new JumpInsnNode(Opcodes.GOTO, end));
    code.add(plain);
    code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
    code.add(end);
    return code;
  }

  /** Pushes the ref of a local that certainly holds one. */
  InsnList loadRef(int local) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    return code;
  }

  /** Pushes the ref of a local, or one of its value. */
  InsnList loadLifted(int local, Type type) {
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(new InsnNode(Opcodes.DUP));
    code.add(new JumpInsnNode(Opcodes.IFNONNULL, end));
    code.add(new InsnNode(Opcodes.POP));
    code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), local));
    code.add(lift(type));
    code.add(end);
    return code;
  }

  /** Turns the ref of a number on the stack into one of another type of number. */
  InsnList convert(Type made) {
    InsnList code = new InsnList();
    code.add(new IntInsnNode(Opcodes.BIPUSH, made.getDescriptor().charAt(0)));
    code.add(scopeCall("convert", "(" + REF + "C)" + REF));
    return code;
  }

  /** Turns the value on the stack into a ref. */
  InsnList lift(Type type) {
    InsnList code = new InsnList();
    if (Conversions.isPrimitive(type)) {
      code.add(Conversions.toBox(type));
    }
    code.add(CallSites.ready());
    return code;
  }

  /** Forgets the ref of a local. */
  InsnList clearShadow(int local) {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.ACONST_NULL));
    code.add(new VarInsnNode(Opcodes.ASTORE, slots.shadow(local)));
    return code;
  }

  /**
   * Lets a local hold the ref on the stack.
   *
   * @param keepsValue whether its own slot keeps the old value, for a handler to see
   */
  InsnList storeRef(int local, Type type, boolean keepsValue) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ASTORE, slots.shadow(local)));
    if (!keepsValue) {
      code.add(new InsnNode(zero(type)));
      code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
    }
    return code;
  }

  /** In a handler: settles, with the exception on the stack, and keeps what is to be thrown. */
  InsnList settle() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ASTORE, slots.failure()));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.failure()));
    code.add(scopeCall("settle", "(" + SCOPE + "Ljava/lang/Throwable;)Ljava/lang/Throwable;"));
    code.add(new VarInsnNode(Opcodes.ASTORE, slots.failure()));
    return code;
  }

  /** After settling: gives a local the value that it would have had in sequential Java. */
  InsnList settleLocal(int local, Type type) {
    LabelNode unreached = new LabelNode();
    LabelNode end = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(new JumpInsnNode(Opcodes.IFNULL, end));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.scope()));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    code.add(scopeCall("isReached", "(" + SCOPE + REF + ")Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, unreached));
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.shadow(local)));
    if (type.equals(Type.INT_TYPE)) { // at some places in the region it may be a shorter one
      code.add(convert(type));
    }
    code.add(CallSites.force(type));
    code.add(new VarInsnNode(type.getOpcode(Opcodes.ISTORE), local));
    code.add(unreached);
    code.add(clearShadow(local));
    code.add(end);
    return code;
  }

  /** Throws what {@link #settle} kept. */
  InsnList rethrow() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, slots.failure()));
    code.add(new InsnNode(Opcodes.ATHROW));
    return code;
  }

  /** At the start of the method: nothing is under way, no local holds a ref. */
  InsnList start() {
    InsnList code = new InsnList();
    if (slots.hasScope()) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(new VarInsnNode(Opcodes.ASTORE, slots.scope()));
    }
    for (int shadow : slots.shadows()) {
      code.add(new InsnNode(Opcodes.ACONST_NULL));
      code.add(new VarInsnNode(Opcodes.ASTORE, shadow));
    }
    return code;
  }

  private static int zero(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LCONST_0;
      case Type.FLOAT -> Opcodes.FCONST_0;
      case Type.DOUBLE -> Opcodes.DCONST_0;
      case Type.OBJECT, Type.ARRAY -> Opcodes.ACONST_NULL;
      default -> Opcodes.ICONST_0;
    };
  }

  private static MethodInsnNode scopeCall(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, Names.SCOPE, name, descriptor, false);
  }
}
