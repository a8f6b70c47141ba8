package dev.weft.agent.check;

import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Decides whether a class that is {@code @Remote} can be an actor, and says why not. */
public final class ActorRules {

  private static final String MAKE_IT_A_CLASS =
      "Make it a top-level or static nested class, or take @Remote away.";

  private final RemoteTypes types;
  private final Messages messages;

  public ActorRules(RemoteTypes types, Messages messages) {
    this.types = types;
    this.messages = messages;
  }

  /** The error that keeps a class from being an actor, if there is one. */
  public Optional<Message> refuse(ClassNode node) {
    Message refusal = kind(node);
    if (refusal == null) {
      refusal = nesting(node);
    }
    if (refusal == null) {
      refusal = constructors(node);
    }
    if (refusal == null) {
      refusal = restored(node);
    }
    if (refusal == null) {
      refusal = new TraitRules(types, messages).refuse(node);
    }
    return Optional.ofNullable(refusal);
  }

  private @Nullable Message kind(ClassNode node) {
    if ((node.access & Opcodes.ACC_INTERFACE) != 0) {
      return refuse("An interface cannot be an actor.", "Annotate the class that implements it.");
    }
    if ((node.access & Opcodes.ACC_ENUM) != 0) {
      return refuse("An enum cannot be an actor.", MAKE_IT_A_CLASS);
    }
    if ((node.access & Opcodes.ACC_RECORD) != 0 || "java/lang/Record".equals(node.superName)) {
      return refuse("A record is a value and cannot be an actor.", MAKE_IT_A_CLASS);
    }
    return null;
  }

  private @Nullable Message nesting(ClassNode node) {
    for (InnerClassNode inner : node.innerClasses) {
      if (!inner.name.equals(node.name)) {
        continue;
      }
      if (inner.innerName == null) {
        return refuse("An anonymous class cannot be an actor.", MAKE_IT_A_CLASS);
      }
      if (inner.outerName == null) {
        return isIndependentLocal(node)
            ? null
            : refuse("A local class with captured values cannot be an actor.", MAKE_IT_A_CLASS);
      }
      return (inner.access & Opcodes.ACC_STATIC) == 0
          ? refuse("An inner class belongs to its outer instance.", "Make it static.")
          : null;
    }
    return null;
  }

  /** Whether a local class stands in a static method and captures nothing of it. */
  private boolean isIndependentLocal(ClassNode node) {
    boolean captures =
        node.fields.stream().anyMatch(f -> f.name.startsWith("val$") || f.name.startsWith("this$"));
    if (captures || node.outerMethod == null) {
      return false;
    }
    return types
        .infos()
        .find(node.outerClass)
        .flatMap(outer -> outer.method(node.outerMethod, node.outerMethodDesc))
        .map(method -> method.is(Opcodes.ACC_STATIC))
        .orElse(false);
  }

  private @Nullable Message constructors(ClassNode node) {
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>") && method.desc.equals(Names.HANDLE_CONSTRUCTOR)) {
        return refuse(
            "The constructor that takes an ActorAddress only is reserved for Weft.",
            "Give it another parameter.");
      }
      if (method.name.equals("<init>") && !RemoteTypes.hasFewParameters(method.desc)) {
        return refuse(
            "Its constructor has too many parameters to be called remotely.",
            "Pass them as one object.");
      }
    }
    String parent = node.superName;
    if (parent.equals(Names.OBJECT) || types.isActor(parent)) {
      return null;
    }
    boolean hasAccessible =
        types
            .infos()
            .find(parent)
            .flatMap(info -> info.method("<init>", "()V"))
            .map(constructor -> isAccessible(constructor, node.name))
            .orElse(false);
    if (!hasAccessible) {
      return refuse(
          "Its superclass "
              + Names.binary(parent)
              + " is not @Remote and has no accessible constructor without parameters, which a"
              + " handle needs.",
          "Annotate the superclass, give it such a constructor, or hold one as a field instead.");
    }
    messages.warning(
        "",
        0,
        "Its superclass "
            + Names.binary(parent)
            + " is not @Remote: its constructor without parameters also runs for each handle.",
        "Keep that constructor free of side effects, or annotate the superclass.");
    warnOfFixedMethods(parent, node.name);
    return null;
  }

  private void warnOfFixedMethods(String parent, String actor) {
    for (ClassInfo info : types.infos().hierarchy(parent)) {
      if (RemoteTypes.isForeign(info.name())) {
        return;
      }
      for (MethodInfo method : info.methods()) {
        if (!method.is(Opcodes.ACC_PRIVATE)
            && (method.is(Opcodes.ACC_FINAL) || !RemoteTypes.isVisible(method, actor))
            && RemoteTypes.isEligibleMethod(method)) {
          messages.warning(
              "",
              0,
              "The inherited method "
                  + Names.binary(info.name())
                  + "."
                  + method.name()
                  + (method.is(Opcodes.ACC_FINAL) ? " is final" : " is of another package")
                  + ": on a handle it runs here, without the actor's state.",
              "Open it for overriding, or annotate that superclass.");
        }
      }
    }
  }

  private @Nullable Message restored(ClassNode node) {
    List<MethodNode> restored =
        node.methods.stream()
            .filter(m -> Annotations.has(m.visibleAnnotations, Names.RESTORED_ANNOTATION))
            .toList();
    if (restored.size() > 1) {
      return messages.error(
          restored.get(1).name,
          Lines.first(restored.get(1)),
          "A class has at most one @Restored method.",
          "Call one from the other.");
    }
    for (MethodNode method : restored) {
      if (!method.desc.equals("()V")
          || (method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE))
              != 0) {
        return messages.error(
            method.name,
            Lines.first(method),
            "A @Restored method takes no parameters, returns void and is not static.",
            "Change its signature.");
      }
    }
    return null;
  }

  private static boolean isAccessible(MethodInfo constructor, String from) {
    return constructor.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
        || (!constructor.is(Opcodes.ACC_PRIVATE)
            && packageOf(constructor.owner()).equals(packageOf(from)));
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  private Message refuse(String text, String remedy) {
    return messages.error("", 0, text, remedy);
  }
}
