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
 * Copies what a lambda for {@code RemoteFunction} runs into a static method of the same class,
 * whose parameters are the captured values, the options and the item; and makes the lambda that
 * runs it.
 */
final class FunctionBody {

  private static final Type OPTIONS = Type.getObjectType(Names.CALL_OPTIONS);
  private static final Type OBJECT = Type.getObjectType(Names.OBJECT);
  private static final Type REF = Type.getObjectType(Names.OBJECT_REF);

  private final ClassNode node;
  private final FunctionSite site;

  FunctionBody(ClassNode node, FunctionSite site) {
    this.node = node;
    this.site = site;
  }

  /** The method that javac made for the lambda; a method reference has none. */
  Optional<MethodNode> source() {
    return LambdaBody.of(node, site.body());
  }

  /** A static copy with that name, returning {@code Object} as the lambda does. */
  MethodNode copy(String name) {
    List<Type> parameters = new ArrayList<>(List.of(site.captured()));
    parameters.add(OPTIONS);
    parameters.add(site.item());
    MethodNode copy =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
            name,
            Type.getMethodDescriptor(OBJECT, parameters.toArray(Type[]::new)),
            null,
            null);
    source()
        .ifPresentOrElse(
            source -> SlotShift.copy(source, copy, site.optionsSlot(), 1),
            () -> writeReference(copy));
    return copy;
  }

  /** What makes the lambda that runs the copy, when that returns a ref. */
  InvokeDynamicInsnNode lambdaOf(MethodNode copy) {
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    return new InvokeDynamicInsnNode(
        "refOf",
        Type.getMethodDescriptor(Type.getObjectType(Names.REF_FUNCTION), site.captured()),
        site.lambda().bsm,
        Type.getMethodType(REF, OPTIONS, OBJECT),
        new Handle(Opcodes.H_INVOKESTATIC, node.name, copy.name, copy.desc, isInterface),
        Type.getMethodType(REF, OPTIONS, site.item()));
  }

  /** Writes what a lambda would contain that stood in the method reference's place. */
  private void writeReference(MethodNode copy) {
    Handle body = site.body();
    InsnList code = copy.instructions;
    LabelNode start = new LabelNode();
    code.add(start);
    int line = Lines.of(site.lambda());
    if (line != 0) {
      code.add(new LineNumberNode(line, start));
    }
    boolean isNew = body.getTag() == Opcodes.H_NEWINVOKESPECIAL;
    if (isNew) {
      code.add(new TypeInsnNode(Opcodes.NEW, body.getOwner()));
      code.add(new InsnNode(Opcodes.DUP));
    }
    int slot = 0;
    for (Type captured : site.captured()) {
      code.add(new VarInsnNode(captured.getOpcode(Opcodes.ILOAD), slot));
      slot += captured.getSize();
    }
    code.add(new VarInsnNode(Opcodes.ALOAD, slot + 1)); // behind the options
    code.add(itemAs(operands(body).get(site.captured().length)));
    code.add(
        new MethodInsnNode(
            opcode(body.getTag()),
            body.getOwner(),
            body.getName(),
            body.getDesc(),
            body.isInterface()));
    Type value = isNew ? Type.getObjectType(body.getOwner()) : Type.getReturnType(body.getDesc());
    if (Conversions.isPrimitive(value)) {
      code.add(Conversions.toBox(value));
    }
    code.add(new InsnNode(Opcodes.ARETURN));
    copy.maxLocals = slot + 2;
    copy.maxStack = slot + 4;
  }

  /** What the method that is referred to takes, its receiver included. */
  private static List<Type> operands(Handle body) {
    List<Type> operands = new ArrayList<>();
    if (body.getTag() != Opcodes.H_INVOKESTATIC && body.getTag() != Opcodes.H_NEWINVOKESPECIAL) {
      operands.add(Type.getObjectType(body.getOwner()));
    }
    operands.addAll(List.of(Type.getArgumentTypes(body.getDesc())));
    return operands;
  }

  /** Turns the item on the stack into what is wanted; a number may be widened while unboxed. */
  private InsnList itemAs(Type wanted) {
    InsnList code = new InsnList();
    if (!Conversions.isPrimitive(wanted)) {
      return wanted.equals(site.item()) ? code : Conversions.fromObject(wanted);
    }
    String box = site.item().getInternalName();
    boolean isCharacter = box.equals("java/lang/Character");
    Type unboxed = isCharacter ? Type.CHAR_TYPE : wanted;
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKEVIRTUAL,
            box,
            unboxed.getClassName() + "Value",
            Type.getMethodDescriptor(unboxed),
            false));
    if (isCharacter) {
      switch (wanted.getSort()) {
        case Type.LONG -> code.add(new InsnNode(Opcodes.I2L));
        case Type.FLOAT -> code.add(new InsnNode(Opcodes.I2F));
        case Type.DOUBLE -> code.add(new InsnNode(Opcodes.I2D));
        default -> {}
      }
    }
    return code;
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
