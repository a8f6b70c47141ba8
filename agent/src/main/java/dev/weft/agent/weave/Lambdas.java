package dev.weft.agent.weave;

import dev.weft.agent.check.Lines;
import dev.weft.agent.check.Message;
import dev.weft.agent.check.Messages;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves the lambdas that are given to {@code Weft.remote}, {@code options().remote} and {@code
 * options().actor}: a copy of the body as a static method takes the place of lambda and verb. Of
 * those for {@code RemoteFunction}, the copy takes the place of what the lambda ran.
 */
final class Lambdas {

  private static final String PREFIX = "weft$";

  private final ClassNode node;
  private final RemoteTypes types;
  private final Messages messages;
  private final Deque<MethodNode> pending = new ArrayDeque<>();
  private final Set<MethodNode> copies = new LinkedHashSet<>();
  private int count;
  private boolean changed;

  Lambdas(ClassNode node, RemoteTypes types, Messages messages) {
    this.node = node;
    this.types = types;
    this.messages = messages;
  }

  /** Weaves all methods, the copies too; returns whether there was anything to weave. */
  boolean weave() {
    Set<MethodNode> bodies = new LinkedHashSet<>();
    for (MethodNode method : node.methods) {
      for (LambdaSite site : LambdaSite.in(method)) {
        Optional<Handle> body = site.body();
        if (body.isPresent()) {
          LambdaBody.of(node, body.get()).ifPresent(bodies::add);
        }
      }
      for (FunctionSite site : FunctionSite.in(method)) {
        LambdaBody.of(node, site.body()).ifPresent(bodies::add);
      }
    }
    for (MethodNode method : node.methods) {
      if (!bodies.contains(method)) {
        pending.add(method);
      }
    }
    run();
    for (MethodNode body : bodies) {
      if (isReferred(body)) {
        pending.add(body); // used as an ordinary lambda elsewhere
      } else {
        node.methods.remove(body);
      }
    }
    run();
    return changed;
  }

  /** The methods that take the lambdas' place. */
  Set<MethodNode> copies() {
    return copies;
  }

  private void run() {
    while (!pending.isEmpty()) {
      MethodNode method = pending.pop();
      for (LambdaSite site : LambdaSite.in(method)) {
        weave(site);
      }
      for (FunctionSite site : FunctionSite.in(method)) {
        weave(site);
      }
    }
  }

  private void weave(LambdaSite site) {
    changed = true;
    try {
      InvokeDynamicInsnNode lambda = site.lambda();
      if (lambda == null) {
        throw new LambdaProblem(
            Lines.of(site.call()),
            "The lambda does not stand in place.",
            "Write it directly as the argument: "
                + site.verb()
                + (site.isCreation() ? "(() -> new A(…))." : "(() -> call(…))."));
      }
      replace(site, lambda, copy(site, lambda));
    } catch (LambdaProblem problem) {
      refuse(site.method(), site.call(), site.verb(), problem);
    }
  }

  /** Weaves a lambda for {@code RemoteFunction}: one that returns the ref takes its place. */
  private void weave(FunctionSite site) {
    changed = true;
    try {
      FunctionBody body = new FunctionBody(node, site);
      if (body.source().isPresent() && body.source().get().instructions.size() == 0) {
        throw RefReturning.notRemote(); // it was not read, since nothing in it concerns
      }
      MethodNode copy = body.copy(PREFIX + "function$" + methodName(site.method()) + "$" + count);
      int thisSlot = types.isActor(node.name) ? site.thisSlot(body.source()) : -1;
      RefReturning.weave(node, copy, site.optionsSlot(), thisSlot, types);
      count++;
      site.method().instructions.set(site.lambda(), body.lambdaOf(copy));
      add(copy);
    } catch (LambdaProblem problem) {
      refuse(site.method(), site.lambda(), "RemoteFunction", problem);
    }
  }

  private void refuse(
      MethodNode method, AbstractInsnNode place, String verb, LambdaProblem problem) {
    Message error =
        messages.error(
            sourceName(method.name),
            problem.line() == 0 ? Lines.of(place) : problem.line(),
            verb + ": " + problem.getMessage(),
            problem.remedy());
    Refusals.refuseAt(method, place, error);
  }

  private void add(MethodNode copy) {
    node.methods.add(copy);
    copies.add(copy);
    pending.add(copy);
  }

  private static String methodName(MethodNode method) {
    return sourceName(method.name).replaceAll("[<>]", "");
  }

  private MethodNode copy(LambdaSite site, InvokeDynamicInsnNode lambda) throws LambdaProblem {
    LambdaBody body = new LambdaBody(node, site, lambda);
    MethodNode copy =
        body.copy(PREFIX + site.call().name + "$" + methodName(site.method()) + "$" + count);
    if (site.isCreation()) {
      ActorCreating.weave(node, copy, types);
    } else {
      boolean inActor = types.isActor(node.name);
      RefReturning.weave(
          node, copy, site.hasOptions() ? 0 : -1, inActor ? body.thisSlot() : -1, types);
    }
    count++;
    return copy;
  }

  private void replace(LambdaSite site, InvokeDynamicInsnNode lambda, MethodNode copy) {
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    site.method()
        .instructions
        .set(
            site.call(),
            new MethodInsnNode(Opcodes.INVOKESTATIC, node.name, copy.name, copy.desc, isInterface));
    site.method().instructions.remove(lambda);
    add(copy);
  }

  private boolean isReferred(MethodNode body) {
    return node.methods.stream()
        .flatMap(method -> List.of(method.instructions.toArray()).stream())
        .anyMatch(instruction -> refersTo(instruction, body));
  }

  private boolean refersTo(AbstractInsnNode instruction, MethodNode body) {
    if (instruction instanceof InvokeDynamicInsnNode site) {
      for (Object argument : site.bsmArgs) {
        if (argument instanceof Handle handle
            && handle.getOwner().equals(node.name)
            && handle.getName().equals(body.name)
            && handle.getDesc().equals(body.desc)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The method in the source in which a lambda's or a copy's code stands. */
  private static String sourceName(String name) {
    String[] parts = name.split("\\$", -1);
    boolean isLambda = parts.length >= 3 && (parts[0].equals("lambda") || name.startsWith(PREFIX));
    return isLambda ? parts[name.startsWith(PREFIX) ? 2 : 1] : name;
  }
}
