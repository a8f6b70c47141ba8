package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;

/**
 * A place where one of the verbs gets a lambda.
 *
 * @param method where it stands
 * @param call the call of the verb
 * @param lambda what makes the lambda, directly before the call; null if it is not in place
 */
record LambdaSite(MethodNode method, MethodInsnNode call, @Nullable InvokeDynamicInsnNode lambda) {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** All such places in a method, in order. */
  static List<LambdaSite> in(MethodNode method) {
    List<LambdaSite> sites = new ArrayList<>();
    Set<LabelNode> targets = null;
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call && isVerb(call)) {
        if (targets == null) {
          targets = jumpTargets(method);
        }
        sites.add(new LambdaSite(method, call, lambdaBefore(call, targets)));
      }
    }
    return sites;
  }

  /** Whether the verb is called on options. */
  boolean hasOptions() {
    return call.owner.equals(Names.CALL_OPTIONS);
  }

  /** Whether the lambda creates an actor, rather than making a call. */
  boolean isCreation() {
    return call.name.equals("actor");
  }

  /** The verb as it reads in source. */
  String verb() {
    return hasOptions() ? "options()." + call.name : "Weft." + call.name;
  }

  /** What the lambda runs, if it is in place. */
  Optional<Handle> body() {
    return lambda == null ? Optional.empty() : Optional.of((Handle) lambda.bsmArgs[1]);
  }

  private static boolean isVerb(MethodInsnNode call) {
    if (call.owner.equals(Names.WEFT)) {
      return call.name.equals("remote");
    }
    return call.owner.equals(Names.CALL_OPTIONS)
        && (call.name.equals("remote") || (call.name.equals("actor") && isCreation(call)));
  }

  private static boolean isCreation(MethodInsnNode call) {
    return call.desc.startsWith("(Ljava/util/function/Supplier;)");
  }

  private static @Nullable InvokeDynamicInsnNode lambdaBefore(
      MethodInsnNode call, Set<LabelNode> targets) {
    AbstractInsnNode node = call.getPrevious();
    while (node != null && node.getOpcode() < 0) {
      if (node instanceof LabelNode label && targets.contains(label)) {
        return null; // another lambda may come from there
      }
      node = node.getPrevious();
    }
    return node instanceof InvokeDynamicInsnNode site
            && site.bsm.getOwner().equals(METAFACTORY)
            && site.bsm.getName().equals("metafactory")
        ? site
        : null;
  }

  private static Set<LabelNode> jumpTargets(MethodNode method) {
    Set<LabelNode> targets = new HashSet<>();
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof JumpInsnNode jump) {
        targets.add(jump.label);
      } else if (instruction instanceof TableSwitchInsnNode table) {
        targets.add(table.dflt);
        targets.addAll(table.labels);
      } else if (instruction instanceof LookupSwitchInsnNode lookup) {
        targets.add(lookup.dflt);
        targets.addAll(lookup.labels);
      }
    }
    return targets;
  }
}
