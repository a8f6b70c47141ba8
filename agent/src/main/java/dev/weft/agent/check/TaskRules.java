package dev.weft.agent.check;

import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Decides whether methods that are annotated one by one can be remote, and says why not. */
public final class TaskRules {

  private final RemoteTypes types;
  private final Messages messages;

  /**
   * @param types tells which methods are tasks, also by what they override
   */
  public TaskRules(RemoteTypes types, Messages messages) {
    this.types = types;
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
        if (message == null) {
          message = new MethodTraitRules(types, messages).refuse(node, method, remote, isActor);
        }
      } else if (!isActor
          && Annotations.has(method.visibleAnnotations, Names.RESTORED_ANNOTATION)) {
        message =
            error(
                method,
                "@Restored is for methods of actors, and this class is none.",
                "Annotate the class with @Remote.");
      }
      if (message == null) {
        message = new ReadOnlyRules(messages).refuse(method, isActor);
      }
      if (message != null) {
        refused.put(method, message);
      }
    }
    return refused;
  }

  private @Nullable Message refuse(
      ClassNode node, MethodNode method, AnnotationNode remote, boolean isActor) {
    if (method.name.startsWith("<")) {
      return error(
          method, "A constructor cannot be remote by itself.", "Annotate the class instead.");
    }
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      return error(
          method,
          "A native method cannot be remote: its library does not travel.",
          "Annotate a method that calls it.");
    }
    if ((method.access & Opcodes.ACC_STATIC) == 0 && !isActor && isLocal(method)) {
      warnOfLocal(method);
      return null;
    }
    int retries = Annotations.value(remote, "retries", Integer.class, 0);
    if (retries < 0) {
      return error(method, "retries is " + retries + ".", "Give 0 or more.");
    }
    long timeout = Annotations.value(remote, "timeoutMillis", Long.class, 0L);
    if (timeout < 0) {
      return error(method, "timeoutMillis is " + timeout + ".", "Give 0 or more.");
    }
    Optional<String> fault = ResourceRules.fault(remote);
    if (fault.isPresent()) {
      return error(
          method,
          fault.get(),
          "Give amounts of 0 or more, in steps of 0.001; resources as \"gpu=1\".");
    }
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    if (isInterface && (node.version & 0xFFFF) < Opcodes.V1_8) {
      return error(
          method,
          "An interface compiled for a release before Java 8 cannot hold the table of its tasks.",
          "Compile it for Java 8 or later, or annotate the methods that implement it.");
    }
    if (!RemoteTypes.hasFewParameters(method.desc)) {
      return error(method, "It has too many parameters to be remote.", "Pass them as one object.");
    }
    return null;
  }

  /** Warns of what instance methods will not do, as tasks, that they do in plain Java. */
  public void warn(ClassNode node) {
    for (MethodNode method : node.methods) {
      if ((method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC)) == 0
          && types.instanceTask(node.name, method.name, method.desc).isPresent()) {
        warn(node, method);
      }
    }
  }

  private void warn(ClassNode node, MethodNode task) {
    if ((task.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      messages.warning(
          task.name,
          Lines.first(task),
          "This task is synchronized: it locks the copy of its object that it runs on, which no"
              + " other call has.",
          "Take synchronized away, or make the class an actor.");
    }
    for (FieldNode field : node.fields) {
      if (field.name.startsWith("this$")) {
        messages.warning(
            task.name,
            Lines.first(task),
            "The receiver of this task goes along by value, and with it the instance of "
                + Type.getType(field.desc).getClassName()
                + " around it.",
            "Make the class static, or see to it that the outer instance may travel.");
      }
    }
  }

  private void warnOfLocal(MethodNode method) {
    messages.warning(
        method.name,
        Lines.first(method),
        "@Remote has no effect here: equals, hashCode, toString, finalize and clone are never"
            + " remote, since collections, logs and the JVM call them.",
        "Annotate another method, and call it.");
  }

  private static boolean isLocal(MethodNode method) {
    return RemoteTypes.isLocal(
        new MethodInfo("", method.name, method.desc, method.access, false, false));
  }

  private Message error(MethodNode method, String text, String remedy) {
    return messages.error(method.name, Lines.first(method), text, remedy);
  }
}
