package dev.weft.agent.type;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
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
  private final ConcurrentMap<String, Optional<ClassHeader>> headers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Boolean> families = new ConcurrentHashMap<>();

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
      info = read(internalName).map(reader -> ClassInfo.of(reader, includes));
      known.put(internalName, info);
    }
    return info.map(plain::seen);
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

  /**
   * Takes note of a class that is being woven, and tells whether its own constants or those of a
   * superclass or interface mention the annotation.
   */
  public boolean seeFamily(ConstantPool constants) {
    String name = constants.className();
    ClassHeader header = ClassHeader.of(constants, includes);
    headers.put(name, Optional.of(header));
    boolean mentions = mentionsRemote(name, header);
    families.put(name, mentions);
    return mentions;
  }

  /** Whether a class itself mentions the annotation, or a pattern names it. */
  public boolean mentionsRemote(ConstantPool constants) {
    return ClassHeader.of(constants, includes).mentionsRemote();
  }

  /**
   * Whether the constants of a class, a superclass, or an interface of any of them mention the
   * annotation at all.
   */
  public boolean familyMentionsRemote(String internalName) {
    if (RemoteTypes.isForeign(internalName)) {
      return false;
    }
    Boolean known = families.get(internalName);
    if (known == null) {
      Optional<ClassHeader> header = header(internalName);
      known = header.isPresent() && mentionsRemote(internalName, header.get());
      families.put(internalName, known);
    }
    return known;
  }

  private boolean mentionsRemote(String internalName, ClassHeader header) {
    return header.mentionsRemote()
        || (header.hasFamily() && familyMentionsRemote(internalName, header));
  }

  /** Walks the family; a damaged class file may name itself as an ancestor. */
  private boolean familyMentionsRemote(String internalName, ClassHeader own) {
    Set<String> seen = new HashSet<>(Set.of(internalName));
    Deque<ClassHeader> family = new ArrayDeque<>(List.of(own));
    while (!family.isEmpty()) {
      ClassHeader header = family.remove();
      if (header.mentionsRemote()) {
        return true;
      }
      for (String parent : header.parents()) {
        Boolean known = families.get(parent);
        if (known != null && known) {
          return true;
        }
        if (known == null && seen.add(parent)) {
          header(parent).ifPresent(family::add);
        }
      }
    }
    return false;
  }

  private Optional<ClassHeader> header(String internalName) {
    Optional<ClassHeader> header = headers.get(internalName);
    if (header == null) {
      header = readHeader(internalName);
      headers.put(internalName, header);
    }
    return header;
  }

  private Optional<ClassHeader> readHeader(String internalName) {
    try {
      if (classFiles instanceof ConstantFiles files) {
        ConstantPool constants = files.constants(internalName);
        return constants == null
            ? Optional.empty()
            : Optional.of(ClassHeader.of(constants, includes));
      }
      ClassFileLocator.Resolution found = classFiles.locate(Names.binary(internalName));
      return found.isResolved()
          ? Optional.of(ClassHeader.of(ConstantPool.of(found.resolve()), includes))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // unreadable: as good as missing
    }
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
