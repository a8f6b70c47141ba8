package dev.weft.agent.call;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.VarInsnNode;

/** Loads a method's own parameters, to pass them on. */
public final class Arguments {

  private Arguments() {}

  /**
   * Loads all parameters, in order.
   *
   * @param firstSlot the slot of the first parameter
   */
  public static InsnList load(String descriptor, int firstSlot) {
    InsnList code = new InsnList();
    int slot = firstSlot;
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      code.add(new VarInsnNode(parameter.getOpcode(Opcodes.ILOAD), slot));
      slot += parameter.getSize();
    }
    return code;
  }
}
