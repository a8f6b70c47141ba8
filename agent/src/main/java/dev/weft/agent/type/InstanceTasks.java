package dev.weft.agent.type;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/**
 * Finds what makes a call of an instance method a task: the method's own annotation, or that of a
 * method which it overrides or implements. Methods of actors are not asked for here.
 *
 * <p>A method is <em>listed</em> when it stands in the table of its class and can be linked to: the
 * annotated ones, and those that override one under other erased types, through a bridge.
 */
final class InstanceTasks {

  private static final int STATIC_OR_PRIVATE = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE;

  private final ClassInfos infos;

  InstanceTasks(ClassInfos infos) {
    this.infos = infos;
  }

  /** The listed method to which a call of these names is linked, if it is a task. */
  Optional<MethodInfo> find(String owner, String name, String descriptor) {
    List<ClassInfo> family = infos.family(owner);
    Optional<MethodInfo> called = called(family, name, descriptor);
    if (called.isEmpty() || called.get().is(Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE)) {
      return Optional.empty();
    }
    return isListed(called.get()) ? called : overridden(family, called.get());
  }

  /** Whether a class has a method in its table. */
  boolean isListed(MethodInfo method) {
    return isEligible(method) && (method.isRemote() || overriddenThroughBridge(method).isPresent());
  }

  /** The annotation by which a listed method is remote. */
  Optional<RemoteMark> mark(MethodInfo listed) {
    if (listed.mark() != null) {
      return Optional.of(listed.mark());
    }
    Optional<MethodInfo> overridden = overriddenThroughBridge(listed);
    return overridden.isPresent() ? mark(overridden.get()) : Optional.empty();
  }

  /** Whether a declared instance method can be a task at all. */
  static boolean isEligible(MethodInfo method) {
    return !method.is(Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC)
        && !method.name().startsWith("<")
        && !RemoteTypes.isLocal(method)
        && RemoteTypes.hasFewParameters(method.descriptor());
  }

  private Optional<MethodInfo> overriddenThroughBridge(MethodInfo method) {
    if (method.is(STATIC_OR_PRIVATE)) {
      return Optional.empty();
    }
    ClassInfo owner = infos.find(method.owner()).orElse(null);
    if (owner == null || owner.bridges().isEmpty()) {
      return Optional.empty();
    }
    List<ClassInfo> family = infos.family(method.owner());
    return owner.methods().stream()
        .filter(m -> m.name().equals(method.name()))
        .filter(m -> method.descriptor().equals(owner.bridges().get(m.name() + m.descriptor())))
        .flatMap(bridge -> overridden(family, bridge).stream())
        .findFirst();
  }

  /** The listed method of the same descriptor that a method overrides. */
  private Optional<MethodInfo> overridden(List<ClassInfo> family, MethodInfo method) {
    if (method.is(STATIC_OR_PRIVATE)) {
      return Optional.empty();
    }
    for (ClassInfo info : family) {
      Optional<MethodInfo> other =
          info.name().equals(method.owner())
              ? Optional.empty()
              : info.method(method.name(), method.descriptor());
      if (other.isPresent() && isOverridable(other.get(), method) && isListed(other.get())) {
        return other;
      }
    }
    return Optional.empty();
  }

  private static boolean isOverridable(MethodInfo method, MethodInfo by) {
    return !method.is(STATIC_OR_PRIVATE)
        && (method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
            || RemoteTypes.packageOf(method.owner()).equals(RemoteTypes.packageOf(by.owner())));
  }

  /** The method that a call resolves to: superclasses before interfaces, as the JVM has it. */
  private static Optional<MethodInfo> called(
      List<ClassInfo> family, String name, String descriptor) {
    for (ClassInfo info : family) {
      Optional<MethodInfo> method = info.method(name, descriptor);
      if (method.isPresent()) {
        return method;
      }
    }
    return Optional.empty();
  }
}
