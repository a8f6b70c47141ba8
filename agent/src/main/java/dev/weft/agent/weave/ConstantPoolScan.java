package dev.weft.agent.weave;

import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Families;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.Set;

/**
 * Looks at a class's constants only, to tell in microseconds that it has nothing to do with Weft:
 * that is true of nearly every class.
 */
final class ConstantPoolScan implements ConstantPool.Calls {

  /** Those whose calls, or the lambdas given to them, are woven. */
  private static final Set<String> VERBS =
      Set.of("remote", "actor", "map", "mapUnordered", "executor");

  private final RemoteTypes types;

  private ConstantPoolScan(RemoteTypes types) {
    this.types = types;
  }

  /** Whether a class declares, inherits or refers to anything remote. */
  static boolean mayConcern(ConstantPool constants, RemoteTypes types) {
    Families families = types.infos().families();
    if (families.isPlain(constants)) {
      return false; // true of nearly every class
    }
    boolean mayInherit =
        families.see(constants) && (families.isNamed(constants) || inherits(constants, types));
    return mayInherit || constants.anyCall(new ConstantPoolScan(types), families);
  }

  /** Whether a class is an actor, or has tasks, by what it extends or implements. */
  static boolean inherits(ConstantPool constants, RemoteTypes types) {
    String superName = constants.superName();
    if (superName != null && types.hasInheritable(superName)) {
      return true;
    }
    for (String name : constants.interfaces()) {
      if (types.hasInheritable(name)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean mayConcern(String owner) {
    return isVerbs(owner) || types.mayHaveTasks(owner);
  }

  @Override
  public boolean concerns(String owner, String name, String descriptor) {
    if (isVerbs(owner)) {
      return VERBS.contains(name);
    }
    if (!types.mayBeRemote(owner, name)) {
      return false;
    }
    if (types.isActor(owner)) {
      return true; // it is created or called, and callers go on meanwhile
    }
    return descriptor.startsWith("(")
        && !name.startsWith("<")
        && (types.task(owner, name, descriptor).isPresent()
            || types.instanceTask(owner, name, descriptor).isPresent());
  }

  private static boolean isVerbs(String owner) {
    return owner.equals(Names.WEFT) || owner.equals(Names.CALL_OPTIONS);
  }
}
