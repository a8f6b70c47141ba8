package dev.weft.agent.flow;

import dev.weft.agent.call.Conversions;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * The types of the values for which refs stand: what a force casts to.
 *
 * <p>Where refs of several types meet it is their common superclass; where there is none that the
 * code may name, the calls are waited for earlier.
 */
final class RefTypes {

  /** Stands for types that do not go together. */
  private static final Type NONE = Type.VOID_TYPE;

  private final String owner;
  private final Code code;
  private final Liveness liveness;
  private final Lifts lifts;
  private final RemoteTypes types;
  private final @Nullable Type[] ofPushed;

  RefTypes(String owner, Code code, Liveness liveness, Lifts lifts, RemoteTypes types) {
    this.owner = owner;
    this.code = code;
    this.liveness = liveness;
    this.lifts = lifts;
    this.types = types;
    this.ofPushed = new @Nullable Type[code.size()];
  }

  /** Finds all types anew; returns whether some did not go together, and wait earlier now. */
  boolean assign(ValueGraph graph) {
    Arrays.fill(ofPushed, null);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < code.size(); i++) {
        if (graph.isRef(i)) {
          Type type = pushed(i, graph);
          if (type != null && !type.equals(ofPushed[i])) {
            ofPushed[i] = type;
            changed = true;
          }
        }
      }
    }
    return takeAwayMisfits(graph);
  }

  /** The type of a ref on the stack. */
  Type ofStack(FlowValue value, ValueGraph graph) {
    Type type = joinOfSources(value, graph);
    if (type == null || type.equals(NONE)) {
      throw new IllegalStateException("A ref has no type.");
    }
    return type;
  }

  /** The type of the ref that a local may hold. */
  Type ofLocal(FlowValue local, ValueGraph graph) {
    Type type = joinOfRefStores(local, graph);
    if (type == null || type.equals(NONE)) {
      throw new IllegalStateException("A ref in a local has no type.");
    }
    return type;
  }

  /**
   * A type for refs of two types that a local holds at different places; where they meet they go
   * together. That of integers is {@code int}, whatever they come as.
   */
  Type common(Type a, Type b) {
    Type joined = join(a, b);
    if (isInteger(a) && isInteger(b) && !a.equals(b)) {
      return Type.INT_TYPE;
    }
    return joined == null || joined.equals(NONE) ? Type.getObjectType(Names.OBJECT) : joined;
  }

  /**
   * Whether a ref may be passed where a parameter of a type is declared. One that is declared as a
   * ref gets what it is given: there the value goes, which is a ref itself.
   */
  boolean fits(FlowValue ref, Type parameter, ValueGraph graph) {
    if (parameter.getDescriptor().equals(Names.OBJECT_REF_DESCRIPTOR)) {
      return false;
    }
    Type type = graph.isRef(ref) ? joinOfSources(ref, graph) : null;
    if (type == null || !Conversions.isPrimitive(parameter) || type.equals(parameter)) {
      return true;
    }
    return switch (type.getSort()) { // what unboxing an Object to the parameter's type can do
      case Type.BYTE -> parameter.getSort() == Type.SHORT || parameter.getSort() == Type.INT;
      case Type.SHORT, Type.CHAR -> parameter.getSort() == Type.INT;
      default -> false;
    };
  }

  private @Nullable Type pushed(int index, ValueGraph graph) {
    Type own = graph.ownType(index);
    if (own != null && graph.isConversion(index)) {
      Type from = joinOfSources(Frames.operand(graph.frame(index), 0), graph);
      return from == null ? null : own; // no call behind it, where values only go round
    }
    if (own != null) {
      return own;
    }
    return code.isLoad(index)
        ? joinOfStores(graph.frame(index).getLocal(code.slot(index)), graph)
        : joinOfSources(Frames.operand(graph.frame(index), 0), graph);
  }

  private @Nullable Type joinOfSources(FlowValue value, ValueGraph graph) {
    Type joined = null;
    BitSet sources = value.sources();
    for (int i = sources.nextSetBit(0); i >= 0 && i < code.size(); i = sources.nextSetBit(i + 1)) {
      if (graph.isRef(i)) {
        joined = join(joined, ofPushed[i]);
      }
    }
    return joined == null ? null : joinOfLifted(joined, sources, graph);
  }

  /** A type for refs of one type and for the plain values that meet them. */
  private Type joinOfLifted(Type ofRefs, BitSet sources, ValueGraph graph) {
    Type joined = ofRefs;
    for (int i = sources.nextSetBit(0); i >= 0 && i < code.size(); i = sources.nextSetBit(i + 1)) {
      if (graph.isLifted(i) && !joined.equals(NONE)) {
        joined = joinOfLifted(joined, i);
      }
    }
    return joined;
  }

  private Type joinOfLifted(Type ofRefs, int lifted) {
    if (Conversions.isPrimitive(ofRefs)) {
      return lifts.isOf(ofRefs, lifted) ? ofRefs : NONE;
    }
    Set<Type> own = lifts.typesOf(lifted);
    if (own == null) {
      return NONE;
    }
    Type joined = ofRefs;
    for (Type type : own) {
      Type wider = join(joined, type);
      joined = wider == null ? NONE : wider;
    }
    return joined;
  }

  /**
   * The type of the ref that a local may hold, which goes for the plain values that it may hold,
   * too: a load that is to push a ref makes one of either.
   */
  private @Nullable Type joinOfStores(FlowValue local, ValueGraph graph) {
    Type joined = joinOfRefStores(local, graph);
    if (joined == null || !isShortInt(joined)) {
      return joined;
    }
    return holdsOnly(joined, local, graph) ? joined : NONE;
  }

  /** Whether the plain values of a local are all of a kind of {@code int}. */
  private boolean holdsOnly(Type kind, FlowValue local, ValueGraph graph) {
    return local.sources().stream()
        .allMatch(i -> i < code.size() && (graph.isRefStore(i) || stores(kind, i, graph)));
  }

  private boolean stores(Type kind, int index, ValueGraph graph) {
    return code.isStore(index)
        && Frames.operand(graph.frame(index), 0).sources().stream()
            .allMatch(i -> i < code.size() && lifts.isOf(kind, i));
  }

  private @Nullable Type joinOfRefStores(FlowValue local, ValueGraph graph) {
    Type joined = null;
    BitSet sources = local.sources();
    for (int i = sources.nextSetBit(0); i >= 0 && i < code.size(); i = sources.nextSetBit(i + 1)) {
      if (graph.isRefStore(i)) {
        joined = join(joined, joinOfSources(Frames.operand(graph.frame(i), 0), graph));
      }
    }
    return joined;
  }

  private @Nullable Type join(@Nullable Type a, @Nullable Type b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    if (a.equals(b)) {
      return a;
    }
    if (a.getSort() != Type.OBJECT || b.getSort() != Type.OBJECT) {
      return NONE;
    }
    Type common =
        Type.getObjectType(
            types.infos().commonSuperclass(a.getInternalName(), b.getInternalName()));
    boolean isNameable =
        common.getInternalName().equals(Names.OBJECT) || types.isAccessible(common, owner);
    return isNameable ? common : NONE;
  }

  private boolean takeAwayMisfits(ValueGraph graph) {
    boolean changed = false;
    for (int i = 0; i < code.size(); i++) {
      Frame<FlowValue> frame = graph.frameOrNull(i);
      if (frame == null || !code.isReal(i)) {
        continue;
      }
      for (int s = 0; s < frame.getStackSize(); s++) {
        FlowValue value = frame.getStack(s);
        if (graph.isRef(value) && NONE.equals(joinOfSources(value, graph))) {
          changed |= graph.waitAtSources(value);
        }
      }
      BitSet live = liveness.before(i);
      for (int l = live.nextSetBit(0);
          l >= 0 && l < frame.getLocals();
          l = live.nextSetBit(l + 1)) {
        if (NONE.equals(joinOfStores(frame.getLocal(l), graph))) {
          changed |= waitAtStores(frame.getLocal(l), graph);
        }
      }
      boolean isFounded = ofPushed[i] != null; // not so where locals only copy one another
      if (graph.isRef(i) && (!isFounded || !converts(i, graph))) {
        changed |= graph.waitBefore(i);
      }
    }
    return changed;
  }

  private boolean waitAtStores(FlowValue local, ValueGraph graph) {
    boolean changed = false;
    BitSet stores = local.sources();
    for (int i = stores.nextSetBit(0); i >= 0 && i < code.size(); i = stores.nextSetBit(i + 1)) {
      if (graph.isRefStore(i)) {
        changed |= graph.waitAtSources(Frames.operand(graph.frame(i), 0));
      }
    }
    return changed;
  }

  /** Whether a conversion can take the very value for which its operand stands. */
  private boolean converts(int index, ValueGraph graph) {
    AbstractInsnNode node = code.instructions[index];
    if (Conversions.isNumeric(node)) {
      Type from = joinOfSources(Frames.operand(graph.frame(index), 0), graph);
      Type taken = Conversions.numberTaken(node);
      return taken.equals(from) || (taken.equals(Type.INT_TYPE) && isShortInt(from));
    }
    if (!(node instanceof MethodInsnNode conversion) || !Conversions.isConversion(conversion)) {
      return true;
    }
    Type from = joinOfSources(Frames.operand(graph.frame(index), 0), graph);
    Type declared =
        conversion.getOpcode() == Opcodes.INVOKESTATIC
            ? Type.getArgumentTypes(conversion.desc)[0]
            : Type.getObjectType(conversion.owner);
    return declared.equals(from) || isShorterThan(declared, conversion, from);
  }

  /** Whether an {@code int} is boxed that has come as a shorter one. */
  private static boolean isShorterThan(Type declared, MethodInsnNode boxing, @Nullable Type from) {
    return boxing.getOpcode() == Opcodes.INVOKESTATIC
        && declared.equals(Type.INT_TYPE)
        && isShortInt(from);
  }

  private static boolean isInteger(Type type) {
    return type.equals(Type.INT_TYPE) || isShortInt(type);
  }

  private static boolean isShortInt(@Nullable Type type) {
    return Type.BYTE_TYPE.equals(type)
        || Type.SHORT_TYPE.equals(type)
        || Type.CHAR_TYPE.equals(type);
  }
}
