package dev.weft.agent.weave;

import dev.weft.agent.check.ActorRules;
import dev.weft.agent.check.ActorWarnings;
import dev.weft.agent.check.Annotations;
import dev.weft.agent.check.IncludeRules;
import dev.weft.agent.check.Message;
import dev.weft.agent.check.Messages;
import dev.weft.agent.check.TaskRules;
import dev.weft.agent.report.SourceCalls;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Includes;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

  private final RemoteTypes types;

  /**
   * @param classFiles finds the classes that woven ones refer to, the JDK's included
   */
  public Weaver(ClassFileLocator classFiles) {
    this(classFiles, Includes.NONE);
  }

  /**
   * @param classFiles finds the classes that woven ones refer to, the JDK's included
   * @param includes methods to be woven as if they were annotated; the woven ones are
   */
  public Weaver(ClassFileLocator classFiles, Includes includes) {
    this.types = new RemoteTypes(new ClassInfos(classFiles, includes));
  }

  /**
   * Weaves a class. Code that cannot be woven as written gives errors among the messages, and woven
   * bytes in which the place throws when it is reached.
   *
   * @throws IllegalArgumentException if the class file is newer than this weaver can read
   */
  public WovenClass weave(byte[] classFile) {
    ConstantPool constants = ConstantPool.of(classFile);
    String name = Names.binary(constants.className());
    if (!ConstantPoolScan.mayConcern(constants, types)) {
      return WovenClass.unchanged(name, List.of());
    }
    ClassReader reader = new ClassReader(classFile);
    ClassInfo info = types.infos().add(reader);
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.SKIP_FRAMES);
    if (Annotations.has(node.visibleAnnotations, Names.WOVEN_ANNOTATION)) {
      return alreadyWoven(info);
    }
    Messages messages = new Messages(name, node.sourceFile);
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
            .filter(m -> types.isListedTask(m) || (isActor && RemoteTypes.isEligibleMethod(m)))
            .count();
    return new WovenClass(
        Names.binary(info.name()), null, (int) methods, isActor, List.of(), List.of());
  }

  private WovenClass weave(ClassNode node, Messages messages) {
    boolean isRemote = types.isActor(node.name);
    Optional<Message> refusal =
        isRemote ? new ActorRules(types, messages).refuse(node) : Optional.empty();
    boolean isActor = isRemote && refusal.isEmpty();
    TaskRules rules = new TaskRules(messages);
    Map<MethodNode, Message> refused = rules.refuse(node, isRemote);
    Map<MethodNode, MethodInfo> tasks = tasks(node, refused);
    rules.warn(node, types);
    new IncludeRules(types, messages).warn(types.infos().find(node.name).orElseThrow());

    boolean changed = !refused.isEmpty() || refusal.isPresent();
    SourceCalls reports = new SourceCalls(node);
    if (isActor) {
      new ActorWarnings(types, messages).warn(node);
    }
    new MonitorWarnings(node, types, messages).warn();
    changed |= new FieldAccesses(node, types, messages).weave();
    Lambdas lambdas = new Lambdas(node, types, messages);
    changed |= lambdas.weave();
    reports.addExplicit();
    PlainCalls calls = new PlainCalls(node, types, messages, lambdas.copies());
    changed |= calls.weave();
    reports.addAll(calls.reports());
    refused.forEach(Refusals::refuseMethod);
    refusal.ifPresent(message -> Refusals.refuseClass(node, message));

    TableMethod table = new TableMethod(node);
    tasks.forEach(
        (method, task) -> {
          table.task(method, types.mark(task));
          if (task.isRemote()) {
            annotate(method);
          }
        });
    if (isActor) {
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
            reports.toList())
        : WovenClass.unchanged(Names.binary(node.name), messages.toList());
  }

  private Map<MethodNode, MethodInfo> tasks(ClassNode node, Map<MethodNode, Message> refused) {
    ClassInfo info = types.infos().find(node.name).orElseThrow();
    Map<MethodNode, MethodInfo> tasks = new LinkedHashMap<>();
    for (MethodNode method : node.methods) {
      if (!refused.containsKey(method)) {
        info.method(method.name, method.desc)
            .filter(types::isListedTask)
            .ifPresent(task -> tasks.put(method, task));
      }
    }
    return tasks;
  }

  /** Makes an included method known to those who read the woven class. */
  private static void annotate(MethodNode method) {
    if (!Annotations.has(method.visibleAnnotations, Names.REMOTE_ANNOTATION)) {
      if (method.visibleAnnotations == null) {
        method.visibleAnnotations = new ArrayList<>();
      }
      method.visibleAnnotations.add(new AnnotationNode(Names.REMOTE_ANNOTATION));
    }
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
