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
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * Reads class files when they are asked for, and keeps what it read.
 *
 * <p>A class that cannot be found is remembered as missing: the weaver then takes it for one that
 * has nothing to do with Weft.
 */
public final class ClassInfos {

  private final ClassFileLocator classFiles;
  private final Includes includes;
  private final ConcurrentMap<String, Optional<ClassInfo>> known = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Optional<ClassHeader>> headers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Boolean> families = new ConcurrentHashMap<>();

  public ClassInfos(ClassFileLocator classFiles) {
    this(classFiles, Includes.NONE);
  }

  /**
   * @param includes methods that are remote without an annotation
   */
  public ClassInfos(ClassFileLocator classFiles, Includes includes) {
    this.classFiles = classFiles;
    this.includes = includes;
  }

  /** The methods that are remote without an annotation. */
  public Includes includes() {
    return includes;
  }

  /** The class of that internal name, if its class file can be found and read. */
  public Optional<ClassInfo> find(String internalName) {
    Optional<ClassInfo> info = known.get(internalName);
    if (info == null) {
      info =
          read(internalName)
              .map(
                  reader ->
                      ClassInfo.of(
                          reader,
                          includes)); // not under the map's lock: a class loader may come back to
      // us
      known.put(internalName, info);
    }
    return info;
  }

  /** Takes a class from its bytes, which need not be where others are found. */
  public ClassInfo add(ClassReader reader) {
    ClassInfo info = ClassInfo.of(reader, includes);
    known.put(info.name(), Optional.of(info));
    return info;
  }

  /** The class and its superclasses, nearest first, as far as they can be found. */
  public List<ClassInfo> hierarchy(String internalName) {
    List<ClassInfo> classes = new ArrayList<>();
    Optional<ClassInfo> next = find(internalName);
    while (next.isPresent()) {
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
    hierarchy(internalName).forEach(info -> found.put(info.name(), info));
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

  private boolean isAssignable(String from, String to) {
    return hierarchy(from).stream().anyMatch(info -> info.name().equals(to));
  }

  /**
   * Takes note of a class that is being woven, and tells whether its own constants or those of a
   * superclass or interface mention the annotation.
   */
  public boolean seeHierarchy(ClassReader reader) {
    ClassHeader header = ClassHeader.of(reader, includes);
    headers.put(reader.getClassName(), Optional.of(header));
    families.remove(reader.getClassName());
    return familyMentionsRemote(reader.getClassName());
  }

  /** Whether the constants of a class or a superclass mention the annotation at all. */
  boolean hierarchyMentionsRemote(@Nullable String internalName) {
    String next = internalName;
    while (next != null && !RemoteTypes.isForeign(next)) {
      Optional<ClassHeader> header = header(next);
      if (header.isPresent() && header.get().mentionsRemote()) {
        return true;
      }
      next = header.map(ClassHeader::superName).orElse(null);
    }
    return false;
  }

  /** The same of a class, a superclass, or an interface of any of them. */
  boolean familyMentionsRemote(String internalName) {
    Boolean known = families.get(internalName);
    return known != null ? known : familyMentionsRemote(internalName, new HashSet<>());
  }

  /**
   * @param seen the classes that are being looked at: a class file may name itself
   */
  private boolean familyMentionsRemote(String internalName, Set<String> seen) {
    Boolean known = families.get(internalName);
    if (known == null) {
      known = seen.add(internalName) && mentionsRemote(internalName, seen);
      families.put(internalName, known);
    }
    return known;
  }

  private boolean mentionsRemote(String internalName, Set<String> seen) {
    if (RemoteTypes.isForeign(internalName)) {
      return false;
    }
    Optional<ClassHeader> found = header(internalName);
    if (found.isEmpty()) {
      return false;
    }
    ClassHeader header = found.get();
    String parent = header.superName();
    return header.mentionsRemote()
        || (parent != null && familyMentionsRemote(parent, seen))
        || header.interfaces().stream().anyMatch(name -> familyMentionsRemote(name, seen));
  }

  private Optional<ClassHeader> header(String internalName) {
    Optional<ClassHeader> header = headers.get(internalName);
    if (header == null) {
      header = read(internalName).map(reader -> ClassHeader.of(reader, includes));
      headers.put(internalName, header);
    }
    return header;
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
