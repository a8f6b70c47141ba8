package dev.weft.agent.flow;

import dev.weft.agent.type.Names;
import java.util.BitSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The stores into fresh containers that are made later: all those into a container that gets at
 * least one ref, so that they keep their order.
 */
final class LaterStores {

  private final Code code;
  private final FreshStores fresh;
  private final BitSet waiting = new BitSet();

  LaterStores(Code code, FreshStores fresh, ValueGraph graph) {
    this.code = code;
    this.fresh = fresh;
    for (int fill : fresh.fills()) {
      if (graph.isRef(Frames.operand(graph.frame(fill), 0))) {
        waiting.set(fresh.filled(fill));
      }
    }
  }

  /** Whether an instruction is such a store. */
  boolean isLater(int index) {
    int site = fresh.filled(index);
    return site >= 0 && waiting.get(site);
  }

  /** Whether an instruction needs what such stores may still have to store. */
  boolean isNeededBy(int index) {
    for (int site : fresh.read(index)) {
      if (waiting.get(site)) {
        return true;
      }
    }
    return false;
  }

  /** The type of the elements of the container that an instruction fills. */
  Type elementType(int index) {
    return switch (code.opcode(index)) {
      case Opcodes.IASTORE -> Type.INT_TYPE;
      case Opcodes.LASTORE -> Type.LONG_TYPE;
      case Opcodes.FASTORE -> Type.FLOAT_TYPE;
      case Opcodes.DASTORE -> Type.DOUBLE_TYPE;
      case Opcodes.CASTORE -> Type.CHAR_TYPE;
      case Opcodes.SASTORE -> Type.SHORT_TYPE;
      case Opcodes.BASTORE -> fresh.holdsBooleans(index) ? Type.BOOLEAN_TYPE : Type.BYTE_TYPE;
      default -> Type.getObjectType(Names.OBJECT);
    };
  }
}
