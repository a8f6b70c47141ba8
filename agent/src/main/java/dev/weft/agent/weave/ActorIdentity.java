package dev.weft.agent.weave;

import dev.weft.agent.call.Arguments;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Sees to the methods of {@code Object}, none of which is ever a remote call.
 *
 * <p>On a handle {@code equals} and {@code hashCode} go by the actor's address and {@code toString}
 * names it, whatever the class defines; {@code finalize} does nothing, {@code clone} throws. On the
 * live instance the class's own methods run; where it has none, they go by the address too, so that
 * a handle and the live instance of one actor are equal.
 */
final class ActorIdentity {

  private static final String CLONE = "()Ljava/lang/Object;";

  private final ClassNode node;
  private final RemoteTypes types;
  private final Prologue prologue;

  ActorIdentity(ClassNode node, RemoteTypes types) {
    this.node = node;
    this.types = types;
    this.prologue = new Prologue(node);
  }

  void weave() {
    weave("equals", "(Ljava/lang/Object;)Z", "same");
    weave("hashCode", "()I", "hash");
    weave("toString", "()Ljava/lang/String;", "describe");
    InsnList nothing = new InsnList();
    nothing.add(new InsnNode(Opcodes.RETURN));
    onHandle("finalize", "()V", nothing);
    for (MethodNode method : List.copyOf(node.methods)) {
      if (method.name.equals("clone")
          && method.desc.startsWith("()L")
          && (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC)) == 0) {
        prologue.add(method, refuseClone());
      }
    }
    if (declared("clone", CLONE) == null) {
      onHandle("clone", CLONE, refuseClone());
    }
  }

  /** Lets a method that the class has, or inherits from outside Weft, do something on a handle. */
  private void onHandle(String name, String descriptor, InsnList code) {
    MethodNode own = declared(name, descriptor);
    if (own != null) {
      prologue.add(own, code);
      return;
    }
    Optional<MethodInfo> inherited = inherited(name, descriptor);
    if (types.isActor(node.superName)
        || inherited.isEmpty()
        || inherited.get().is(Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT | Opcodes.ACC_PRIVATE)
        || !RemoteTypes.isVisible(inherited.get(), node.name)) {
      return;
    }
    int access = inherited.get().access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
    MethodNode added = new MethodNode(access | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    added.instructions.add(returnSuper(name, descriptor));
    prologue.add(added, code);
    node.methods.add(added);
  }

  private static InsnList refuseClone() {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.ACTOR,
            "refuseClone",
            "(L" + Names.ACTOR + ";)Ljava/lang/RuntimeException;",
            true));
    code.add(new InsnNode(Opcodes.ATHROW));
    return code;
  }

  private void weave(String name, String descriptor, String byAddress) {
    MethodNode own = declared(name, descriptor);
    if (own != null) {
      if ((own.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0) {
        prologue.add(own, returnByAddress(descriptor, byAddress));
      }
      return;
    }
    if (types.isActor(node.superName)) {
      return; // the superclass sees to it
    }
    MethodNode added =
        new MethodNode(Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    Optional<MethodInfo> inherited = inherited(name, descriptor);
    if (inherited.isEmpty()) {
      added.instructions.add(returnByAddress(descriptor, byAddress));
    } else if (inherited.get().is(Opcodes.ACC_FINAL | Opcodes.ACC_ABSTRACT)) {
      return;
    } else {
      added.instructions.add(returnSuper(name, descriptor));
      prologue.add(added, returnByAddress(descriptor, byAddress));
    }
    node.methods.add(added);
  }

  private @Nullable MethodNode declared(String name, String descriptor) {
    for (MethodNode method : node.methods) {
      if (method.name.equals(name) && method.desc.equals(descriptor)) {
        return method;
      }
    }
    return null;
  }

  private Optional<MethodInfo> inherited(String name, String descriptor) {
    for (ClassInfo info : types.infos().hierarchy(node.superName)) {
      Optional<MethodInfo> method = info.method(name, descriptor);
      if (method.isPresent()) {
        return method.filter(m -> !info.name().equals(Names.OBJECT));
      }
    }
    return Optional.empty();
  }

  private static InsnList returnByAddress(String descriptor, String helper) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(Arguments.load(descriptor, 1));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.ACTOR,
            helper,
            descriptor.replace("(", "(L" + Names.ACTOR + ";"),
            true));
    code.add(new InsnNode(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN)));
    return code;
  }

  private InsnList returnSuper(String name, String descriptor) {
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(Arguments.load(descriptor, 1));
    code.add(new MethodInsnNode(Opcodes.INVOKESPECIAL, node.superName, name, descriptor, false));
    code.add(new InsnNode(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN)));
    return code;
  }
}
