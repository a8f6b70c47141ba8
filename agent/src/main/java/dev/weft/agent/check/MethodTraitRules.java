package dev.weft.agent.check;

import dev.weft.agent.type.ActorAttributes;
import dev.weft.agent.type.RemoteTypes;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Says what is wrong with attributes of a method that are for actors, or for tasks only. */
final class MethodTraitRules {

  private static final Set<String> OF_TASKS = Set.of("cpus", "memory", "resources");

  private final RemoteTypes types;
  private final Messages messages;

  MethodTraitRules(RemoteTypes types, Messages messages) {
    this.types = types;
    this.messages = messages;
  }

  /** The error that keeps a method from being remote, if there is one. */
  @Nullable Message refuse(
      ClassNode node, MethodNode method, AnnotationNode remote, boolean isActor) {
    for (String attribute : Annotations.attributes(remote)) {
      if (ActorAttributes.OF_CLASSES.contains(attribute)) {
        return error(
            method,
            attribute + " is said of actors, not of methods.",
            isActor
                ? "Say it in the annotation of the class."
                : "Say it in the annotation of an actor class, or take it away.");
      }
    }
    boolean isOfActor = isActor && (method.access & Opcodes.ACC_STATIC) == 0;
    String group = Annotations.value(remote, "concurrencyGroup", String.class, "");
    if (!group.isEmpty() && !isOfActor) {
      return error(
          method,
          "concurrencyGroup is for methods of actors, and this is a task.",
          "Take it away; cpus says how many of a task run on a member.");
    }
    if (isOfActor) {
      warnOfTaskOptions(method, remote);
    }
    return group.isEmpty() ? null : unknownGroup(node, method, group);
  }

  private @Nullable Message unknownGroup(ClassNode node, MethodNode method, String group) {
    Set<String> groups = new ActorAttributes(types, node.name).groups();
    if (groups.contains(group)) {
      return null;
    }
    Optional<String> meant = Spelling.nearest(group, groups);
    return error(
        method,
        "Its class has no concurrency group \"" + group + "\".",
        meant.isPresent()
            ? "Did you mean \"" + meant.get() + "\"?"
            : "Give the class one: @Remote(concurrencyGroups = \"" + group + "=2\").");
  }

  private void warnOfTaskOptions(MethodNode method, AnnotationNode remote) {
    for (String attribute : Annotations.attributes(remote)) {
      if (OF_TASKS.contains(attribute)) {
        messages.warning(
            method.name,
            Lines.first(method),
            attribute + " is for tasks, and has no effect on a method of an actor.",
            "Take it away; concurrencyGroup says how many of its calls run at a time.");
      }
    }
  }

  private Message error(MethodNode method, String text, String remedy) {
    return messages.error(method.name, Lines.first(method), text, remedy);
  }
}
