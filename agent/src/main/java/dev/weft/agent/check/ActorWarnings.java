package dev.weft.agent.check;

import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.FieldInfo;
import dev.weft.agent.type.RemoteTypes;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Warns of what an actor class does that will not do what it does in plain Java. */
public final class ActorWarnings {

  private static final Set<String> IDENTITY = Set.of("equals(Ljava/lang/Object;)Z", "hashCode()I");

  private final RemoteTypes types;
  private final Messages messages;
  private final ReadOnlyRules readOnly;

  public ActorWarnings(RemoteTypes types, Messages messages) {
    this.types = types;
    this.messages = messages;
    this.readOnly = new ReadOnlyRules(messages);
  }

  /** Looks at a class as its author wrote it. */
  public void warn(ClassNode node) {
    node.fields.forEach(this::warnOfPublicField);
    for (MethodNode method : node.methods) {
      if ((method.access & Opcodes.ACC_SYNTHETIC) != 0) {
        continue;
      }
      if (IDENTITY.contains(method.name + method.desc)) {
        messages.warning(
            method.name,
            Lines.first(method),
            "It is for live instances, inside the actor: handles are equal when they are of the"
                + " same actor.",
            "Give the actor a method of another name for what callers are to compare.");
      } else if (method.name.equals("clone") && method.desc.startsWith("()L")) {
        messages.warning(
            method.name,
            Lines.first(method),
            "A handle cannot be cloned, and a clone made inside the actor passes for the same"
                + " actor.",
            "Give the actor a method that returns its state, and create another from it.");
      }
      if ((method.access & Opcodes.ACC_STATIC) == 0) {
        warnOfStaticFields(method);
        readOnly.warn(method, types);
      }
    }
  }

  private void warnOfPublicField(FieldNode field) {
    if ((field.access & Opcodes.ACC_PUBLIC) != 0
        && (field.access & (Opcodes.ACC_STATIC | Opcodes.ACC_FINAL)) == 0) {
      messages.warning(
          "",
          0,
          "The public field "
              + field.name
              + " is the handle's own, and empty, in code that is not woven.",
          "Make it private and give the actor methods for it.");
    }
  }

  private void warnOfStaticFields(MethodNode method) {
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction.getOpcode() == Opcodes.GETSTATIC
          || instruction.getOpcode() == Opcodes.PUTSTATIC) {
        FieldInsnNode access = (FieldInsnNode) instruction;
        if (isChanging(access)) {
          messages.warning(
              method.name,
              Lines.of(access),
              "The static field "
                  + access.name
                  + " is another one in each process: the actor's member has its own, which starts"
                  + " anew when the actor moves.",
              "Make it a field of the actor, or final.");
        }
      }
    }
  }

  /** Whether it is a static field of an actor class that may change. */
  private boolean isChanging(FieldInsnNode access) {
    if (!types.isActor(access.owner)) {
      return false;
    }
    for (ClassInfo info : types.infos().hierarchy(access.owner)) {
      Optional<FieldInfo> field = info.field(access.name, access.desc);
      if (field.isPresent()) {
        return !field.get().is(Opcodes.ACC_FINAL | Opcodes.ACC_SYNTHETIC);
      }
    }
    return false;
  }
}
