package dev.weft.agent.report;

import dev.weft.agent.type.Names;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Knows for the methods that a compiler made of lambdas where these stand in the source. */
final class LambdaUses {

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  /** What the weaver's copies of lambdas begin with: {@code weft$remote$method$0}. */
  private static final String COPY = "weft$";

  private final Map<String, Use> uses = new HashMap<>();

  private LambdaUses() {}

  /**
   * Where code stands in the source.
   *
   * @param method the method in the source
   * @param descriptor its descriptor
   * @param givenTo what the lambda is given to, as {@code Stream.map}; empty outside of lambdas
   */
  record Use(String method, String descriptor, String givenTo) {}

  static LambdaUses in(ClassNode node) {
    LambdaUses found = new LambdaUses();
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions) {
        if (instruction instanceof InvokeDynamicInsnNode site
            && site.bsm.getOwner().equals(METAFACTORY)
            && site.bsmArgs[1] instanceof Handle body
            && body.getOwner().equals(node.name)) {
          found.uses.put(
              body.getName() + body.getDesc(), new Use(method.name, method.desc, receiver(site)));
        }
      }
    }
    return found;
  }

  /** The place in the source of a method's code. */
  Use of(String method, String descriptor) {
    if (method.startsWith(COPY)) {
      String[] parts = method.split("\\$", -1);
      return new Use(parts.length > 2 ? parts[2] : method, descriptor, "");
    }
    Use innermost = uses.get(method + descriptor);
    if (innermost == null) {
      return new Use(method, descriptor, "");
    }
    Use place = innermost;
    for (int depth = 0; depth < uses.size(); depth++) {
      Use outer = uses.get(place.method() + place.descriptor());
      if (outer == null) {
        break;
      }
      place = outer;
    }
    return new Use(place.method(), place.descriptor(), innermost.givenTo());
  }

  /** The next call that takes what the site makes, if it is near. */
  private static String receiver(InvokeDynamicInsnNode site) {
    Type lambda = Type.getReturnType(site.desc);
    @Nullable AbstractInsnNode next = site.getNext();
    while (next != null) {
      if (next instanceof MethodInsnNode call
          && Arrays.asList(Type.getArgumentTypes(call.desc)).contains(lambda)) {
        return Names.simple(call.owner) + "." + call.name;
      }
      next = next.getNext();
    }
    return "a variable";
  }
}
