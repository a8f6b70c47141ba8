package dev.weft.agent.weave;

import dev.weft.agent.check.Annotations;
import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.OwnClasses;
import dev.weft.agent.type.RemoteTypes;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Finds classes that make remote calls and are not woven, by their constants: first all classes are
 * shown that may have remote methods, then those that may call them. Calls are found by the class
 * that is named there: those through a subclass that mentions nothing remote are not.
 *
 * <p>Confined to one thread.
 */
public final class UnwovenCallers {

  private final RemoteTypes types;
  private final SortedSet<String> owners = new TreeSet<>();

  /**
   * @param classFiles finds the classes that others refer to
   */
  public UnwovenCallers(ClassFileLocator classFiles) {
    this.types = new RemoteTypes(new ClassInfos(classFiles));
  }

  /**
   * Shows a class that may have remote methods.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  public void addOwner(byte[] classFile) {
    ConstantPool constants = ConstantPool.of(classFile);
    if (constants.mentionsRemote() && !OwnClasses.contains(constants.className())) {
      owners.add(constants.className());
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
   * @throws IllegalArgumentException if it is not a class file
   */
  public Optional<UnwovenCaller> find(byte[] classFile, String where) {
    ConstantPool constants = ConstantPool.of(classFile);
    String name = constants.className();
    if (OwnClasses.contains(name)) {
      return Optional.empty();
    }
    Callee callee = new Callee();
    boolean hasRemote = owners.contains(name) && (types.isActor(name) || hasTask(name));
    if ((!hasRemote && !constants.anyCall(callee, null)) || isWoven(classFile)) {
      return Optional.empty();
    }
    return Optional.of(new UnwovenCaller(Names.binary(name), where, callee.name));
  }

  private boolean hasTask(String name) {
    return types.infos().find(name).stream()
        .flatMap(info -> info.methods().stream())
        .anyMatch(types::isListedTask);
  }

  private static boolean isWoven(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile)
        .accept(node, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return Annotations.has(node.visibleAnnotations, Names.WOVEN_ANNOTATION);
  }

  /** The first remote method that a class refers to. */
  private final class Callee implements ConstantPool.Calls {

    private String name = "";

    @Override
    public boolean mayConcern(String owner) {
      return owners.contains(owner) || isVerbs(owner);
    }

    @Override
    public boolean concerns(String owner, String method, String descriptor) {
      boolean isRemote =
          isVerbs(owner)
              ? method.equals("remote") || method.equals("actor")
              : types.task(owner, method, descriptor).isPresent()
                  || types.instanceTask(owner, method, descriptor).isPresent()
                  || types.actorMethod(owner, method, descriptor).isPresent();
      if (isRemote) {
        name = Names.simple(owner) + "." + method;
      }
      return isRemote;
    }

    private static boolean isVerbs(String owner) {
      return owner.equals(Names.WEFT) || owner.equals(Names.CALL_OPTIONS);
    }
  }
}
