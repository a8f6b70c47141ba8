package dev.weft.agent.weave;

import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.OwnClasses;
import dev.weft.agent.type.RemoteTypes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;

/**
 * Finds classes that make remote calls and are not woven, by their constants: first all classes are
 * shown that may have remote methods, then those that may call them. Calls are found by the class
 * that is named there: those through a subclass that mentions nothing remote are not.
 *
 * <p>Confined to one thread.
 */
public final class UnwovenCallers {

  /** {@code Weft} and {@code CallOptions} are there. */
  private static final String VERBS = "dev/weft/";

  private final RemoteTypes types;
  private final SortedSet<String> owners = new TreeSet<>();

  /**
   * @param classFiles finds the classes that others refer to
   */
  public UnwovenCallers(ClassFileLocator classFiles) {
    this.types = new RemoteTypes(new ClassInfos(classFiles));
  }

  /** Shows a class that may have remote methods. */
  public void addOwner(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    if (!OwnClasses.contains(reader.getClassName())
        && new Constants(reader).hasText(Names.REMOTE_ANNOTATION)) {
      owners.add(reader.getClassName());
    }
  }

  /** The internal names of the classes so far that may have remote methods. */
  public SortedSet<String> owners() {
    return Collections.unmodifiableSortedSet(owners);
  }

  /**
   * Looks at a class.
   *
   * @param where where it comes from, for people
   */
  public Optional<UnwovenCaller> find(byte[] classFile, String where) {
    ClassReader reader = new ClassReader(classFile);
    Constants constants = new Constants(reader);
    String name = reader.getClassName();
    if (OwnClasses.contains(name) || constants.hasText(Names.WOVEN_ANNOTATION)) {
      return Optional.empty();
    }
    if (types.isActor(name) || hasTask(name)) {
      return Optional.of(new UnwovenCaller(Names.binary(name), where, ""));
    }
    return constants
        .methods(owner -> owners.contains(owner) || owner.startsWith(VERBS))
        .filter(this::isRemote)
        .findFirst()
        .map(callee -> caller(name, where, callee));
  }

  private boolean hasTask(String name) {
    return owners.contains(name)
        && types.infos().find(name).stream()
            .flatMap(info -> info.methods().stream())
            .anyMatch(types::isListedTask);
  }

  private boolean isRemote(Constants.Method method) {
    if (Constants.isVerb(method)) {
      return true;
    }
    return types.task(method.owner(), method.name(), method.descriptor()).isPresent()
        || types.instanceTask(method.owner(), method.name(), method.descriptor()).isPresent()
        || types.actorMethod(method.owner(), method.name(), method.descriptor()).isPresent();
  }

  private static UnwovenCaller caller(String name, String where, Constants.Method callee) {
    return new UnwovenCaller(
        Names.binary(name), where, Names.simple(callee.owner()) + "." + callee.name());
  }
}
