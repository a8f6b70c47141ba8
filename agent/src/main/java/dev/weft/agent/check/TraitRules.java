package dev.weft.agent.check;

import dev.weft.agent.type.ActorAttributes;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Says what is wrong with what the annotation of an actor class says of its actors. */
final class TraitRules {

  private static final Pattern GROUP =
      Pattern.compile("\\s*([A-Za-z][A-Za-z0-9_.-]*)\\s*=\\s*([0-9]{1,6})\\s*");
  private static final String KEYED = "(Ljava/lang/String;)V";
  private static final Set<String> UNUSED =
      Set.of("cpus", "memory", "resources", "concurrencyGroup");

  private final RemoteTypes types;
  private final Messages messages;

  TraitRules(RemoteTypes types, Messages messages) {
    this.types = types;
    this.messages = messages;
  }

  /** The error that keeps a class from being an actor, if there is one. */
  @Nullable Message refuse(ClassNode node) {
    Message refusal = null;
    AnnotationNode remote = Annotations.find(node.visibleAnnotations, Names.REMOTE_ANNOTATION);
    if (remote != null) {
      refusal = numbers(node, remote);
      if (refusal == null) {
        refusal = groups(node, remote);
      }
      warnOfUnused(node, remote);
    }
    return refusal == null ? keyed(node) : refusal;
  }

  private @Nullable Message numbers(ClassNode node, AnnotationNode remote) {
    Message refusal =
        tooSmall(node, remote, "maxRestarts", 0, -1, "Give 0 or more, or -1 for any number.");
    if (refusal == null) {
      refusal = tooSmall(node, remote, "concurrency", 1, 1, "Give 1 or more.");
    }
    if (refusal == null) {
      refusal =
          tooSmall(node, remote, "maxPendingCalls", 0, 0, "Give 1 or more, or 0 for any number.");
    }
    if (refusal == null) {
      refusal = tooSmall(node, remote, "retries", 0, 0, "Give 0 or more.");
    }
    if (refusal == null) {
      refusal = tooSmall(node, remote, "timeoutMillis", 0, "Give 1 or more, or 0 for any time.");
    }
    return refusal == null
        ? tooSmall(
            node, remote, "sleepAfterMillis", 0, "Give 1 or more, or 0 for as long as it lives.")
        : refusal;
  }

  private @Nullable Message tooSmall(
      ClassNode node,
      AnnotationNode remote,
      String attribute,
      int usual,
      int least,
      String remedy) {
    int value = Annotations.value(remote, attribute, Integer.class, usual);
    return value < least ? refuse(node, attribute + " is " + value + ".", remedy) : null;
  }

  private @Nullable Message tooSmall(
      ClassNode node, AnnotationNode remote, String attribute, long least, String remedy) {
    long value = Annotations.value(remote, attribute, Long.class, least);
    return value < least ? refuse(node, attribute + " is " + value + ".", remedy) : null;
  }

  private @Nullable Message groups(ClassNode node, AnnotationNode remote) {
    Set<String> seen = new HashSet<>();
    for (Object group : Annotations.value(remote, "concurrencyGroups", List.class, List.of())) {
      Matcher matcher = GROUP.matcher(group.toString());
      if (!matcher.matches() || Integer.parseInt(matcher.group(2)) < 1) {
        return refuse(
            node,
            "\"" + group + "\" is no concurrency group.",
            "Give its name, of letters, digits, '_', '.' and '-', and how many of its calls run at"
                + " a time, 1 or more: \"io=2\".");
      }
      if (!seen.add(matcher.group(1))) {
        return refuse(
            node, "It has two groups \"" + matcher.group(1) + "\".", "Take one of them away.");
      }
    }
    return null;
  }

  private @Nullable Message keyed(ClassNode node) {
    boolean isKeyed = new ActorAttributes(types, node.name).isKeyed();
    if (!isKeyed || (node.access & Opcodes.ACC_ABSTRACT) != 0) {
      return null;
    }
    boolean takesKey =
        node.methods.stream().anyMatch(m -> m.name.equals("<init>") && m.desc.equals(KEYED));
    return takesKey
        ? null
        : refuse(
            node,
            "It is keyed, and has no constructor that can take the key.",
            "Give it one with exactly one parameter, of type String, or take keyed away.");
  }

  private void warnOfUnused(ClassNode node, AnnotationNode remote) {
    for (String attribute : Annotations.attributes(remote)) {
      if (UNUSED.contains(attribute)) {
        messages.warning(
            "",
            line(node),
            attribute + " is for methods, and has no effect on a class.",
            attribute.equals("concurrencyGroup")
                ? "Say it of the methods that belong to the group."
                : "Take it away; an actor lives where its key belongs.");
      }
    }
  }

  private Message refuse(ClassNode node, String text, String remedy) {
    return messages.error("", line(node), text, remedy);
  }

  /** That of its first constructor: where a class stands, its file does not say. */
  private static int line(ClassNode node) {
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>")) {
        return Lines.first(method);
      }
    }
    return 0;
  }
}
