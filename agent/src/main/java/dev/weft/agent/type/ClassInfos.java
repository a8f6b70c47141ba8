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
  private final PlainNames families = new PlainNames();

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
    families.put(Names.WEFT, PlainNames.Answer.MENTIONS); // who names these may make calls
    families.put(Names.CALL_OPTIONS, PlainNames.Answer.MENTIONS);
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

  /**
   * Whether all that a class names is known to have nothing to do with Weft, so that it has not
   * either, which is noted. This answers for most classes, and cheaply.
   */
  public boolean namesOnlyPlain(ConstantPool constants) {
    if (constants.mentionsRemote()
        || includes != Includes.NONE
        || !constants.namesOnlyPlain(families)) {
      return false;
    }
    constants.notePlain(families);
    return true;
  }

  /**
   * Takes note of a class that is being woven, and tells whether its own constants or those of a
   * superclass or interface mention the annotation.
   */
  public boolean seeFamily(ConstantPool constants) {
    String name = constants.className();
    boolean mentions =
        familyMentionsRemote(
            ClassHeader.of(constants, includes), new HashSet<>(Set.of(constants.className())));
    note(name, mentions);
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
    if (RemoteTypes.isForeign(internalName) || OwnClasses.isRuntime(internalName)) {
      return false;
    }
    PlainNames.Answer known = families.find(internalName);
    return known == PlainNames.Answer.UNKNOWN
        ? findFamily(internalName, new HashSet<>())
        : known == PlainNames.Answer.MENTIONS;
  }

  /**
   * @param asked the classes whose answer waits for this one's: a damaged class file may name
   *     itself as an ancestor
   */
  private boolean findFamily(String internalName, Set<String> asked) {
    if (!asked.add(internalName)) {
      return false;
    }
    Optional<ClassHeader> header = readHeader(internalName);
    boolean mentions = header.isPresent() && familyMentionsRemote(header.get(), asked);
    note(internalName, mentions);
    return mentions;
  }

  private boolean familyMentionsRemote(ClassHeader header, Set<String> asked) {
    if (header.mentionsRemote()) {
      return true;
    }
    for (String parent : header.parents()) {
      PlainNames.Answer known = families.find(parent);
      if (known == PlainNames.Answer.MENTIONS
          || (known == PlainNames.Answer.UNKNOWN && findFamily(parent, asked))) {
        return true;
      }
    }
    return false;
  }

  private void note(String internalName, boolean mentions) {
    families.put(internalName, mentions ? PlainNames.Answer.MENTIONS : PlainNames.Answer.PLAIN);
  }

  private Optional<ClassHeader> readHeader(String internalName) {
    try {
      if (classFiles instanceof HeaderFiles files) {
        return Optional.ofNullable(files.header(internalName, includes));
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
