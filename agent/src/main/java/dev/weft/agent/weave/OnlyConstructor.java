package dev.weft.agent.weave;

import dev.weft.agent.check.Annotations;
import dev.weft.agent.type.ClassInfos;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Keeps a class's only constructor the one that Spring calls. Spring takes the only constructor of
 * a bean without being told, but an actor class has more once it is woven; so the one that its
 * author wrote gets the annotation by which Spring is told.
 */
final class OnlyConstructor {

  private static final String AUTOWIRED = "org/springframework/beans/factory/annotation/Autowired";

  private OnlyConstructor() {}

  /**
   * Marks it, if there is one only, with parameters, in a class that can see Spring.
   *
   * @param node an actor class, its constructors as its author wrote them
   */
  static void mark(ClassNode node, ClassInfos infos) {
    List<MethodNode> constructors =
        node.methods.stream().filter(method -> method.name.equals("<init>")).toList();
    if (constructors.size() != 1
        || constructors.get(0).desc.startsWith("()")
        || infos.find(AUTOWIRED).isEmpty()) {
      return;
    }
    MethodNode only = constructors.get(0);
    if (only.visibleAnnotations == null) {
      only.visibleAnnotations = new ArrayList<>();
    }
    String descriptor = "L" + AUTOWIRED + ";";
    if (!Annotations.has(only.visibleAnnotations, descriptor)) {
      only.visibleAnnotations.add(new AnnotationNode(descriptor));
    }
  }
}
