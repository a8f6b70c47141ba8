package dev.weft.agent.flow;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * The original instructions of a method by their index, and how control goes between them. Labels
 * and the like are instructions too; they do nothing.
 */
final class Code {

  final MethodNode method;
  final AbstractInsnNode[] instructions;
  private final Map<AbstractInsnNode, Integer> indexes = new HashMap<>();
  private final int[][] successors;
  private final BitSet targets = new BitSet();
  private final List<List<TryCatchBlockNode>> handlers = new ArrayList<>();

  Code(MethodNode method) {
    this.method = method;
    this.instructions = method.instructions.toArray();
    for (int i = 0; i < instructions.length; i++) {
      indexes.put(instructions[i], i);
      handlers.add(List.of());
    }
    this.successors = new int[instructions.length][];
    for (int i = 0; i < instructions.length; i++) {
      successors[i] = successorsOf(i);
    }
    findTargets();
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      for (int i = index(block.start); i < index(block.end); i++) {
        if (handlers.get(i).isEmpty()) {
          handlers.set(i, new ArrayList<>());
        }
        handlers.get(i).add(block);
      }
    }
  }

  int size() {
    return instructions.length;
  }

  int index(AbstractInsnNode instruction) {
    Integer index = indexes.get(instruction);
    if (index == null) {
      throw new IllegalArgumentException("No instruction of " + method.name + ".");
    }
    return index;
  }

  int opcode(int index) {
    return instructions[index].getOpcode();
  }

  /** Whether an instruction does something, rather than being a label, line or frame. */
  boolean isReal(int index) {
    return opcode(index) >= 0;
  }

  /** Where control may go next, other than by an exception. */
  int[] successors(int index) {
    return successors[index];
  }

  /** The handlers that cover an instruction, in the order in which they are asked. */
  List<TryCatchBlockNode> handlers(int index) {
    return handlers.get(index);
  }

  /** Whether control can leave an instruction otherwise than to the next one. */
  boolean isJump(int index) {
    AbstractInsnNode node = instructions[index];
    return node instanceof JumpInsnNode
        || node instanceof TableSwitchInsnNode
        || node instanceof LookupSwitchInsnNode;
  }

  boolean isReturn(int index) {
    return opcode(index) >= Opcodes.IRETURN && opcode(index) <= Opcodes.RETURN;
  }

  boolean isLoad(int index) {
    return opcode(index) >= Opcodes.ILOAD && opcode(index) <= Opcodes.ALOAD;
  }

  boolean isStore(int index) {
    return opcode(index) >= Opcodes.ISTORE && opcode(index) <= Opcodes.ASTORE;
  }

  /** The slot that an instruction writes, or -1. */
  int written(int index) {
    if (isStore(index)) {
      return slot(index);
    }
    return instructions[index] instanceof IincInsnNode increment ? increment.var : -1;
  }

  /** The slot that an instruction reads, or -1. */
  int read(int index) {
    if (isLoad(index)) {
      return slot(index);
    }
    return instructions[index] instanceof IincInsnNode increment ? increment.var : -1;
  }

  /** The slot of a load or store. */
  int slot(int index) {
    return ((VarInsnNode) instructions[index]).var;
  }

  /** The labels to which something jumps, or where a handler starts. Not to be changed. */
  BitSet targets() {
    return targets;
  }

  private void findTargets() {
    for (AbstractInsnNode instruction : instructions) {
      for (int target : jumpTargets(instruction)) {
        targets.set(target);
      }
    }
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      targets.set(index(block.handler));
    }
  }

  private int[] successorsOf(int index) {
    AbstractInsnNode node = instructions[index];
    int opcode = node.getOpcode();
    if (isReturn(index) || opcode == Opcodes.ATHROW) {
      return new int[0];
    }
    List<Integer> next = new ArrayList<>(jumpTargets(node));
    boolean fallsThrough =
        next.isEmpty() || (node instanceof JumpInsnNode && opcode != Opcodes.GOTO);
    if (fallsThrough && index + 1 < instructions.length) {
      next.add(index + 1);
    }
    int[] successors = new int[next.size()];
    for (int i = 0; i < successors.length; i++) {
      successors[i] = next.get(i);
    }
    return successors;
  }

  private List<Integer> jumpTargets(AbstractInsnNode node) {
    if (node instanceof JumpInsnNode jump) {
      return List.of(index(jump.label));
    }
    if (node instanceof TableSwitchInsnNode table) {
      return targets(table.dflt, table.labels);
    }
    return node instanceof LookupSwitchInsnNode lookup
        ? targets(lookup.dflt, lookup.labels)
        : List.of();
  }

  private List<Integer> targets(LabelNode first, List<LabelNode> others) {
    List<Integer> targets = new ArrayList<>();
    targets.add(index(first));
    for (LabelNode label : others) {
      targets.add(index(label));
    }
    return targets;
  }
}
