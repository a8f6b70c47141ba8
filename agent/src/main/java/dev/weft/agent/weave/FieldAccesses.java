package dev.weft.agent.weave;

import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Message;
import dev.weft.agent.check.Messages;
import dev.weft.agent.type.FieldInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Sees to code that names a field of an actor on another instance than {@code this}, which may be a
 * handle: it calls the field's accessor instead, which sends the call or reads the field.
 *
 * <p>An actor's own class, classes nested in it and its subclasses may do so. Elsewhere it works
 * for reading, with a warning; a field that is not private must not be written.
 */
final class FieldAccesses {

  /** Since Java 11 a private method may be called virtually. */
  private static final int NESTMATES = 55;

  private final ClassNode node;
  private final RemoteTypes types;
  private final Messages messages;
  private boolean changed;

  FieldAccesses(ClassNode node, RemoteTypes types, Messages messages) {
    this.node = node;
    this.types = types;
    this.messages = messages;
  }

  /** Weaves all methods; returns whether any was changed. */
  boolean weave() {
    for (MethodNode method : node.methods) {
      ValueFlow flow = null;
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        FieldInfo field = field(instruction);
        if (field == null || isOnLoadedThis(method, instruction)) {
          continue;
        }
        flow = flow == null ? new ValueFlow(node, method) : flow;
        FieldInsnNode access = (FieldInsnNode) instruction;
        if (flow.isReachable(access) && !isLoadOfThis(method, receiver(access, flow))) {
          weave(method, access, field);
          flow = null; // it knows the old instructions only
        }
      }
    }
    return changed;
  }

  /** Whether a class uses an accessor of a field of its own. */
  static boolean areIn(ClassNode node, FieldInfo field) {
    String getter = FieldAccessors.getterName(field);
    String setter = FieldAccessors.setterName(field);
    return node.methods.stream()
        .flatMap(method -> Arrays.stream(method.instructions.toArray()))
        .anyMatch(
            instruction ->
                instruction instanceof MethodInsnNode call
                    && (call.name.equals(getter) || call.name.equals(setter)));
  }

  private @Nullable FieldInfo field(AbstractInsnNode instruction) {
    boolean isInstance =
        instruction.getOpcode() == Opcodes.GETFIELD || instruction.getOpcode() == Opcodes.PUTFIELD;
    if (!isInstance) {
      return null;
    }
    FieldInsnNode access = (FieldInsnNode) instruction;
    Optional<FieldInfo> field = types.actorField(access.owner, access.name, access.desc);
    return field.isPresent() && FieldAccessors.isOffered(field.get()) ? field.get() : null;
  }

  /** The usual {@code this.f}, seen without following any value. */
  private static boolean isOnLoadedThis(MethodNode method, AbstractInsnNode access) {
    AbstractInsnNode previous = access.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      previous = previous.getPrevious();
    }
    return access.getOpcode() == Opcodes.GETFIELD && isLoadOfThis(method, previous);
  }

  /** What pushed the instance, before copies were made of it, as for {@code n += 1}. */
  private static @Nullable AbstractInsnNode receiver(FieldInsnNode access, ValueFlow flow) {
    AbstractInsnNode source = flow.producer(access, access.getOpcode() == Opcodes.GETFIELD ? 0 : 1);
    while (source != null && source.getOpcode() == Opcodes.DUP) {
      source = flow.producer(source, 0);
    }
    return source;
  }

  /** Compilers never store to the slot of {@code this}. */
  private static boolean isLoadOfThis(MethodNode method, @Nullable AbstractInsnNode instruction) {
    return (method.access & Opcodes.ACC_STATIC) == 0
        && instruction instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == 0;
  }

  private void weave(MethodNode method, FieldInsnNode access, FieldInfo field) {
    boolean isRead = access.getOpcode() == Opcodes.GETFIELD;
    Optional<Message> refusal = isInside(field) ? Optional.empty() : judge(method, access, field);
    if (refusal.isPresent()) {
      Refusals.refuseAt(method, access, refusal.get());
      changed = true;
      return;
    }
    if (!isRead && field.is(Opcodes.ACC_FINAL)) {
      return; // not Java's
    }
    boolean isOldPrivate = field.is(Opcodes.ACC_PRIVATE) && (node.version & 0xFFFF) < NESTMATES;
    method.instructions.set(
        access,
        new MethodInsnNode(
            isOldPrivate ? Opcodes.INVOKESPECIAL : Opcodes.INVOKEVIRTUAL,
            access.owner,
            isRead ? FieldAccessors.getterName(field) : FieldAccessors.setterName(field),
            isRead ? "()" + access.desc : "(" + access.desc + ")V",
            false));
    changed = true;
  }

  /** Whether this class is the actor's own, nested in it, or a subclass. */
  private boolean isInside(FieldInfo field) {
    return node.name.equals(field.owner())
        || node.name.startsWith(field.owner() + "$")
        || types.infos().hierarchy(node.name).stream()
            .anyMatch(info -> info.name().equals(field.owner()));
  }

  private Optional<Message> judge(MethodNode method, FieldInsnNode access, FieldInfo field) {
    String what = "The field " + field.name() + " of the actor " + Names.binary(field.owner());
    boolean isRead = access.getOpcode() == Opcodes.GETFIELD;
    if (isRead || field.is(Opcodes.ACC_PRIVATE)) {
      messages.warning(
          method.name,
          Lines.of(access),
          what
              + (isRead ? " is read" : " is written")
              + " from outside: each time is a remote call.",
          "Give the actor a method that does all that is needed at once.");
      return Optional.empty();
    }
    return Optional.of(
        messages.error(
            method.name,
            Lines.of(access),
            what + " is written from outside, where others cannot see what they share.",
            "Make it private and give the actor a method that changes it."));
  }
}
