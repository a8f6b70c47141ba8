package dev.weft.agent.type;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;

/**
 * Reads class files when they are asked for, and keeps what it read.
 *
 * <p>A class that cannot be found is remembered as missing: the weaver then takes it for one that
 * has nothing to do with Weft.
 */
public final class ClassInfos {

  /** No class has as many superclasses, but a damaged one that is its own. */
  private static final int MAX_DEPTH = 1000;

  private final ClassFileLocator classFiles;
  private final Includes includes;
  private final PlainClasses plain;
  private final ConcurrentMap<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();
  private final Families families;

  /** What was asked for since a class or a plain name was added; replaced then. */
  private volatile Remotes remotes = new Remotes(0, new ConcurrentHashMap<>());

  private record Remotes(int version, ConcurrentMap<String, Remote> known) {}

  /**
   * What is remote in a class's family.
   *
   * @param isActor whether the class or a superclass is annotated
   * @param methods the names of all methods that are remote, in the class, its superclasses and
   *     interfaces: no other can be a task
   */
  record Remote(boolean isActor, Set<String> methods) {}

  public ClassInfos(ClassFileLocator classFiles) {
    this(classFiles, Includes.NONE, new PlainClasses());
  }

  /**
   * @param includes methods that are remote without an annotation
   * @param plain classes in which nothing is remote
   */
  public ClassInfos(ClassFileLocator classFiles, Includes includes, PlainClasses plain) {
    this.classFiles = classFiles;
    this.includes = includes;
    this.plain = plain;
    this.families = new Families(classFiles, includes);
  }

  /** Whether a class stays plain Java, whatever it is annotated with. */
  public boolean isPlain(String internalName) {
    return plain.contains(internalName);
  }

  /** The methods that are remote without an annotation. */
  public Includes includes() {
    return includes;
  }

  /** The class of that internal name, if its class file can be found and read. */
  public Optional<ClassInfo> find(String internalName) {
    Optional<ClassInfo> info = known.get(internalName);
    if (info == null) {
      // not under the map's lock: a class loader may come back to us
      Optional<ClassReader> reader = read(internalName);
      info =
          reader.isEmpty() ? Optional.empty() : Optional.of(ClassInfo.of(reader.get(), includes));
      known.put(internalName, info);
    }
    return info.isPresent() && plain.contains(internalName)
        ? Optional.of(info.get().unmarked())
        : info;
  }

  /** Takes a class from its bytes, which need not be where others are found. */
  public ClassInfo add(ClassReader reader) {
    ClassInfo info = ClassInfo.of(reader, includes);
    known.put(info.name(), Optional.of(info));
    remotes = new Remotes(plain.version(), new ConcurrentHashMap<>());
    return info;
  }

  /** What is remote in the family of a class. */
  Remote remote(String internalName) {
    Remotes current = remotes;
    if (current.version() != plain.version()) {
      current = new Remotes(plain.version(), new ConcurrentHashMap<>());
      remotes = current;
    }
    Remote remote = current.known().get(internalName);
    if (remote == null) {
      remote = findRemote(internalName);
      current.known().put(internalName, remote);
    }
    return remote;
  }

  private Remote findRemote(String internalName) {
    boolean isActor = false;
    for (ClassInfo info : hierarchy(internalName)) {
      isActor |= info.isRemote();
    }
    Set<String> methods = new HashSet<>();
    for (ClassInfo info : family(internalName)) {
      for (MethodInfo method : info.methods()) {
        if (method.isRemote()) {
          methods.add(method.name());
        }
      }
    }
    return new Remote(isActor, methods);
  }

  /** The class and its superclasses, nearest first, as far as they can be found. */
  public List<ClassInfo> hierarchy(String internalName) {
    List<ClassInfo> classes = new ArrayList<>();
    Optional<ClassInfo> next = find(internalName);
    while (next.isPresent() && classes.size() < MAX_DEPTH) {
      ClassInfo info = next.get();
      classes.add(info);
      String parent = info.superName();
      next = parent == null ? Optional.empty() : find(parent);
    }
    return Collections.unmodifiableList(classes);
  }

  /**
   * The class, its superclasses, nearest first, and then the interfaces of all of them, as far as
   * they can be found.
   */
  public List<ClassInfo> family(String internalName) {
    Map<String, ClassInfo> found = new LinkedHashMap<>();
    for (ClassInfo info : hierarchy(internalName)) {
      found.put(info.name(), info);
    }
    for (ClassInfo info : List.copyOf(found.values())) {
      addInterfaces(info, found);
    }
    return List.copyOf(found.values());
  }

  private void addInterfaces(ClassInfo info, Map<String, ClassInfo> found) {
    for (String name : info.interfaces()) {
      if (!found.containsKey(name)) {
        Optional<ClassInfo> parent = find(name);
        if (parent.isPresent()) {
          found.put(name, parent.get());
          addInterfaces(parent.get(), found);
        }
      }
    }
  }

  /**
   * The nearest class that both are assignable to, as the verifier sees it: to it, interfaces are
   * {@code Object}. So is what cannot be found.
   */
  public String commonSuperclass(String a, String b) {
    if (isAssignable(a, b)) {
      return b;
    }
    if (isAssignable(b, a)) {
      return a;
    }
    List<String> ancestors = hierarchy(b).stream().map(ClassInfo::name).toList();
    return hierarchy(a).stream()
        .filter(info -> !info.isInterface())
        .map(ClassInfo::name)
        .filter(ancestors::contains)
        .findFirst()
        .orElse(Names.OBJECT);
  }

  /**
   * A class that is not found although the answer about the common superclass of two depends on it.
   */
  public Optional<String> missing(String a, String b) {
    if (isKnownInterface(a) || isKnownInterface(b)) {
      return Optional.empty();
    }
    Optional<String> missing = missing(a);
    return missing.isPresent() ? missing : missing(b);
  }

  private boolean isKnownInterface(String name) {
    return find(name).map(ClassInfo::isInterface).orElse(false);
  }

  private Optional<String> missing(String name) {
    List<ClassInfo> known = hierarchy(name);
    if (known.isEmpty()) {
      return Optional.of(name);
    }
    return Optional.ofNullable(known.get(known.size() - 1).superName());
  }

  private boolean isAssignable(String from, String to) {
    return hierarchy(from).stream().anyMatch(info -> info.name().equals(to));
  }

  /** What is known of families of classes, from a look at their constants. */
  public Families families() {
    return families;
  }

  private Optional<ClassReader> read(String internalName) {
    try {
      ClassFileLocator.Resolution found = classFiles.locate(Names.binary(internalName));
      return found.isResolved() ? Optional.of(new ClassReader(found.resolve())) : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // unreadable, or newer than ASM knows: as good as missing
    }
  }
}
