package dev.weft.agent.torture;

import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Annotates classes that know nothing of Weft with {@code @Remote}. */
final class Annotator {

  private final int every;
  private final boolean isForActors;
  private final BiPredicate<String, MethodNode> isOrdered;
  private int seen;
  private int methods;
  private int ordered;

  private Annotator(int every, boolean isForActors, BiPredicate<String, MethodNode> isOrdered) {
    this.every = every;
    this.isForActors = isForActors;
    this.isOrdered = isOrdered;
  }

  /** Makes every n-th static method a task, in the order of classes and methods. */
  static Annotator tasks(int every) {
    return new Annotator(every, false, (type, method) -> false);
  }

  /**
   * The same, with {@code await = true} where callers rely on more than the value: on methods
   * without one, and on those that are named.
   *
   * @param named as {@code Class.method}
   */
  static Annotator orderedTasks(int every, Set<String> named) {
    return new Annotator(
        every,
        false,
        (type, method) ->
            method.desc.endsWith(")V") || named.contains(Names.binary(type) + "." + method.name));
  }

  /** Makes all static methods tasks and all classes actors. */
  static Annotator everything() {
    return new Annotator(1, true, (type, method) -> false);
  }

  /** How many methods were made tasks. */
  int methods() {
    return methods;
  }

  /** How many of them callers await in place. */
  int ordered() {
    return ordered;
  }

  Library annotate(Library library) {
    Map<String, byte[]> remote = new TreeMap<>();
    library.classes().forEach((name, bytes) -> remote.put(name, annotate(bytes)));
    return new Library(library.name(), remote);
  }

  private byte[] annotate(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassNode node = new ClassNode();
    reader.accept(node, 0);
    boolean isClass =
        (node.access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD)) == 0;
    if (isForActors && isClass && "java/lang/Object".equals(node.superName)) {
      node.visibleAnnotations = remote(node.visibleAnnotations);
    }
    for (MethodNode method : node.methods) {
      if (canBeTask(method) && seen++ % every == 0) {
        method.visibleAnnotations = remote(method.visibleAnnotations);
        if (isOrdered.test(node.name, method)) {
          last(method.visibleAnnotations).values = List.of("await", true);
          ordered++;
        }
        methods++;
      }
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static boolean canBeTask(MethodNode method) {
    return (method.access & Opcodes.ACC_STATIC) != 0
        && (method.access & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_NATIVE)) == 0
        && !method.name.startsWith("<");
  }

  private static AnnotationNode last(List<AnnotationNode> annotations) {
    return annotations.get(annotations.size() - 1);
  }

  private static List<AnnotationNode> remote(@Nullable List<AnnotationNode> annotations) {
    List<AnnotationNode> all =
        annotations == null ? new ArrayList<>() : new ArrayList<>(annotations);
    all.add(new AnnotationNode(Names.REMOTE_ANNOTATION));
    return all;
  }
}
