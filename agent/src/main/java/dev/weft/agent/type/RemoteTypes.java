package dev.weft.agent.type;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Answers what a class or a called method means to Weft. */
public final class RemoteTypes {

  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");
  private static final List<String> LOCAL =
      List.of(
          "equals(Ljava/lang/Object;)Z",
          "hashCode()I",
          "toString()Ljava/lang/String;",
          "finalize()V",
          "clone()Ljava/lang/Object;");

  private final ClassInfos infos;

  public RemoteTypes(ClassInfos infos) {
    this.infos = infos;
  }

  public ClassInfos infos() {
    return infos;
  }

  /** Whether a class is an actor: it or a superclass is annotated. */
  public boolean isActor(String internalName) {
    return infos.hierarchyMentionsRemote(internalName)
        && infos.hierarchy(internalName).stream().anyMatch(ClassInfo::isRemote);
  }

  /** The task that a static call of these names means, if it is one. */
  public Optional<MethodInfo> task(String owner, String name, String descriptor) {
    if (!infos.hierarchyMentionsRemote(owner)) {
      return Optional.empty();
    }
    return declared(owner, name, descriptor)
        .filter(method -> method.isRemote() && isEligibleTask(method));
  }

  /** The method of an actor that an instance call of these names means, if it is one. */
  public Optional<MethodInfo> actorMethod(String owner, String name, String descriptor) {
    if (!isActor(owner)) {
      return Optional.empty();
    }
    return declared(owner, name, descriptor)
        .filter(method -> isRemoteMethod(method, owner))
        .or(() -> DefaultMethods.of(owner, infos).remote(name, descriptor));
  }

  /** Whether code of a class may name a type; of one that cannot be found it is assumed. */
  public boolean isAccessible(Type type, String from) {
    Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
    if (element.getSort() != Type.OBJECT || isForeign(element.getInternalName())) {
      return true;
    }
    String name = element.getInternalName();
    return packageOf(name).equals(packageOf(from))
        || infos.find(name).map(info -> (info.access() & Opcodes.ACC_PUBLIC) != 0).orElse(true);
  }

  private static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** Whether a declared static method can be a task at all. */
  public static boolean isEligibleTask(MethodInfo method) {
    return method.is(Opcodes.ACC_STATIC)
        && !method.is(Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC)
        && !method.name().startsWith("<");
  }

  /** Whether an instance method that an actor class declares is called remotely. */
  public static boolean isEligibleMethod(MethodInfo method) {
    return !method.is(
            Opcodes.ACC_STATIC | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_BRIDGE)
        && !method.name().startsWith("<")
        && !isLocal(method);
  }

  /** Whether it is one of {@code Object}'s methods that stay local on a handle. */
  public static boolean isLocal(MethodInfo method) {
    return LOCAL.contains(method.name() + method.descriptor());
  }

  /**
   * Whether a method that is inherited from a superclass outside Weft gets an override in the actor
   * class that inherits it, so that it is called remotely too.
   */
  public static boolean isEligibleInherited(MethodInfo method, String actor) {
    return isEligibleMethod(method)
        && !method.is(Opcodes.ACC_FINAL | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT)
        && isVisible(method, actor);
  }

  /** Whether code of a class, or of a subclass, may name a method that is not private. */
  public static boolean isVisible(MethodInfo method, String from) {
    return method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
        || packageOf(method.owner()).equals(packageOf(from));
  }

  /** Whether a class belongs to the JDK, where nothing is remote. */
  public static boolean isForeign(String internalName) {
    return internalName.startsWith("[") || JDK.stream().anyMatch(internalName::startsWith);
  }

  private boolean isRemoteMethod(MethodInfo method, String actor) {
    return isActor(method.owner())
        ? isEligibleMethod(method)
        : !method.owner().equals(Names.OBJECT) && isEligibleInherited(method, topmostActor(actor));
  }

  /** The actor class of a hierarchy whose superclass is none. */
  private String topmostActor(String actor) {
    return infos.hierarchy(actor).stream()
        .map(ClassInfo::name)
        .filter(this::isActor)
        .reduce((lower, upper) -> upper)
        .orElse(actor);
  }

  private Optional<MethodInfo> declared(String owner, String name, String descriptor) {
    for (ClassInfo info : infos.hierarchy(owner)) {
      Optional<MethodInfo> method = info.method(name, descriptor);
      if (method.isPresent()) {
        return method;
      }
    }
    return Optional.empty();
  }
}
