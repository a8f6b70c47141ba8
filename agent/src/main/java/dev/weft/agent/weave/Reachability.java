package dev.weft.agent.weave;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** The instructions of a method that control can come to. */
final class Reachability {

  private final MethodNode method;
  private final Set<AbstractInsnNode> reached = new HashSet<>();
  private final Deque<AbstractInsnNode> pending = new ArrayDeque<>();

  private Reachability(MethodNode method) {
    this.method = method;
  }

  static Set<AbstractInsnNode> of(MethodNode method) {
    Reachability walk = new Reachability(method);
    walk.enqueue(method.instructions.getFirst());
    walk.run();
    return walk.reached;
  }

  private void run() {
    while (!pending.isEmpty()) {
      visit(pending.pop());
      if (pending.isEmpty()) {
        enterHandlers();
      }
    }
  }

  private void visit(AbstractInsnNode instruction) {
    if (instruction instanceof JumpInsnNode jump) {
      enqueue(jump.label);
    } else if (instruction instanceof TableSwitchInsnNode table) {
      enqueue(table.dflt);
      table.labels.forEach(this::enqueue);
    } else if (instruction instanceof LookupSwitchInsnNode lookup) {
      enqueue(lookup.dflt);
      lookup.labels.forEach(this::enqueue);
    }
    if (continues(instruction.getOpcode())) {
      enqueue(instruction.getNext());
    }
  }

  private static boolean continues(int opcode) {
    return switch (opcode) {
      case Opcodes.GOTO, Opcodes.ATHROW, Opcodes.TABLESWITCH, Opcodes.LOOKUPSWITCH -> false;
      default -> opcode < Opcodes.IRETURN || opcode > Opcodes.RETURN;
    };
  }

  private void enterHandlers() {
    for (TryCatchBlockNode block : method.tryCatchBlocks) {
      if (covers(block.start, block.end)) {
        enqueue(block.handler);
      }
    }
  }

  private boolean covers(LabelNode start, LabelNode end) {
    for (AbstractInsnNode node = start; node != null && node != end; node = node.getNext()) {
      if (node.getOpcode() >= 0 && reached.contains(node)) {
        return true;
      }
    }
    return false;
  }

  private void enqueue(@Nullable AbstractInsnNode instruction) {
    if (instruction != null && reached.add(instruction)) {
      pending.push(instruction);
    }
  }
}
