package dev.weft.agent.type;

import org.objectweb.asm.Opcodes;

/**
 * One method as its class file declares it.
 *
 * @param owner the internal name of the class that declares it
 * @param access its access flags
 * @param isRemote whether it is annotated {@code @Remote} itself
 * @param isRestored whether it is annotated {@code @Restored}
 */
public record MethodInfo(
    String owner,
    String name,
    String descriptor,
    int access,
    boolean isRemote,
    boolean isRestored) {

  /** Whether it has a flag of {@link Opcodes}. */
  public boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** Whether it is the method of that name and descriptor. */
  public boolean matches(String otherName, String otherDescriptor) {
    return name.equals(otherName) && descriptor.equals(otherDescriptor);
  }
}
