package dev.weft.agent.type;

import java.util.List;

/**
 * What nearly always suffices to know that a class has nothing to do with Weft, and costs little.
 *
 * @param parents the internal names of its superclass and interfaces, without those of the JDK
 * @param mentionsRemote whether the name of the annotation is among its constants, or a pattern of
 *     {@code weft.include} names the class
 */
public record ClassHeader(List<String> parents, boolean mentionsRemote) {

  private static final ClassHeader PLAIN = new ClassHeader(List.of(), false);

  public ClassHeader {
    parents = List.copyOf(parents);
  }

  /** Takes it from the constants of a class, of which it keeps nothing. */
  public static ClassHeader of(ConstantPool constants, Includes includes) {
    List<String> parents = constants.parents();
    boolean mentionsRemote =
        constants.mentionsRemote()
            || (includes != Includes.NONE && includes.contains(constants.className()));
    return parents.isEmpty() && !mentionsRemote ? PLAIN : new ClassHeader(parents, mentionsRemote);
  }
}
