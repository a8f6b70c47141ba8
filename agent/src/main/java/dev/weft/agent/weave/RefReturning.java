package dev.weft.agent.weave;

import dev.weft.agent.call.CallSites;
import dev.weft.agent.call.Conversions;
import dev.weft.agent.call.Dispatch;
import dev.weft.agent.check.Lines;
import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Turns the copy of a lambda's body into a method that returns the ref of the call in which the
 * body ends.
 *
 * <p>Each path must end in a remote call, its value at most cast or boxed. Arguments of remote
 * calls that are {@code ref.get()} or remote calls themselves are passed as refs, without waiting.
 * All else stays as it is.
 */
final class RefReturning {

  private static final String REMEDY =
      "Let the lambda end in a call of a @Remote static method, or of a method of a @Remote class"
          + " (the call itself, not a computation with its value).";

  private final MethodNode body;
  private final int optionsSlot;
  private final int thisSlot;
  private final RemoteTypes types;
  private final ValueFlow flow;

  private final Map<AbstractInsnNode, Dispatch> calls = new LinkedHashMap<>();

  /** The calls in which a path ends, with the coverage probes that stand behind them. */
  private final Map<AbstractInsnNode, List<AbstractInsnNode>> tails = new HashMap<>();

  /** For each call the arguments that are passed as refs, with what to drop after each ref. */
  private final Map<Dispatch, Map<Integer, Ref>> refs = new HashMap<>();

  private final Set<AbstractInsnNode> passed = new HashSet<>();
  private final Set<AbstractInsnNode> returns = new HashSet<>();

  /** A value that can be passed as its ref: what pushes it, and what then only retypes it. */
  private record Ref(AbstractInsnNode producer, List<AbstractInsnNode> conversions) {}

  private RefReturning(
      ClassNode node, MethodNode body, int optionsSlot, int thisSlot, RemoteTypes types) {
    this.body = body;
    this.optionsSlot = optionsSlot;
    this.thisSlot = thisSlot;
    this.types = types;
    this.flow = new ValueFlow(node, body);
  }

  /**
   * Rewrites a body in place.
   *
   * @param optionsSlot the slot of the options for the call in which it ends, or -1
   * @param thisSlot the slot of a captured {@code this} of an actor, or -1: calls on it that stand
   *     in an argument stay local, as they are without a lambda
   */
  static void weave(
      ClassNode node, MethodNode body, int optionsSlot, int thisSlot, RemoteTypes types)
      throws LambdaProblem {
    new RefReturning(node, body, optionsSlot, thisSlot, types).weave();
  }

  private void weave() throws LambdaProblem {
    for (AbstractInsnNode instruction : body.instructions) {
      if (flow.isReachable(instruction)) {
        Dispatch.of(instruction, types).ifPresent(call -> calls.put(instruction, call));
      }
    }
    findTails();
    for (Dispatch call : calls.values()) {
      findRefs(call);
    }
    emit();
  }

  private void findTails() throws LambdaProblem {
    for (Dispatch call : calls.values()) {
      List<AbstractInsnNode> probes = new ArrayList<>();
      if (Tail.isTail(call.call(), call.result(), probes::add)) {
        if (!flow.handlers(call.call()).isEmpty()) {
          throw new LambdaProblem(
              Lines.of(call.call()),
              "The remote call stands in a try block, which would be left before it has run.",
              "Move the try into the remote method, or around ref.get().");
        }
        tails.put(call.call(), probes);
      }
    }
  }

  private void findRefs(Dispatch call) {
    Map<Integer, Ref> found = new LinkedHashMap<>();
    Type[] parameters = call.parameters();
    for (int i = 0; i < parameters.length; i++) {
      boolean wantsRef = parameters[i].getDescriptor().equals(Names.OBJECT_REF_DESCRIPTOR);
      Ref ref = wantsRef ? null : refBehind(call.call(), call.depth(i));
      if (ref != null) {
        found.put(i, ref);
        passed.add(ref.producer());
      }
    }
    refs.put(call, found);
  }

  /** The ref from which an argument comes, if it comes from one and is used nowhere else. */
  private @Nullable Ref refBehind(AbstractInsnNode call, int depth) {
    List<AbstractInsnNode> conversions = new ArrayList<>();
    AbstractInsnNode consumer = call;
    AbstractInsnNode producer = flow.producer(call, depth);
    while (producer != null && flow.goesOnlyTo(producer, consumer)) {
      if (Conversions.isConversion(producer)) {
        conversions.add(producer);
        consumer = producer;
        producer = flow.producer(producer, 0);
        continue;
      }
      boolean sameHandlers = flow.handlers(producer).equals(flow.handlers(call));
      return sameHandlers && (isGet(producer) || isNestedCall(producer))
          ? new Ref(producer, conversions)
          : null;
    }
    return null;
  }

  private boolean isNestedCall(AbstractInsnNode instruction) {
    Dispatch call = calls.get(instruction);
    if (call == null || tails.containsKey(instruction) || call.returnsFuture()) {
      return false;
    }
    return call.isTask() || thisSlot < 0 || !isLoadOfThis(receiver(call));
  }

  private @Nullable AbstractInsnNode receiver(Dispatch call) {
    return flow.producer(call.call(), call.operands() - 1);
  }

  private boolean isLoadOfThis(@Nullable AbstractInsnNode instruction) {
    return instruction instanceof VarInsnNode load
        && load.getOpcode() == Opcodes.ALOAD
        && load.var == thisSlot;
  }

  private static boolean isGet(AbstractInsnNode instruction) {
    if (!(instruction instanceof MethodInsnNode call) || !call.name.equals("get")) {
      return false;
    }
    return call.owner.equals(Names.OBJECT_REF)
        ? call.desc.equals("()" + Names.OBJECT_DESCRIPTOR)
        : call.owner.equals(Names.WEFT)
            && call.desc.equals("(" + Names.OBJECT_REF_DESCRIPTOR + ")" + Names.OBJECT_DESCRIPTOR);
  }

  private void emit() throws LambdaProblem {
    String notRemote = lastCallThatIsNotRemote();
    for (Dispatch call : calls.values()) {
      emit(call);
    }
    for (AbstractInsnNode instruction : passed) {
      if (isGet(instruction)) {
        replace(instruction, requireNonNull());
      }
    }
    refs.values().stream()
        .flatMap(found -> found.values().stream())
        .flatMap(ref -> ref.conversions().stream())
        .forEach(body.instructions::remove);
    checkReturns(notRemote);
    body.desc =
        Type.getMethodDescriptor(
            Type.getObjectType(Names.OBJECT_REF), Type.getArgumentTypes(body.desc));
  }

  private void emit(Dispatch call) {
    Set<Integer> positions = new TreeSet<>(refs.getOrDefault(call, Map.of()).keySet());
    List<AbstractInsnNode> probes = tails.get(call.call());
    boolean isTail = probes != null;
    boolean isPassed = passed.contains(call.call());
    if (!isTail && !isPassed && positions.isEmpty()) {
      return; // an ordinary call, woven as such
    }
    InsnList code = new InsnList();
    boolean passOptions = isTail && optionsSlot >= 0;
    if (passOptions) {
      code.add(optionsBelow(call, positions));
    }
    code.add(isTail ? call.later(passOptions, positions) : call.site(false, positions));
    if (probes != null) {
      probes.forEach(probe -> code.add(probe.clone(Map.of())));
      code.add(refOfTail(call));
    } else if (!isPassed) {
      code.add(CallSites.result(call.result()));
    }
    replace(call.call(), code);
  }

  /** Returns the ref of the call; of one that has a future as its value, a ref of that. */
  private InsnList refOfTail(Dispatch call) {
    InsnList code = new InsnList();
    boolean isAction = Type.getReturnType(body.desc).getSort() == Type.VOID;
    if (call.returnsFuture() && !isAction) {
      code.add(CallSites.result(call.result()));
      code.add(CallSites.ready());
    }
    InsnNode end = new InsnNode(Opcodes.ARETURN);
    returns.add(end);
    code.add(end);
    return code;
  }

  /** Puts the options below the operands that are on the stack already. */
  private InsnList optionsBelow(Dispatch call, Set<Integer> positions) {
    List<Type> operands = new ArrayList<>();
    if (call.hasReceiver()) {
      operands.add(Type.getObjectType(Names.OBJECT));
    }
    Type[] parameters = call.parameters();
    for (int i = 0; i < parameters.length; i++) {
      operands.add(positions.contains(i) ? Type.getObjectType(Names.OBJECT_REF) : parameters[i]);
    }
    InsnList stores = new InsnList();
    InsnList loads = new InsnList();
    loads.add(new VarInsnNode(Opcodes.ALOAD, optionsSlot));
    for (Type operand : operands) {
      int slot = body.maxLocals;
      body.maxLocals += operand.getSize();
      stores.insert(new VarInsnNode(operand.getOpcode(Opcodes.ISTORE), slot));
      loads.add(new VarInsnNode(operand.getOpcode(Opcodes.ILOAD), slot));
    }
    stores.add(loads);
    return stores;
  }

  /** In place of {@code ref.get()}: what it would have thrown at once. */
  private static InsnList requireNonNull() {
    InsnList code = new InsnList();
    code.add(new InsnNode(Opcodes.DUP));
    code.add(
        new MethodInsnNode(
            Opcodes.INVOKESTATIC,
            "java/util/Objects",
            "requireNonNull",
            "(" + Names.OBJECT_DESCRIPTOR + ")" + Names.OBJECT_DESCRIPTOR,
            false));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  private void replace(AbstractInsnNode instruction, InsnList code) {
    body.instructions.insertBefore(instruction, code);
    body.instructions.remove(instruction);
  }

  /** All returns that are left over end a path without a remote call. */
  private void checkReturns(String notRemote) throws LambdaProblem {
    Set<AbstractInsnNode> reachable = Reachability.of(body);
    for (AbstractInsnNode instruction : body.instructions) {
      boolean isReturn =
          instruction.getOpcode() >= Opcodes.IRETURN && instruction.getOpcode() <= Opcodes.RETURN;
      if (isReturn && !returns.contains(instruction) && reachable.contains(instruction)) {
        throw new LambdaProblem(
            Lines.of(instruction),
            tails.isEmpty()
                ? "The lambda does not end in a remote call." + notRemote
                : "One way through the lambda does not end in a remote call." + notRemote,
            REMEDY);
      }
    }
    if (tails.isEmpty()) {
      throw notRemote();
    }
  }

  /** What is wrong with a lambda in which there is no remote call. */
  static LambdaProblem notRemote() {
    return new LambdaProblem(0, "The lambda does not end in a remote call.", REMEDY);
  }

  private String lastCallThatIsNotRemote() {
    for (AbstractInsnNode node = body.instructions.getLast();
        node != null;
        node = node.getPrevious()) {
      if (node instanceof MethodInsnNode call
          && !calls.containsKey(node)
          && !Conversions.isConversion(node)) {
        return " " + Names.binary(call.owner) + "." + call.name + " is not @Remote.";
      }
      if (calls.containsKey(node)) {
        return "";
      }
    }
    return "";
  }
}
