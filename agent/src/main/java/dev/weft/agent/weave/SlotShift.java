package dev.weft.agent.weave;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;
import org.objectweb.asm.tree.MethodNode;

/** Copies code while moving its local variables up, to make room for one more parameter. */
final class SlotShift extends MethodVisitor {

  private final int from;
  private final int by;

  private SlotShift(MethodNode target, int from, int by) {
    super(Opcodes.ASM9, target);
    this.from = from;
    this.by = by;
  }

  /**
   * Copies the code of one method to another that has none yet, with labels of its own.
   *
   * @param from the first slot that moves
   * @param by how far
   */
  static void copy(MethodNode source, MethodNode target, int from, int by) {
    MethodNode code = new MethodNode(Opcodes.ASM9, 0, "copy", source.desc, null, null);
    code.instructions = source.instructions;
    code.tryCatchBlocks = source.tryCatchBlocks;
    code.localVariables = source.localVariables;
    code.maxLocals = source.maxLocals;
    code.maxStack = source.maxStack;
    code.accept(new SlotShift(target, from, by));
    target.maxLocals = source.maxLocals + by;
    target.maxStack = source.maxStack;
  }

  private int moved(int slot) {
    return slot >= from ? slot + by : slot;
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    super.visitVarInsn(opcode, moved(slot));
  }

  @Override
  public void visitIincInsn(int slot, int increment) {
    super.visitIincInsn(moved(slot), increment);
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int slot) {
    super.visitLocalVariable(name, descriptor, signature, start, end, moved(slot));
  }

  @Override
  public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
      int typeRef,
      TypePath typePath,
      Label[] start,
      Label[] end,
      int[] slots,
      String descriptor,
      boolean visible) {
    return null; // of no use at run time
  }
}
