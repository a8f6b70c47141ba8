package dev.weft.agent.weave;

import dev.weft.agent.call.Arguments;
import dev.weft.agent.call.CallSites;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes three kinds of constructors out of one.
 *
 * <pre>
 *   A(args)           what everybody calls, also by reflection: makes this instance a handle, and
 *                     creates the actor in the cluster that it stands for
 *   A(args, Real)     the body as written: builds the live instance on the owning member
 *   A(ActorAddress)   makes a handle, without side effects
 * </pre>
 */
final class ActorConstructors {

  private final ClassNode node;
  private final boolean isTopmost;

  ActorConstructors(ClassNode node, RemoteTypes types) {
    this.node = node;
    this.isTopmost = !types.isActor(node.superName);
  }

  /** Weaves all constructors and enters them in the table. */
  void weave(TableMethod table, String actorName) {
    boolean isAbstract = (node.access & Opcodes.ACC_ABSTRACT) != 0;
    List<MethodNode> added = new ArrayList<>();
    for (MethodNode constructor : node.methods) {
      if (!constructor.name.equals("<init>")) {
        continue;
      }
      MethodNode real = real(constructor);
      added.add(real);
      makeCreating(constructor);
      if (!isAbstract) {
        table.constructor(constructor.desc, real.desc, actorName);
      }
    }
    added.add(handle());
    node.methods.addAll(added);
    if (!isAbstract) {
      table.handles();
    }
  }

  private MethodNode real(MethodNode constructor) {
    int slots = Type.getArgumentsAndReturnSizes(constructor.desc) >> 2;
    MethodNode real =
        new MethodNode(
            (constructor.access & ~Opcodes.ACC_VARARGS) | Opcodes.ACC_SYNTHETIC,
            "<init>",
            realDescriptor(constructor.desc),
            null,
            constructor.exceptions.toArray(String[]::new));
    SlotShift.copy(constructor, real, slots, 1);
    for (MethodInsnNode call : ConstructorCalls.in(node, real)) {
      boolean isWoven =
          call.owner.equals(node.name) || (call.owner.equals(node.superName) && !isTopmost);
      if (isWoven) {
        real.instructions.insertBefore(call, new InsnNode(Opcodes.ACONST_NULL));
        call.desc = realDescriptor(call.desc);
      } else {
        real.instructions.insert(call, learnAddress());
      }
    }
    return real;
  }

  /** Once the instance is an object at all, it knows its address: the body may pass it on. */
  private InsnList learnAddress() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.CONSTRUCTION,
            "address",
            "()" + Names.ACTOR_ADDRESS_DESCRIPTOR,
            false));
    code.add(putAddress(ActorState.SELF));
    return code;
  }

  private static String realDescriptor(String descriptor) {
    return descriptor.replace(")", Names.REAL_DESCRIPTOR + ")");
  }

  /** Its code has no line, as that of {@link Prologue} has none. */
  private void makeCreating(MethodNode constructor) {
    constructor.tryCatchBlocks.clear();
    constructor.localVariables = null;
    constructor.visibleLocalVariableAnnotations = null;
    constructor.invisibleLocalVariableAnnotations = null;
    int creation = Type.getArgumentsAndReturnSizes(constructor.desc) >> 2;
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(Type.getObjectType(node.name)));
    code.add(takeOptions());
    code.add(new VarInsnNode(Opcodes.ASTORE, creation));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(
        new FieldInsnNode(
            Opcodes.GETSTATIC, Names.ACTOR, "UNBORN", Names.ACTOR_ADDRESS_DESCRIPTOR));
    code.add(constructorCall(node.name, Names.HANDLE_CONSTRUCTOR));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new VarInsnNode(Opcodes.ALOAD, creation));
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(Arguments.load(constructor.desc, 1));
    code.add(CallSites.create(node.name, constructor.desc));
    code.add(putAddress(ActorState.HANDLE));
    code.add(new InsnNode(Opcodes.RETURN));
    constructor.instructions = code;
  }

  private MethodNode handle() {
    MethodNode handle =
        new MethodNode(
            Opcodes.ACC_PROTECTED | Opcodes.ACC_SYNTHETIC,
            "<init>",
            Names.HANDLE_CONSTRUCTOR,
            null,
            null);
    InsnList code = handle.instructions;
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    if (isTopmost) {
      code.add(constructorCall(node.superName, "()V"));
      code.add(new VarInsnNode(Opcodes.ALOAD, 0));
      code.add(new VarInsnNode(Opcodes.ALOAD, 1));
      code.add(putAddress(ActorState.HANDLE));
    } else {
      code.add(new VarInsnNode(Opcodes.ALOAD, 1));
      code.add(constructorCall(node.superName, Names.HANDLE_CONSTRUCTOR));
    }
    code.add(new InsnNode(Opcodes.RETURN));
    return handle;
  }

  private FieldInsnNode putAddress(String field) {
    return new FieldInsnNode(Opcodes.PUTFIELD, node.name, field, Names.ACTOR_ADDRESS_DESCRIPTOR);
  }

  private static MethodInsnNode takeOptions() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        Names.CREATION_OPTIONS,
        "take",
        "(Ljava/lang/Class;)L" + Names.CREATION_OPTIONS + ";",
        false);
  }

  private static MethodInsnNode constructorCall(String owner, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
  }
}
