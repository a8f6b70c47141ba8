package dev.weft.agent.check;

import dev.weft.agent.type.Names;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Decides whether methods that are annotated one by one can be remote, and says why not. */
public final class TaskRules {

  /** A method handle takes 255 slots; some are left for the receiver, the options and the array. */
  private static final int MAX_ARGUMENT_SLOTS = 200;

  private final Messages messages;

  public TaskRules(Messages messages) {
    this.messages = messages;
  }

  /** The annotated methods of a class that cannot be remote, each with its error. */
  public Map<MethodNode, Message> refuse(ClassNode node, boolean isActor) {
    Map<MethodNode, Message> refused = new LinkedHashMap<>();
    for (MethodNode method : node.methods) {
      AnnotationNode remote = Annotations.find(method.visibleAnnotations, Names.REMOTE_ANNOTATION);
      Message message = null;
      if (remote != null) {
        message = refuse(node, method, remote, isActor);
      } else if (!isActor
          && Annotations.has(method.visibleAnnotations, Names.RESTORED_ANNOTATION)) {
        message =
            error(
                method,
                "@Restored is for methods of actors, and this class is none.",
                "Annotate the class with @Remote.");
      }
      if (message != null) {
        refused.put(method, message);
      }
    }
    return refused;
  }

  private @Nullable Message refuse(
      ClassNode node, MethodNode method, AnnotationNode remote, boolean isActor) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    if (!isStatic && !isActor) {
      return error(
          method,
          "@Remote on an instance method needs an actor to run on.",
          "Annotate the class "
              + Names.binary(node.name)
              + " with @Remote, or make the method static.");
    }
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      return error(
          method,
          "A native method cannot be remote: its library does not travel.",
          "Annotate a method that calls it.");
    }
    int retries = Annotations.value(remote, "retries", Integer.class, 0);
    if (retries < 0) {
      return error(method, "retries is " + retries + ".", "Give 0 or more.");
    }
    int slots = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    if (slots > MAX_ARGUMENT_SLOTS) {
      return error(method, "It has too many parameters to be remote.", "Pass them as one object.");
    }
    return null;
  }

  private Message error(MethodNode method, String text, String remedy) {
    return messages.error(method.name, Lines.first(method), text, remedy);
  }
}
