package dev.weft.agent.flow;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * What instructions do with arrays and collections that the method has made itself.
 *
 * <p>Only classes of the JDK whose {@code add} or {@code put} nobody can observe, so that it may
 * come later; sorted ones only without a comparator of the program's.
 */
final class Containers {

  /** How an instruction uses a container. */
  enum Use {
    /** Puts an element into it, which may wait. */
    FILL,
    /** Has nothing to do with its elements. */
    NEUTRAL,
    /** Needs its elements, and keeps no hold of it. */
    READ,
    /** Lets others have it. */
    ESCAPE
  }

  private static final Set<String> LISTS =
      Set.of(
          "java/util/ArrayList",
          "java/util/ArrayDeque",
          "java/util/LinkedList",
          "java/util/Vector");
  private static final Set<String> SETS =
      Set.of("java/util/HashSet", "java/util/LinkedHashSet", "java/util/TreeSet");
  private static final Set<String> MAPS =
      Set.of("java/util/HashMap", "java/util/LinkedHashMap", "java/util/TreeMap");

  private static final String ADD = "add(Ljava/lang/Object;)Z";
  private static final String PUT = "put(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

  /** Methods after which nobody else can reach the collection. */
  private static final Map<String, Integer> READS =
      Map.ofEntries(
          Map.entry("size", 0),
          Map.entry("isEmpty", 0),
          Map.entry("clear", 0),
          Map.entry("toString", 0),
          Map.entry("hashCode", 0),
          Map.entry("toArray", 0),
          Map.entry("get", 1),
          Map.entry("contains", 1),
          Map.entry("containsKey", 1),
          Map.entry("containsValue", 1),
          Map.entry("indexOf", 1),
          Map.entry("remove", 1),
          Map.entry("set", 2),
          Map.entry("getOrDefault", 2));

  /** Types whose values always have the same hash code, and run no code of the program for it. */
  private static final Set<String> STEADY =
      Set.of(
          "java/lang/String",
          "java/lang/Boolean",
          "java/lang/Byte",
          "java/lang/Short",
          "java/lang/Character",
          "java/lang/Integer",
          "java/lang/Long",
          "java/lang/Float",
          "java/lang/Double",
          "java/lang/Class",
          "java/util/UUID",
          "java/time/Duration",
          "java/time/Instant",
          "java/time/LocalDate",
          "java/time/LocalDateTime");

  private Containers() {}

  /**
   * Where on the stack the value lies by which a collection finds the place of an element that is
   * put into it; -1 if there is no such value.
   *
   * @param made what made the collection
   */
  static int depthOfKey(AbstractInsnNode made) {
    if (made.getOpcode() != Opcodes.NEW) {
      return -1;
    }
    String type = ((TypeInsnNode) made).desc;
    if (MAPS.contains(type)) {
      return 1;
    }
    return SETS.contains(type) ? 0 : -1;
  }

  /** Whether values of a type stay as they are, so that they may be looked at later. */
  static boolean isSteady(@Nullable Type type) {
    return type != null
        && (type.equals(StaticTypes.NULL)
            || (type.getSort() == Type.OBJECT && STEADY.contains(type.getInternalName())));
  }

  /** Whether an instruction makes an array or a collection that may be filled later. */
  static boolean isMade(AbstractInsnNode instruction) {
    return switch (instruction.getOpcode()) {
      case Opcodes.NEWARRAY, Opcodes.ANEWARRAY, Opcodes.MULTIANEWARRAY -> true;
      case Opcodes.NEW -> {
        String type = ((TypeInsnNode) instruction).desc;
        yield LISTS.contains(type) || SETS.contains(type) || MAPS.contains(type);
      }
      default -> false;
    };
  }

  /**
   * How an instruction uses a container among its operands.
   *
   * @param made what made the container
   * @param depth where it lies on the stack
   * @param isDropped whether the instruction's own value is dropped at once
   */
  static Use use(
      AbstractInsnNode made, AbstractInsnNode instruction, int depth, boolean isDropped) {
    int opcode = instruction.getOpcode();
    if (opcode == Opcodes.IFNULL || opcode == Opcodes.IFNONNULL || opcode == Opcodes.POP) {
      return Use.NEUTRAL;
    }
    if (made.getOpcode() != Opcodes.NEW) {
      return ofArray(opcode, depth);
    }
    return instruction instanceof MethodInsnNode call
        ? ofCollection(((TypeInsnNode) made).desc, call, depth, isDropped)
        : Use.ESCAPE;
  }

  /** Whether the element that an instruction puts is put into an array. */
  static boolean fillsArray(AbstractInsnNode instruction) {
    return instruction.getOpcode() >= Opcodes.IASTORE && instruction.getOpcode() <= Opcodes.SASTORE;
  }

  /** Whether it is put into a map. */
  static boolean fillsMap(AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && signature(call).equals(PUT);
  }

  private static Use ofArray(int opcode, int depth) {
    if (opcode == Opcodes.ARRAYLENGTH) {
      return Use.NEUTRAL;
    }
    if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      return Use.READ;
    }
    return opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE && depth == 2
        ? Use.FILL
        : Use.ESCAPE;
  }

  private static Use ofCollection(String type, MethodInsnNode call, int depth, boolean isDropped) {
    int arguments = Operands.count(call) - 1;
    if (depth != arguments) {
      return Use.ESCAPE;
    }
    if (call.name.equals("<init>")) {
      boolean mayHaveComparator = type.contains("/Tree") && arguments > 0;
      return mayHaveComparator ? Use.ESCAPE : Use.NEUTRAL;
    }
    String signature = signature(call);
    if (signature.equals(ADD) && (LISTS.contains(type) || (SETS.contains(type) && isDropped))) {
      return Use.FILL;
    }
    if (signature.equals(PUT) && MAPS.contains(type) && isDropped) {
      return Use.FILL;
    }
    if (signature.equals(ADD) || signature.equals(PUT)) {
      return Use.READ;
    }
    @Nullable Integer known = READS.get(call.name);
    return known != null && known == arguments ? Use.READ : Use.ESCAPE;
  }

  private static String signature(MethodInsnNode call) {
    return call.name + call.desc;
  }
}
