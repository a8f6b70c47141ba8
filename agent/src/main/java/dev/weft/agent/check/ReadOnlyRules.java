package dev.weft.agent.check;

import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.FieldInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Says what is wrong with methods that are {@code @ReadOnly}. */
final class ReadOnlyRules {

  private final Messages messages;

  ReadOnlyRules(Messages messages) {
    this.messages = messages;
  }

  /** The error that keeps an annotated method from being one, if there is one. */
  @Nullable Message refuse(MethodNode method, boolean isActor) {
    if (!isReadOnly(method)) {
      return null;
    }
    if (!isActor) {
      return messages.error(
          method.name,
          Lines.first(method),
          "@ReadOnly is for methods of actors, and this class is none.",
          "Annotate the class with @Remote, or take @ReadOnly away.");
    }
    if ((method.access & Opcodes.ACC_STATIC) != 0) {
      return messages.error(
          method.name,
          Lines.first(method),
          "@ReadOnly is for what reads the state of an actor; a static method has none.",
          "Take static or @ReadOnly away.");
    }
    return null;
  }

  /** Warns of what an annotated method of an actor assigns. */
  void warn(MethodNode method, RemoteTypes types) {
    if (!isReadOnly(method)) {
      return;
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.PUTFIELD
          && isState((FieldInsnNode) instruction, types)) {
        messages.warning(
            method.name,
            Lines.of(instruction),
            "This method is @ReadOnly and assigns the field "
                + ((FieldInsnNode) instruction).name
                + ": what it assigns is lost when the actor moves or its member dies.",
            "Take @ReadOnly away, or make the field transient if it need not be kept.");
      }
    }
  }

  private static boolean isReadOnly(MethodNode method) {
    return Annotations.has(method.visibleAnnotations, Names.READ_ONLY_ANNOTATION);
  }

  /** Whether it is a field of an actor that is kept. */
  private static boolean isState(FieldInsnNode access, RemoteTypes types) {
    if (!types.isActor(access.owner)) {
      return false;
    }
    for (ClassInfo info : types.infos().hierarchy(access.owner)) {
      Optional<FieldInfo> field = info.field(access.name, access.desc);
      if (field.isPresent()) {
        return !field.get().is(Opcodes.ACC_TRANSIENT);
      }
    }
    return false;
  }
}
