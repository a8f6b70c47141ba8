package dev.weft.agent.weave;

import dev.weft.agent.call.Arguments;
import dev.weft.agent.check.Annotations;
import dev.weft.agent.check.Messages;
import dev.weft.agent.type.ActorAttributes;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.DefaultMethods;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes a class an actor: each instance is a handle or the live instance, told apart by one hidden
 * field. A handle has the very class that the program names, so that reflection, {@code A::new},
 * frameworks and code that is not woven get actors too.
 */
final class ActorClass {

  private static final String SYNCHRONIZED_BODY = Names.ADDED + "synchronized$";

  private final ClassNode node;
  private final RemoteTypes types;
  private final TableMethod table;
  private final Messages messages;
  private final ActorAttributes attributes;
  private final Prologue prologue;
  private final boolean isTopmost;
  private final String actorName;
  private final List<MethodNode> added = new ArrayList<>();

  /** Methods whose lock has moved away with their body, and no subclass overrides; to the body. */
  private final Map<String, MethodNode> locked = new HashMap<>();

  /** Methods whose own code a handle never comes to. */
  private final List<MethodNode> live = new ArrayList<>();

  ActorClass(ClassNode node, RemoteTypes types, TableMethod table, Messages messages) {
    this.node = node;
    this.types = types;
    this.table = table;
    this.messages = messages;
    this.attributes = new ActorAttributes(types, node.name);
    this.prologue = new Prologue(node);
    this.isTopmost = !types.isActor(node.superName);
    String given =
        Annotations.value(
            Annotations.find(node.visibleAnnotations, Names.REMOTE_ANNOTATION),
            "name",
            String.class,
            "");
    this.actorName = given.isEmpty() ? TableMethod.simpleName(node) : given;
  }

  void weave() {
    List<MethodNode> declared = List.copyOf(node.methods);
    attributes.ofClass().forEach(table::trait);
    if (isTopmost) {
      overrideInherited();
    }
    overrideDefaults();
    for (MethodNode method : declared) {
      if (RemoteTypes.isEligibleMethod(info(method)) || (isTopmost && opensInherited(method))) {
        weave(method);
      }
      if (Annotations.has(method.visibleAnnotations, Names.RESTORED_ANNOTATION)
          && !overridesRestored(method)) {
        table.restored(method);
      }
    }
    new OwnLocks(node.name, live, locked).weave();
    new ActorIdentity(node, types).weave();
    FieldAccessors.addTo(node, table, actorName);
    OnlyConstructor.mark(node, types.infos());
    new ActorConstructors(node, types).weave(table, actorName);
    if (isTopmost) {
      ActorState.addTo(node);
    }
    node.methods.addAll(added);
  }

  private void weave(MethodNode method) {
    table.method(method, actorName);
    attributes.of(method.name, method.desc).forEach(table::option);
    if ((method.access & Opcodes.ACC_ABSTRACT) != 0) {
      return;
    }
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      moveSynchronizedBody(method);
    } else {
      live.add(method);
    }
    prologue.addCall(method);
  }

  /** A handle must not hold its own lock while it waits, so the lock moves away with the body. */
  private void moveSynchronizedBody(MethodNode method) {
    MethodNode body =
        new MethodNode(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNCHRONIZED | Opcodes.ACC_SYNTHETIC,
            SYNCHRONIZED_BODY + method.name,
            method.desc,
            null,
            method.exceptions.toArray(String[]::new));
    SlotShift.copy(method, body, 0, 0);
    added.add(body);
    live.add(body);
    if (((method.access | node.access) & Opcodes.ACC_FINAL) != 0
        || (method.access & Opcodes.ACC_PRIVATE) != 0) {
      locked.put(method.name + method.desc, body);
    }
    method.access &= ~Opcodes.ACC_SYNCHRONIZED;
    method.instructions.clear();
    method.tryCatchBlocks.clear();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
    addReturnOf(method, node.name, body.name);
  }

  /**
   * Gives the class methods of its own in place of those that it inherits from superclasses outside
   * Weft: on a handle these would run here, on an empty state.
   */
  private void overrideInherited() {
    Set<String> seen = new HashSet<>();
    node.methods.forEach(method -> seen.add(method.name + method.desc));
    for (ClassInfo parent : types.infos().hierarchy(node.superName)) {
      if (parent.name().equals(Names.OBJECT)) {
        return;
      }
      for (MethodInfo method : parent.methods()) {
        if (seen.add(method.name() + method.descriptor())
            && RemoteTypes.isEligibleInherited(method, node.name)) {
          override(method);
        }
      }
    }
  }

  private void override(MethodInfo method) {
    int access =
        method.access() & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED | Opcodes.ACC_VARARGS);
    MethodNode override = new MethodNode(access, method.name(), method.descriptor(), null, null);
    addReturnOf(override, node.superName, method.name());
    table.method(override, actorName);
    attributes.of(override.name, override.desc).forEach(table::option);
    prologue.addCall(override);
    added.add(override);
  }

  /**
   * Gives the class methods of its own in place of default methods of interfaces: on a handle they
   * would run here, and each call in them would be sent by itself, others coming between.
   */
  private void overrideDefaults() {
    DefaultMethods own = DefaultMethods.of(node.name, types.infos());
    for (String missing : own.missing()) {
      messages.warning(
          "",
          0,
          Names.binary(missing)
              + " cannot be found: default methods of interfaces run on the handle, and only the"
              + " calls in them are sent.",
          "Put it on the class path of the weaver.");
    }
    DefaultMethods inherited =
        isTopmost
            ? DefaultMethods.of(Names.OBJECT, types.infos())
            : DefaultMethods.of(node.superName, types.infos());
    for (MethodInfo method : own.remote()) {
      if (!inherited.agrees(method)) {
        overrideDefault(method);
      }
    }
  }

  private void overrideDefault(MethodInfo method) {
    MethodNode override =
        new MethodNode(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC | (method.access() & Opcodes.ACC_VARARGS),
            method.name(),
            method.descriptor(),
            null,
            null);
    Optional<String> direct = directInterface(method.owner());
    addReturnOf(override, direct.orElse(node.superName), method.name(), direct.isPresent());
    table.addedMethod(override, actorName + "." + method.name());
    attributes.of(override.name, override.desc).forEach(table::option);
    prologue.addCall(override);
    added.add(override);
  }

  /** Code may name only interfaces that the class itself implements, not those behind them. */
  private Optional<String> directInterface(String owner) {
    return node.interfaces.contains(owner)
        ? Optional.of(owner)
        : node.interfaces.stream()
            .filter(direct -> DefaultMethods.isWithin(direct, owner, types.infos()))
            .findFirst();
  }

  private static void addReturnOf(MethodNode method, String owner, String name) {
    addReturnOf(method, owner, name, false);
  }

  private static void addReturnOf(
      MethodNode method, String owner, String name, boolean isInterface) {
    method.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    method.instructions.add(Arguments.load(method.desc, 1));
    method.instructions.add(
        new MethodInsnNode(Opcodes.INVOKESPECIAL, owner, name, method.desc, isInterface));
    method.instructions.add(
        new InsnNode(Type.getReturnType(method.desc).getOpcode(Opcodes.IRETURN)));
  }

  /**
   * Whether it is the bridge by which a public class makes a method of its package-private
   * superclass callable: that one, outside Weft, would run on a handle.
   */
  private boolean opensInherited(MethodNode method) {
    if ((method.access & Opcodes.ACC_BRIDGE) == 0) {
      return false;
    }
    for (AbstractInsnNode instruction : method.instructions) {
      if (instruction instanceof MethodInsnNode call
          && call.getOpcode() == Opcodes.INVOKESPECIAL
          && call.name.equals(method.name)
          && call.desc.equals(method.desc)) {
        return true;
      }
    }
    return false;
  }

  /** A superclass's table has the method already, and calls it virtually. */
  private boolean overridesRestored(MethodNode method) {
    return types.infos().hierarchy(node.superName).stream()
        .filter(parent -> types.isActor(parent.name()))
        .flatMap(parent -> parent.methods().stream())
        .anyMatch(
            other ->
                other.isRestored()
                    && !other.is(Opcodes.ACC_PRIVATE)
                    && other.matches(method.name, method.desc));
  }

  private MethodInfo info(MethodNode method) {
    return new MethodInfo(node.name, method.name, method.desc, method.access, false, false);
  }
}
