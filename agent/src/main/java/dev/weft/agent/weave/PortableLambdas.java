package dev.weft.agent.weave;

import dev.weft.agent.call.Conversions;
import dev.weft.agent.type.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes lambdas able to travel that may be given to an executor: serialisable ones, as if {@code &
 * Serializable} stood in the source, with the table from which alone they are made again.
 *
 * <p>Only in classes that use executors, and only those of the JDK's functional interfaces, but for
 * the ones that stand in a call of a stream: these do not leave. Lambdas that capture an actor's
 * {@code this} stay as they are, since that would arrive as a handle.
 */
final class PortableLambdas {

  /** Who takes lambdas to run them elsewhere. */
  private static final Set<String> EXECUTORS =
      Set.of(
          "java/util/concurrent/CompletableFuture",
          "java/util/concurrent/CompletionService",
          "java/util/concurrent/CompletionStage",
          "java/util/concurrent/Executor",
          "java/util/concurrent/ExecutorCompletionService",
          "java/util/concurrent/ExecutorService");

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";
  private static final String FUNCTIONS = "java/util/function/";
  private static final String STREAMS = "java/util/stream/";
  private static final Set<String> TASKS =
      Set.of("java/lang/Runnable", "java/util/concurrent/Callable");

  private static final String LAMBDA = "java/lang/invoke/SerializedLambda";
  private static final String TABLE = "$deserializeLambda$";
  private static final String TABLE_DESCRIPTOR = "(L" + LAMBDA + ";)" + Names.OBJECT_DESCRIPTOR;

  /** The one that javac wrote, if the source has serialisable lambdas too. */
  private static final String COMPILED_TABLE = Names.ADDED + "deserializeLambda";

  /** An entry takes some 80 bytes of the 64 KiB of a method. */
  private static final int MAX_ENTRIES = 500;

  private static final Handle SERIALIZABLE =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          METAFACTORY,
          "altMetafactory",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;"
              + "Ljava/lang/invoke/MethodType;[Ljava/lang/Object;)Ljava/lang/invoke/CallSite;",
          false);
  private static final int FLAG_SERIALIZABLE = 1;

  private final ClassNode node;
  private final boolean isActor;

  /** By what tells them apart in their descriptions. */
  private final Map<String, InvokeDynamicInsnNode> lambdas = new LinkedHashMap<>();

  private PortableLambdas(ClassNode node, boolean isActor) {
    this.node = node;
    this.isActor = isActor;
  }

  /**
   * Weaves a class; returns whether there was anything to weave.
   *
   * @param makesExecutor whether it makes one over the cluster
   */
  static boolean weave(PartialClass node, boolean isActor, boolean makesExecutor) {
    return (makesExecutor || node.namesAny(EXECUTORS))
        && new PortableLambdas(node, isActor).weave();
  }

  private boolean weave() {
    for (MethodNode method : node.methods) {
      for (AbstractInsnNode instruction : method.instructions.toArray()) {
        if (instruction instanceof InvokeDynamicInsnNode site
            && isCandidate(site)
            && lambdas.size() < MAX_ENTRIES) {
          InvokeDynamicInsnNode portable = portable(site);
          lambdas.putIfAbsent(description(site), portable);
          method.instructions.set(site, portable);
        }
      }
    }
    if (lambdas.isEmpty()) {
      return false;
    }
    writeTable();
    return true;
  }

  private boolean isCandidate(InvokeDynamicInsnNode site) {
    if (!site.bsm.getOwner().equals(METAFACTORY) || !site.bsm.getName().equals("metafactory")) {
      return false;
    }
    String type = Type.getReturnType(site.desc).getInternalName();
    boolean isKnown = TASKS.contains(type) || type.startsWith(FUNCTIONS);
    return isKnown && !capturesActor(site) && !isForStream(site);
  }

  private boolean capturesActor(InvokeDynamicInsnNode site) {
    Type[] captured = Type.getArgumentTypes(site.desc);
    return isActor && captured.length > 0 && captured[0].getInternalName().equals(node.name);
  }

  /** Whether the next call that takes it, if it is near, is one of a stream. */
  private static boolean isForStream(InvokeDynamicInsnNode site) {
    Type lambda = Type.getReturnType(site.desc);
    for (AbstractInsnNode next = site.getNext(); next != null; next = next.getNext()) {
      if (next instanceof MethodInsnNode call
          && Arrays.asList(Type.getArgumentTypes(call.desc)).contains(lambda)) {
        return call.owner.startsWith(STREAMS);
      }
    }
    return false;
  }

  private static InvokeDynamicInsnNode portable(InvokeDynamicInsnNode site) {
    return new InvokeDynamicInsnNode(
        site.name,
        site.desc,
        SERIALIZABLE,
        site.bsmArgs[0],
        site.bsmArgs[1],
        site.bsmArgs[2],
        FLAG_SERIALIZABLE);
  }

  private static String description(InvokeDynamicInsnNode site) {
    return site.name + site.desc + site.bsmArgs[0] + site.bsmArgs[1];
  }

  private void writeTable() {
    int access = Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;
    @Nullable MethodNode compiled = compiledTable();
    MethodNode table = new MethodNode(access, TABLE, TABLE_DESCRIPTOR, null, null);
    lambdas.values().forEach(site -> table.instructions.add(entry(site)));
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    table.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
    if (compiled != null) {
      compiled.name = COMPILED_TABLE;
      table.instructions.add(
          new MethodInsnNode(
              Opcodes.INVOKESTATIC, node.name, COMPILED_TABLE, TABLE_DESCRIPTOR, isInterface));
      table.instructions.add(new InsnNode(Opcodes.ARETURN));
    } else {
      table.instructions.add(bridge("unknown", "(L" + LAMBDA + ";)Ljava/lang/RuntimeException;"));
      table.instructions.add(new InsnNode(Opcodes.ATHROW));
    }
    node.methods.add(table);
  }

  private @Nullable MethodNode compiledTable() {
    for (MethodNode method : node.methods) {
      if (method.name.equals(TABLE) && method.desc.equals(TABLE_DESCRIPTOR)) {
        return method;
      }
    }
    return null;
  }

  /** Makes the lambda if the description in slot 0 is its own. */
  private static InsnList entry(InvokeDynamicInsnNode site) {
    Handle body = (Handle) site.bsmArgs[1];
    Type[] captured = Type.getArgumentTypes(site.desc);
    LabelNode next = new LabelNode();
    InsnList code = new InsnList();
    code.add(new VarInsnNode(Opcodes.ALOAD, 0));
    code.add(new LdcInsnNode(captured.length));
    code.add(new LdcInsnNode(body.getTag()));
    List<String> parts = new ArrayList<>();
    parts.add(Type.getReturnType(site.desc).getInternalName());
    parts.add(site.name);
    parts.add(((Type) site.bsmArgs[0]).getDescriptor());
    parts.add(body.getOwner());
    parts.add(body.getName());
    parts.add(body.getDesc());
    parts.forEach(part -> code.add(new LdcInsnNode(part)));
    String strings = "Ljava/lang/String;".repeat(parts.size());
    code.add(bridge("is", "(L" + LAMBDA + ";II" + strings + ")Z"));
    code.add(new JumpInsnNode(Opcodes.IFEQ, next));
    for (int i = 0; i < captured.length; i++) {
      code.add(new VarInsnNode(Opcodes.ALOAD, 0));
      code.add(new LdcInsnNode(i));
      code.add(
          new MethodInsnNode(
              Opcodes.INVOKEVIRTUAL,
              LAMBDA,
              "getCapturedArg",
              "(I)" + Names.OBJECT_DESCRIPTOR,
              false));
      code.add(Conversions.fromObject(captured[i]));
    }
    code.add(site.clone(Map.of()));
    code.add(new InsnNode(Opcodes.ARETURN));
    code.add(next);
    return code;
  }

  private static MethodInsnNode bridge(String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, Names.LAMBDAS, name, descriptor, false);
  }
}
