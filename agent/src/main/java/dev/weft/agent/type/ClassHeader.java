package dev.weft.agent.type;

import java.util.ArrayList;
import java.util.List;

/**
 * What nearly always suffices to know that a class has nothing to do with Weft, and costs little.
 *
 * @param parents the internal names of its superclass and interfaces, without those of the JDK
 * @param mentionsRemote whether the name of the annotation is among its constants, or a pattern of
 *     {@code weft.include} names the class
 */
record ClassHeader(List<String> parents, boolean mentionsRemote) {

  private static final ClassHeader PLAIN = new ClassHeader(List.of(), false);

  static ClassHeader of(ConstantPool constants, Includes includes) {
    List<String> parents = parents(constants);
    boolean mentionsRemote =
        constants.mentionsRemote()
            || (includes != Includes.NONE && includes.contains(constants.className()));
    return parents.isEmpty() && !mentionsRemote ? PLAIN : new ClassHeader(parents, mentionsRemote);
  }

  private static List<String> parents(ConstantPool constants) {
    List<String> interfaces = constants.interfaces();
    String superName = constants.superName();
    List<String> parents = new ArrayList<>(1 + interfaces.size());
    if (superName != null && !RemoteTypes.isForeign(superName)) {
      parents.add(superName);
    }
    for (String name : interfaces) {
      if (!RemoteTypes.isForeign(name)) {
        parents.add(name);
      }
    }
    return parents;
  }

  /** Whether it has a superclass or interface outside of the JDK. */
  boolean hasFamily() {
    return !parents.isEmpty();
  }
}
