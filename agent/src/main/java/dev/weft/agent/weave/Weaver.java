package dev.weft.agent.weave;

import dev.weft.agent.check.ActorRules;
import dev.weft.agent.check.Annotations;
import dev.weft.agent.check.Message;
import dev.weft.agent.check.Messages;
import dev.weft.agent.check.TaskRules;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves class files: the same bytes give the same result, and no class is ever loaded.
 *
 * <p>One weaver serves the classes that one class loader finds, or one build. It may be used by
 * many threads at once.
 */
public final class Weaver {

  /** The version of the shape of woven code, as {@code @Woven} tells it. */
  public static final int VERSION = 1;

  /** {@code invokedynamic} and constant method handles came with Java 7. */
  private static final int OLDEST_CLASS_VERSION = Opcodes.V1_7;

  private static final int DEFAULT_RETRIES = 3;

  private final RemoteTypes types;

  /**
   * @param classFiles finds the classes that woven ones refer to, the JDK's included
   */
  public Weaver(ClassFileLocator classFiles) {
    this.types = new RemoteTypes(new ClassInfos(classFiles));
  }

  /**
   * Weaves a class. Code that cannot be woven as written gives errors among the messages, and woven
   * bytes in which the place throws when it is reached.
   *
   * @throws IllegalArgumentException if the class file is newer than this weaver can read
   */
  public WovenClass weave(byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    String name = Names.binary(reader.getClassName());
    if (!ConstantPoolScan.mayConcern(reader, types)) {
      return WovenClass.unchanged(name, List.of());
    }
    ClassInfo info = types.infos().add(reader);
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.SKIP_FRAMES);
    if (Annotations.has(node.visibleAnnotations, Names.WOVEN_ANNOTATION)) {
      return alreadyWoven(info);
    }
    Messages messages = new Messages(name);
    if ((node.version & 0xFFFF) < OLDEST_CLASS_VERSION) {
      messages.warning(
          "",
          0,
          "The class file is older than Java 7 and stays as it is: its remote calls run here.",
          "Compile it for a newer release.");
      return WovenClass.unchanged(name, messages.toList());
    }
    return weave(node, messages);
  }

  private WovenClass alreadyWoven(ClassInfo info) {
    boolean isActor = types.isActor(info.name());
    long methods =
        info.methods().stream()
            .filter(
                m ->
                    (m.isRemote() && RemoteTypes.isEligibleTask(m))
                        || (isActor && RemoteTypes.isEligibleMethod(m)))
            .count();
    return new WovenClass(
        Names.binary(info.name()), null, (int) methods, isActor, List.of(), List.of());
  }

  private WovenClass weave(ClassNode node, Messages messages) {
    boolean isRemote = types.isActor(node.name);
    Optional<Message> refusal =
        isRemote ? new ActorRules(types, messages).refuse(node) : Optional.empty();
    boolean isActor = isRemote && refusal.isEmpty();
    Map<MethodNode, Message> refused = new TaskRules(messages).refuse(node, isRemote);
    List<MethodNode> tasks = tasks(node, refused);

    boolean changed = !refused.isEmpty() || refusal.isPresent();
    changed |= new Lambdas(node, types, messages).weave();
    changed |= new PlainCalls(node, types, messages).weave();
    refused.forEach(Refusals::refuseMethod);
    refusal.ifPresent(message -> Refusals.refuseClass(node, message));

    TableMethod table = new TableMethod(node);
    tasks.forEach(task -> table.task(task, retries(task)));
    if (isActor) {
      new ActorRules(types, messages).warn(node);
      new ActorClass(node, types, table, messages).weave();
    }
    if (isActor || !tasks.isEmpty()) {
      table.write();
      changed = true;
    }
    return changed
        ? new WovenClass(
            Names.binary(node.name),
            write(node),
            table.methods(),
            isActor,
            messages.toList(),
            List.of())
        : WovenClass.unchanged(Names.binary(node.name), messages.toList());
  }

  private List<MethodNode> tasks(ClassNode node, Map<MethodNode, Message> refused) {
    List<MethodNode> tasks = new ArrayList<>();
    for (MethodNode method : node.methods) {
      boolean isTask =
          types
              .infos()
              .find(node.name)
              .flatMap(info -> info.method(method.name, method.desc))
              .filter(MethodInfo::isRemote)
              .filter(RemoteTypes::isEligibleTask)
              .isPresent();
      if (isTask && !refused.containsKey(method)) {
        tasks.add(method);
      }
    }
    return tasks;
  }

  private static int retries(MethodNode task) {
    return Annotations.value(
        Annotations.find(task.visibleAnnotations, Names.REMOTE_ANNOTATION),
        "retries",
        Integer.class,
        DEFAULT_RETRIES);
  }

  private byte[] write(ClassNode node) {
    AnnotationNode marker = new AnnotationNode(Names.WOVEN_ANNOTATION);
    marker.visit("value", VERSION);
    if (node.visibleAnnotations == null) {
      node.visibleAnnotations = new ArrayList<>();
    }
    node.visibleAnnotations.add(marker);
    WovenClassWriter writer = new WovenClassWriter(types.infos());
    node.accept(writer);
    return writer.toByteArray();
  }
}
