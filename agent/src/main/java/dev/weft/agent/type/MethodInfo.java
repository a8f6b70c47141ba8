package dev.weft.agent.type;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;

/**
 * One method as its class file declares it.
 *
 * @param owner the internal name of the class that declares it
 * @param access its access flags
 * @param mark what its own {@code @Remote} says; null without one. A method that {@code
 *     weft.include} names has one
 * @param isRestored whether it is annotated {@code @Restored}
 * @param isReadOnly whether it is annotated {@code @ReadOnly}
 */
public record MethodInfo(
    String owner,
    String name,
    String descriptor,
    int access,
    @Nullable RemoteMark mark,
    boolean isRestored,
    boolean isReadOnly) {

  /** A method whose annotation, if it is remote, has no attributes. */
  public MethodInfo(
      String owner,
      String name,
      String descriptor,
      int access,
      boolean isRemote,
      boolean isRestored) {
    this(owner, name, descriptor, access, isRemote ? RemoteMark.PLAIN : null, isRestored, false);
  }

  /** Whether it is annotated {@code @Remote} itself. */
  public boolean isRemote() {
    return mark != null;
  }

  /** The same method with another annotation. */
  MethodInfo as(RemoteMark otherMark) {
    return new MethodInfo(owner, name, descriptor, access, otherMark, isRestored, isReadOnly);
  }

  /** Whether it has a flag of {@link Opcodes}. */
  public boolean is(int flag) {
    return (access & flag) != 0;
  }

  /** Whether it is the method of that name and descriptor. */
  public boolean matches(String otherName, String otherDescriptor) {
    return name.equals(otherName) && descriptor.equals(otherDescriptor);
  }
}
