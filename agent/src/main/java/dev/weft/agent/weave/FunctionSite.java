package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A place where a lambda for {@code RemoteFunction} is made. It is known by its type, so it need
 * not stand in the call that takes it.
 *
 * @param method where it stands
 * @param lambda what makes it
 */
record FunctionSite(MethodNode method, InvokeDynamicInsnNode lambda) {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** All such places in a method, in order. */
  static List<FunctionSite> in(MethodNode method) {
    List<FunctionSite> sites = new ArrayList<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof InvokeDynamicInsnNode lambda
          && lambda.bsm.getOwner().equals(METAFACTORY)
          && lambda.bsm.getName().equals("metafactory")
          && Type.getReturnType(lambda.desc).getInternalName().equals(Names.REMOTE_FUNCTION)) {
        sites.add(new FunctionSite(method, lambda));
      }
    }
    return sites;
  }

  /** What it runs. */
  Handle body() {
    return (Handle) lambda.bsmArgs[1];
  }

  /** The values that it captures. */
  Type[] captured() {
    return Type.getArgumentTypes(lambda.desc);
  }

  /** The type of the items, as far as it is known here. */
  Type item() {
    return ((Type) lambda.bsmArgs[2]).getArgumentTypes()[0];
  }

  /** The slot of the options in a method that takes its place, behind what is captured. */
  int optionsSlot() {
    int slot = 0;
    for (Type type : captured()) {
      slot += type.getSize();
    }
    return slot;
  }

  /** The slot of a captured {@code this}, or -1. */
  int thisSlot(Optional<MethodNode> source) {
    return source.isPresent() && body().getTag() != Opcodes.H_INVOKESTATIC ? 0 : -1;
  }
}
