package dev.weft.agent.weave;

import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.MethodCode;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.BitSet;

/**
 * Finds the methods of a class that weaving leaves as they are, so that they need not be read: they
 * are not remote, and no instruction of theirs refers to anything that is.
 *
 * <p>In a class that is an actor, may override tasks, or uses the verbs of {@code Weft}, all
 * methods are looked at.
 */
final class QuietMethods implements ConstantPool.Members {

  private final RemoteTypes types;

  private QuietMethods(RemoteTypes types) {
    this.types = types;
  }

  /**
   * The numbers of these methods, in the order of the class file.
   *
   * @throws RuntimeException if the class file is damaged
   */
  static BitSet of(ConstantPool constants, ClassInfo info, RemoteTypes types) {
    BitSet quiet = new BitSet();
    if (constants.namesClass(Names.WEFT)
        || constants.namesClass(Names.CALL_OPTIONS)
        || types.isActor(info.name())
        || ConstantPoolScan.inherits(constants, types)) {
      return quiet;
    }
    boolean[] concerning = constants.concerning(new QuietMethods(types), types.infos().families());
    MethodCode code = new MethodCode(constants);
    int number = 0;
    for (MethodInfo method : info.methods()) {
      boolean isQuiet =
          code.next()
              && !method.isRemote()
              && !method.isRestored()
              && !method.isReadOnly()
              && !code.mentions(concerning);
      quiet.set(number++, isQuiet);
    }
    return quiet;
  }

  @Override
  public boolean mayConcern(String owner) {
    return types.mayHaveTasks(owner);
  }

  @Override
  public boolean concerns(String owner, String name, String descriptor) {
    if (!types.mayBeRemote(owner, name)) {
      return false;
    }
    return types.isActor(owner)
        || (descriptor.startsWith("(")
            && (types.task(owner, name, descriptor).isPresent()
                || types.instanceTask(owner, name, descriptor).isPresent()));
  }

  @Override
  public boolean concerns(String type) {
    return types.isActor(type);
  }
}
