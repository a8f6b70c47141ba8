package dev.weft.agent.type;

import org.objectweb.asm.Opcodes;

/**
 * One field as its class file declares it.
 *
 * @param owner the internal name of the class that declares it
 * @param access its access flags
 */
public record FieldInfo(String owner, String name, String descriptor, int access) {

  /** Whether it has a flag of {@link Opcodes}. */
  public boolean is(int flag) {
    return (access & flag) != 0;
  }
}
