package dev.weft.agent.call;

import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Makes the instructions of a woven call: the dispatch, which yields a ref, and the force, which
 * turns a ref into the value.
 *
 * <p>Sites have the primitive types of the call and {@code Object} for the rest: so linking needs
 * no access to parameter types that the caller may not name.
 */
public final class CallSites {

  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/Class;Ljava/lang/String;)Ljava/lang/invoke/CallSite;";
  private static final Type OBJECT = Type.getObjectType(Names.OBJECT);
  private static final Type OBJECT_REF = Type.getObjectType(Names.OBJECT_REF);
  private static final Type SCOPE = Type.getObjectType(Names.SCOPE);
  private static final Type CALL_OPTIONS = Type.getObjectType(Names.CALL_OPTIONS);

  private CallSites() {}

  /**
   * The dispatch of a task.
   *
   * @param hasScope whether the scope to which the call is added comes last
   * @param refs positions among the arguments where a ref stands for the value
   */
  public static InvokeDynamicInsnNode task(
      String owner,
      String name,
      String descriptor,
      boolean hasOptions,
      boolean hasScope,
      Set<Integer> refs) {
    List<Type> types = siteTypes(descriptor, hasOptions, hasScope, refs);
    return site("task", name, types, OBJECT_REF, owner, descriptor);
  }

  /** The dispatch of an instance method as a task; the receiver comes before the arguments. */
  public static InvokeDynamicInsnNode instanceTask(
      String owner,
      String name,
      String descriptor,
      boolean hasOptions,
      boolean hasScope,
      Set<Integer> refs) {
    return withReceiver("instanceTask", owner, name, descriptor, hasOptions, hasScope, refs);
  }

  /** The dispatch of a call of an actor's method; the receiver comes before the arguments. */
  public static InvokeDynamicInsnNode actor(
      String owner,
      String name,
      String descriptor,
      boolean hasOptions,
      boolean hasScope,
      Set<Integer> refs) {
    return withReceiver("call", owner, name, descriptor, hasOptions, hasScope, refs);
  }

  /** The same for a call that is to run later even if an actor calls itself. */
  public static InvokeDynamicInsnNode later(
      String owner, String name, String descriptor, boolean hasOptions, Set<Integer> refs) {
    return withReceiver("later", owner, name, descriptor, hasOptions, false, refs);
  }

  /**
   * The creation of an actor, which yields its address; before the arguments come what the caller
   * of the constructor said, and the handle.
   */
  public static InvokeDynamicInsnNode create(String owner, String descriptor) {
    List<Type> types = siteTypes(descriptor, false, false, Set.of());
    types.addAll(0, List.of(Type.getObjectType(Names.CREATION_OPTIONS), OBJECT));
    Type address = Type.getObjectType(Names.ACTOR_ADDRESS);
    return site("create", "create", types, address, owner, descriptor);
  }

  /** Waits for the ref on the stack and leaves its value as the type, nothing for void. */
  public static InsnList force(Type type) {
    InsnList code = new InsnList();
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            Names.FORCE,
            "value",
            "(" + Names.OBJECT_REF_DESCRIPTOR + ")" + Names.OBJECT_DESCRIPTOR,
            false));
    if (type.getSort() == Type.VOID) {
      code.add(new InsnNode(Opcodes.POP));
    } else {
      code.add(Conversions.fromObject(type));
    }
    return code;
  }

  /**
   * Leaves what a dispatched call gives to plain code: its value, waited for here; or, where the
   * method is declared to return a ref or a future, that, at once. The engine sees to it that it
   * completes as the one that the body returned.
   *
   * @param declared the type that the method returns
   */
  public static InsnList result(Type declared) {
    if (!isFuture(declared)) {
      return force(declared);
    }
    InsnList code = new InsnList();
    if (!declared.equals(OBJECT_REF)) {
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEINTERFACE,
              Names.OBJECT_REF,
              "toCompletableFuture",
              "()L" + Names.COMPLETABLE_FUTURE + ";",
              true));
    }
    return code;
  }

  /** Wraps the value on the stack into a ref that is done. */
  public static MethodInsnNode ready() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        Names.SCOPE,
        "ready",
        "(" + Names.OBJECT_DESCRIPTOR + ")" + Names.OBJECT_REF_DESCRIPTOR,
        false);
  }

  /** Whether a remote method that is declared to return a type returns to its caller at once. */
  static boolean isFuture(Type declared) {
    return declared.equals(OBJECT_REF)
        || (declared.getSort() == Type.OBJECT
            && (declared.getInternalName().equals(Names.COMPLETABLE_FUTURE)
                || declared.getInternalName().equals(Names.COMPLETION_STAGE)));
  }

  /** Whether an instruction is a dispatch that the weaver made. */
  public static boolean isDispatch(AbstractInsnNode instruction) {
    return instruction instanceof InvokeDynamicInsnNode site
        && site.bsm.getOwner().equals(Names.LINKER);
  }

  /** Whether an instruction is a wait that the weaver made. */
  public static boolean isForce(@Nullable AbstractInsnNode instruction) {
    return instruction instanceof MethodInsnNode call && call.owner.equals(Names.FORCE);
  }

  private static InvokeDynamicInsnNode withReceiver(
      String bootstrap,
      String owner,
      String name,
      String descriptor,
      boolean hasOptions,
      boolean hasScope,
      Set<Integer> refs) {
    List<Type> types = siteTypes(descriptor, hasOptions, hasScope, refs);
    types.add(hasOptions ? 1 : 0, OBJECT);
    return site(bootstrap, name, types, OBJECT_REF, owner, descriptor);
  }

  private static List<Type> siteTypes(
      String descriptor, boolean hasOptions, boolean hasScope, Set<Integer> refs) {
    List<Type> types = new ArrayList<>();
    if (hasOptions) {
      types.add(CALL_OPTIONS);
    }
    Type[] declared = Type.getArgumentTypes(descriptor);
    for (int i = 0; i < declared.length; i++) {
      types.add(refs.contains(i) ? OBJECT_REF : erase(declared[i]));
    }
    if (hasScope) {
      types.add(SCOPE);
    }
    return types;
  }

  private static Type erase(Type type) {
    return Conversions.isPrimitive(type) ? type : OBJECT;
  }

  private static InvokeDynamicInsnNode site(
      String bootstrap,
      String name,
      List<Type> types,
      Type result,
      String owner,
      String descriptor) {
    return new InvokeDynamicInsnNode(
        name,
        Type.getMethodDescriptor(result, types.toArray(new Type[0])),
        new Handle(Opcodes.H_INVOKESTATIC, Names.LINKER, bootstrap, BOOTSTRAP, false),
        Type.getObjectType(owner),
        descriptor);
  }
}
