package dev.weft.agent.type;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The default methods that a class has from interfaces, as the JVM selects them: a method of a
 * class wins, abstract or not; else the one in the most specific interface, if there is exactly one
 * with a body.
 */
public final class DefaultMethods {

  /** What the methods of the JDK's interfaces take or give that cannot leave the process. */
  private static final List<String> STAYS =
      List.of(
          "java/util/function/",
          "java/util/stream/",
          "java/util/Comparator",
          "java/util/Iterator",
          "java/util/ListIterator",
          "java/util/Spliterator",
          "java/util/PrimitiveIterator");

  private final Map<String, MethodInfo> selected;
  private final List<String> missing;

  private DefaultMethods(Map<String, MethodInfo> selected, List<String> missing) {
    this.selected = selected;
    this.missing = missing;
  }

  /** Those of a class; none if an interface or superclass cannot be found. */
  public static DefaultMethods of(String internalName, ClassInfos infos) {
    List<ClassInfo> classes = infos.hierarchy(internalName);
    Map<String, ClassInfo> interfaces = new LinkedHashMap<>();
    Set<String> missing = new LinkedHashSet<>();
    Set<String> declared = new HashSet<>();
    String next = internalName;
    for (ClassInfo info : classes) {
      collect(info, infos, interfaces, missing);
      info.methods().stream()
          .filter(DefaultMethods::isOfTheClass)
          .forEach(method -> declared.add(key(method)));
      next = info.superName();
    }
    if (next != null) {
      missing.add(next);
    }
    return missing.isEmpty()
        ? new DefaultMethods(select(interfaces, declared), List.of())
        : new DefaultMethods(Map.of(), List.copyOf(missing));
  }

  /** The selected methods that run on the actor when they are called on a handle. */
  public List<MethodInfo> remote() {
    return selected.values().stream().filter(DefaultMethods::isEligible).toList();
  }

  /** The same method, if it is one of {@link #remote}. */
  public Optional<MethodInfo> remote(String name, String descriptor) {
    return Optional.ofNullable(selected.get(name + descriptor)).filter(DefaultMethods::isEligible);
  }

  /** Whether both have the method from the same interface. */
  public boolean agrees(MethodInfo method) {
    MethodInfo own = selected.get(key(method));
    return own != null && own.owner().equals(method.owner());
  }

  /** Internal names of what could not be found. */
  public List<String> missing() {
    return missing;
  }

  /** Whether an interface is another one or extends it. */
  public static boolean isWithin(String internalName, String ancestor, ClassInfos infos) {
    return internalName.equals(ancestor)
        || infos
            .find(internalName)
            .map(info -> info.interfaces().stream().anyMatch(i -> isWithin(i, ancestor, infos)))
            .orElse(false);
  }

  private static void collect(
      ClassInfo info, ClassInfos infos, Map<String, ClassInfo> found, Set<String> missing) {
    for (String name : info.interfaces()) {
      if (name.equals(Names.ACTOR) || found.containsKey(name)) {
        continue;
      }
      Optional<ClassInfo> parent = infos.find(name);
      if (parent.isEmpty()) {
        missing.add(name);
      } else {
        found.put(name, parent.get());
        collect(parent.get(), infos, found, missing);
      }
    }
  }

  /** What the weaver added to a class that is woven already does not count as declared. */
  private static boolean isOfTheClass(MethodInfo method) {
    boolean isAdded = method.is(Opcodes.ACC_SYNTHETIC) && !method.is(Opcodes.ACC_BRIDGE);
    return !isAdded && !method.is(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE);
  }

  private static Map<String, MethodInfo> select(
      Map<String, ClassInfo> interfaces, Set<String> declared) {
    Map<String, List<MethodInfo>> candidates = new LinkedHashMap<>();
    for (ClassInfo info : interfaces.values()) {
      for (MethodInfo method : info.methods()) {
        if (!method.is(Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)
            && !declared.contains(key(method))) {
          candidates.computeIfAbsent(key(method), k -> new ArrayList<>()).add(method);
        }
      }
    }
    Map<String, MethodInfo> selected = new LinkedHashMap<>();
    candidates.forEach(
        (key, methods) -> {
          List<MethodInfo> bodies =
              methods.stream()
                  .filter(method -> isMostSpecific(method, methods, interfaces))
                  .filter(method -> !method.is(Opcodes.ACC_ABSTRACT))
                  .toList();
          if (bodies.size() == 1) {
            selected.put(key, bodies.get(0));
          }
        });
    return selected;
  }

  private static boolean isMostSpecific(
      MethodInfo method, List<MethodInfo> all, Map<String, ClassInfo> interfaces) {
    return all.stream().noneMatch(other -> extendsIt(other.owner(), method.owner(), interfaces));
  }

  private static boolean extendsIt(
      String name, String ancestor, Map<String, ClassInfo> interfaces) {
    ClassInfo info = interfaces.get(name);
    return info != null
        && info.interfaces().stream()
            .anyMatch(i -> i.equals(ancestor) || extendsIt(i, ancestor, interfaces));
  }

  private static boolean isEligible(MethodInfo method) {
    return RemoteTypes.isEligibleMethod(method)
        && (!RemoteTypes.isForeign(method.owner()) || canTravel(method));
  }

  private static boolean canTravel(MethodInfo method) {
    List<Type> types = new ArrayList<>(List.of(Type.getArgumentTypes(method.descriptor())));
    types.add(Type.getReturnType(method.descriptor()));
    return types.stream()
        .filter(type -> type.getSort() == Type.OBJECT)
        .map(Type::getInternalName)
        .noneMatch(name -> STAYS.stream().anyMatch(name::startsWith));
  }

  private static String key(MethodInfo method) {
    return method.name() + method.descriptor();
  }
}
