package dev.weft.agent.type;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Answers what a class or a called method means to Weft. */
public final class RemoteTypes {

  private static final int MAX_ARGUMENT_SLOTS = 200;
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

  /** Standards that the JDK brings under their own names. */
  private static final List<String> JDK_STANDARDS =
      List.of("org/w3c/dom/", "org/xml/sax/", "org/ietf/jgss/");

  private static final List<String> LOCAL =
      List.of(
          "equals(Ljava/lang/Object;)Z",
          "hashCode()I",
          "toString()Ljava/lang/String;",
          "finalize()V");

  private final ClassInfos infos;
  private final InstanceTasks instanceTasks;

  public RemoteTypes(ClassInfos infos) {
    this.infos = infos;
    this.instanceTasks = new InstanceTasks(infos);
  }

  public ClassInfos infos() {
    return infos;
  }

  /** Whether a class is an actor: it or a superclass is annotated. */
  public boolean isActor(String internalName) {
    return infos.families().mention(internalName) && infos.remote(internalName).isActor();
  }

  /**
   * Whether a call of these names can mean anything remote, whatever the descriptor; quick to
   * answer.
   */
  public boolean mayBeRemote(String owner, String name) {
    if (!infos.families().mention(owner)) {
      return false;
    }
    ClassInfos.Remote remote = infos.remote(owner);
    return remote.isActor() || remote.methods().contains(name);
  }

  /** Whether a class can have tasks at all, be they inherited; quick to answer. */
  public boolean mayHaveTasks(String internalName) {
    return infos.families().mention(internalName);
  }

  /** Whether subclasses of a class are actors, or may override tasks; of static ones none does. */
  public boolean hasInheritable(String internalName) {
    if (infos.families().mention(internalName)) {
      for (ClassInfo info : infos.family(internalName)) {
        if (info.isRemote() || hasInstanceTask(info)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean hasInstanceTask(ClassInfo info) {
    for (MethodInfo method : info.methods()) {
      if (method.isRemote() && !method.is(Opcodes.ACC_STATIC)) {
        return true;
      }
    }
    return false;
  }

  /** The task that a static call of these names means, if it is one. */
  public Optional<MethodInfo> task(String owner, String name, String descriptor) {
    if (!infos.families().mention(owner)) {
      return Optional.empty();
    }
    Optional<MethodInfo> method = declared(owner, name, descriptor);
    return method.isPresent() && method.get().isRemote() && isEligibleTask(method.get())
        ? method
        : Optional.empty();
  }

  /**
   * The task that an instance call of these names means, if it is one: the method itself or one
   * that it overrides, whichever is listed in the table of its class.
   */
  public Optional<MethodInfo> instanceTask(String owner, String name, String descriptor) {
    if (name.startsWith("<") || !infos.families().mention(owner) || isActor(owner)) {
      return Optional.empty();
    }
    return instanceTasks.find(owner, name, descriptor);
  }

  /** Whether a declared method is a task, be it static or not, and stands in its class's table. */
  public boolean isListedTask(MethodInfo method) {
    return method.is(Opcodes.ACC_STATIC)
        ? method.isRemote() && isEligibleTask(method)
        : !isActor(method.owner()) && instanceTasks.isListed(method);
  }

  /** The annotation by which a task of {@link #isListedTask} is remote. */
  public RemoteMark mark(MethodInfo task) {
    return instanceTasks.mark(task).orElse(RemoteMark.PLAIN);
  }

  /**
   * Whether callers of a method wait where the call stands: it says so itself, or a method does
   * that it overrides, or the class of an actor.
   *
   * @param owner the class named at the call
   * @param method what {@link #task}, {@link #instanceTask} or {@link #actorMethod} found there
   */
  public boolean isAwaited(String owner, MethodInfo method) {
    if (mark(method).isAwaited()) {
      return true;
    }
    return isActor(owner)
        && !method.is(Opcodes.ACC_STATIC)
        && infos.hierarchy(owner).stream()
            .anyMatch(
                info -> isAwaited(info.mark()) || awaits(info, method.name(), method.descriptor()));
  }

  private static boolean awaits(ClassInfo info, String name, String descriptor) {
    return info.method(name, descriptor)
        .map(MethodInfo::mark)
        .filter(RemoteMark::isAwaited)
        .isPresent();
  }

  private static boolean isAwaited(@Nullable RemoteMark mark) {
    return mark != null && mark.isAwaited();
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

  /** The field of an actor class that an access of these names means, if it is one. */
  public Optional<FieldInfo> actorField(String owner, String name, String descriptor) {
    if (!isActor(owner)) {
      return Optional.empty();
    }
    for (ClassInfo info : infos.hierarchy(owner)) {
      Optional<FieldInfo> field = info.field(name, descriptor);
      if (field.isPresent()) {
        return field.filter(f -> isActor(f.owner()));
      }
    }
    return Optional.empty();
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

  static String packageOf(String internalName) {
    return internalName.substring(0, internalName.lastIndexOf('/') + 1);
  }

  /** Whether a declared static method can be a task at all. */
  public static boolean isEligibleTask(MethodInfo method) {
    return method.is(Opcodes.ACC_STATIC)
        && !method.is(Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC)
        && !method.name().startsWith("<")
        && hasFewParameters(method.descriptor());
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
    return LOCAL.contains(method.name() + method.descriptor())
        || (method.name().equals("clone") && method.descriptor().startsWith("()"));
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

  /**
   * Whether a method has not too many parameters to be called remotely: a method handle takes 255
   * slots, of which some are left for the receiver, the options and the array.
   */
  public static boolean hasFewParameters(String descriptor) {
    int withReceiver = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
    return withReceiver - 1 <= MAX_ARGUMENT_SLOTS;
  }

  /** Whether a class belongs to the JDK, where nothing is remote. */
  public static boolean isForeign(String internalName) {
    char first = internalName.isEmpty() ? ' ' : internalName.charAt(0);
    if (first == '[') {
      return true;
    }
    return first == 'o'
        ? beginsWithOneOf(JDK_STANDARDS, internalName)
        : (first == 'j' || first == 's' || first == 'c') && beginsWithOneOf(JDK, internalName);
  }

  private static boolean beginsWithOneOf(List<String> prefixes, String name) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
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
