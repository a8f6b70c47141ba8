package dev.weft.agent.flow;

import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.tree.MethodNode;

/** The local variables that weaving adds to a method. */
final class Slots {

  private final MethodNode method;
  private final Map<Integer, Integer> shadows = new TreeMap<>();
  private int scope = -1;
  private int failure = -1;
  private int firstSpare;

  Slots(MethodNode method) {
    this.method = method;
    this.firstSpare = method.maxLocals;
  }

  /** Gives a local a shadow. */
  void addShadow(int local) {
    if (!shadows.containsKey(local)) {
      shadows.put(local, firstSpare++);
    }
  }

  boolean hasShadow(int local) {
    return shadows.containsKey(local);
  }

  int shadow(int local) {
    Integer slot = shadows.get(local);
    if (slot == null) {
      throw new IllegalStateException("Local " + local + " of " + method.name + " has no shadow.");
    }
    return slot;
  }

  /** All shadows, in order. */
  Iterable<Integer> shadows() {
    return shadows.values();
  }

  boolean hasScope() {
    return scope >= 0;
  }

  /** The slot of the scope. */
  int scope() {
    if (scope < 0) {
      scope = firstSpare++;
    }
    return scope;
  }

  /** The slot of a failure that is being settled. */
  int failure() {
    if (failure < 0) {
      failure = firstSpare++;
    }
    return failure;
  }

  /** The first of the slots that may be used within one instruction. */
  int firstSpare() {
    return firstSpare;
  }
}
