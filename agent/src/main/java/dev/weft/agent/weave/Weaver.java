package dev.weft.agent.weave;

import dev.weft.agent.check.ActorRules;
import dev.weft.agent.check.ActorWarnings;
import dev.weft.agent.check.Annotations;
import dev.weft.agent.check.IncludeRules;
import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Message;
import dev.weft.agent.check.Messages;
import dev.weft.agent.check.TaskRules;
import dev.weft.agent.flow.Flow;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.report.SourceCalls;
import dev.weft.agent.type.ClassInfo;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Includes;
import dev.weft.agent.type.MethodInfo;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.PlainClasses;
import dev.weft.agent.type.RemoteMark;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
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

  private final RemoteTypes types;
  private final boolean isReporting;

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
    this(classFiles, includes, new PlainClasses());
  }

  /**
   * @param classFiles finds the classes that woven ones refer to, the JDK's included
   * @param includes methods to be woven as if they were annotated; the woven ones are
   * @param plain classes that stay as they are, whatever their annotations; may grow
   */
  public Weaver(ClassFileLocator classFiles, Includes includes, PlainClasses plain) {
    this(classFiles, includes, plain, true);
  }

  /**
   * @param classFiles finds the classes that woven ones refer to, the JDK's included
   * @param includes methods to be woven as if they were annotated; the woven ones are
   * @param plain classes that stay as they are, whatever their annotations; may grow
   * @param isReporting whether somebody wants to know what became of calls
   */
  public Weaver(
      ClassFileLocator classFiles, Includes includes, PlainClasses plain, boolean isReporting) {
    this.types = new RemoteTypes(new ClassInfos(classFiles, includes, plain));
    this.isReporting = isReporting;
  }

  /**
   * Whether a class stays as it is, seen from nothing but what is known already of those that it
   * uses; false if that takes more than a look.
   */
  public boolean isKnownPlain(ConstantPool constants) {
    try {
      return types.infos().families().isKnownPlain(constants);
    } catch (RuntimeException e) {
      return false; // to be looked at whole, which tells what is wrong
    }
  }

  /** Whether a class stays as it is, seen from what it uses; false if that takes more than that. */
  public boolean isPlain(ConstantPool constants) {
    try {
      return types.infos().families().isPlain(constants);
    } catch (RuntimeException e) {
      return false;
    }
  }

  /**
   * Weaves a class. Code that cannot be woven as written gives errors among the messages, and woven
   * bytes in which the place throws when it is reached. A class file that cannot be woven at all
   * stays as it is, with a warning; so does one that is no class file.
   */
  public WovenClass weave(byte[] classFile) {
    ConstantPool constants;
    try {
      constants = ConstantPool.of(classFile);
    } catch (RuntimeException e) {
      return LeftOut.damaged("", e);
    }
    return weave(constants, classFile);
  }

  /**
   * Weaves a class as {@link #weave(byte[])} does.
   *
   * @param constants those of the class file
   */
  public WovenClass weave(ConstantPool constants, byte[] classFile) {
    String name = "";
    try {
      name = Names.binary(constants.className());
      if (types.infos().isPlain(constants.className())
          || !ConstantPoolScan.mayConcern(constants, types)) {
        return WovenClass.unchanged(name, List.of());
      }
    } catch (RuntimeException e) {
      return LeftOut.damaged(name, e);
    }
    try {
      return weave(name, constants, classFile);
    } catch (MethodTooLargeException e) {
      return LeftOut.tooLarge(name, e);
    } catch (ClassTooLargeException e) {
      return LeftOut.tooLarge(name, e);
    } catch (UnknownTypeException e) {
      return LeftOut.unknownType(name, e);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      return LeftOut.failed(name, e);
    }
  }

  private WovenClass weave(String name, ConstantPool constants, byte[] classFile) {
    if (LeftOut.isTooNew(classFile)) {
      return LeftOut.tooNew(name, classFile);
    }
    ClassInfo info;
    ClassReader reader;
    PartialClass node;
    try {
      reader = new ClassReader(classFile);
      info = types.infos().add(reader);
      node = PartialClass.read(reader, QuietMethods.of(constants, info, types));
    } catch (RuntimeException e) {
      return LeftOut.damaged(name, e);
    }
    if (Annotations.has(node.visibleAnnotations, Names.WOVEN_ANNOTATION)) {
      return alreadyWoven(info);
    }
    if (LeftOut.isTooOld(classFile)) {
      return LeftOut.tooOld(name);
    }
    WovenClass woven;
    try {
      woven = weave(node);
    } catch (ClassTooLargeException e) { // the constants of what was copied are all in it
      woven = weave(PartialClass.read(reader, new BitSet()));
    }
    return LargeCode.warn(woven, constants);
  }

  /** Weaves again what got too large: there each call is waited for where it stands. */
  WovenClass weave(PartialClass first) {
    PartialClass node = first;
    Set<String> tooLarge = new LinkedHashSet<>();
    while (true) {
      Messages messages = new Messages(Names.binary(node.name), node.sourceFile);
      try {
        return weave(node, messages, tooLarge);
      } catch (MethodTooLargeException e) {
        if (!tooLarge.add(e.getMethodName() + e.getDescriptor())) {
          throw e;
        }
        node = node.again();
      }
    }
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

  /**
   * @param tooLarge the names and descriptors of methods in which calls are waited for at once
   */
  private WovenClass weave(PartialClass node, Messages messages, Set<String> tooLarge) {
    boolean isRemote = types.isActor(node.name);
    Optional<Message> refusal =
        isRemote ? new ActorRules(types, messages).refuse(node) : Optional.empty();
    boolean isActor = isRemote && refusal.isEmpty();
    TaskRules rules = new TaskRules(types, messages);
    Map<MethodNode, Message> refused = rules.refuse(node, isRemote);
    Map<MethodNode, MethodInfo> tasks = tasks(node);
    rules.warn(node);
    if (types.infos().includes() != Includes.NONE) {
      new IncludeRules(types, messages).warn(types.infos().find(node.name).orElseThrow());
    }

    boolean changed = !refused.isEmpty() || refusal.isPresent();
    SourceCalls reports = isReporting ? new SourceCalls(node) : null;
    if (isActor) {
      new ActorWarnings(types, messages).warn(node);
    }
    new MonitorWarnings(node, types, messages).warn();
    changed |= new FieldAccesses(node, types, messages).weave();
    boolean makesExecutor = ExecutorCalls.weave(node);
    changed |= makesExecutor;
    Lambdas lambdas = new Lambdas(node, types, messages);
    changed |= lambdas.weave();
    if (reports != null) {
      reports.addExplicit();
    }
    Set<MethodNode> atOnce = new HashSet<>(lambdas.copies());
    atOnce.addAll(waitingAtOnce(node, tooLarge, messages));
    List<CallReport> plain = isReporting ? new ArrayList<>() : null;
    changed |= new PlainCalls(node, types, messages, atOnce, plain).weave();
    if (reports != null && plain != null) {
      reports.addAll(plain);
    }
    for (Map.Entry<MethodNode, Message> method : refused.entrySet()) {
      Refusals.refuseMethod(method.getKey(), method.getValue());
    }
    if (refusal.isPresent()) {
      Refusals.refuseClass(node, refusal.get());
    }

    TableMethod table = new TableMethod(node);
    for (Map.Entry<MethodNode, MethodInfo> task : tasks.entrySet()) {
      boolean isRefused = refused.containsKey(task.getKey()); // it is sent, and throws why not
      table.task(task.getKey(), isRefused ? RemoteMark.PLAIN : types.mark(task.getValue()));
      if (task.getValue().isRemote()) {
        annotate(task.getKey());
      }
    }
    if (isActor) {
      new ActorClass(node, types, table, messages).weave();
    }
    if (isActor || !tasks.isEmpty()) {
      table.write();
      changed = true;
    }
    changed |= PortableLambdas.weave(node, isActor, makesExecutor);
    return changed
        ? new WovenClass(
            Names.binary(node.name),
            write(node),
            table.methods(),
            isActor,
            messages.toList(),
            reports == null ? List.of() : reports.toList())
        : WovenClass.unchanged(Names.binary(node.name), messages.toList());
  }

  private List<MethodNode> waitingAtOnce(ClassNode node, Set<String> names, Messages messages) {
    List<MethodNode> methods = new ArrayList<>();
    Flow flow = new Flow(node.name, types);
    for (MethodNode method : node.methods) {
      if (names.contains(method.name + method.desc) || flow.isTooLarge(method)) {
        messages.warning(
            method.name,
            Lines.first(method),
            "The method is too large for its remote calls to overlap: each is waited for where it"
                + " stands.",
            "Split the method.");
        methods.add(method);
      }
    }
    return methods;
  }

  /** What callers take for tasks, even if it is refused. */
  private Map<MethodNode, MethodInfo> tasks(ClassNode node) {
    if (!canHoldTable(node)) {
      return Map.of();
    }
    ClassInfo info = types.infos().find(node.name).orElseThrow();
    Map<MethodNode, MethodInfo> tasks = new LinkedHashMap<>();
    for (MethodNode method : node.methods) {
      Optional<MethodInfo> declared = info.method(method.name, method.desc);
      if (declared.isPresent() && types.isListedTask(declared.get())) {
        tasks.put(method, declared.get());
      }
    }
    return tasks;
  }

  private static boolean canHoldTable(ClassNode node) {
    return (node.access & Opcodes.ACC_INTERFACE) == 0 || (node.version & 0xFFFF) >= Opcodes.V1_8;
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

  private byte[] write(PartialClass node) {
    AnnotationNode marker = new AnnotationNode(Names.WOVEN_ANNOTATION);
    marker.visit("value", VERSION);
    if (node.visibleAnnotations == null) {
      node.visibleAnnotations = new ArrayList<>();
    }
    node.visibleAnnotations.add(marker);
    return node.write(types.infos());
  }
}
