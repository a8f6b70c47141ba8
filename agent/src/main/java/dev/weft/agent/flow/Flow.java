package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Weaves the remote calls in the plain code of one method, so that they overlap. */
public final class Flow {

  /** About two seconds, while the JVM is still interpreting. */
  private static final long MOST_WORK = 1_000_000;

  private final String owner;
  private final RemoteTypes types;

  /**
   * Weaves the methods of one class.
   *
   * @param owner the internal name of the class
   */
  public Flow(String owner, RemoteTypes types) {
    this.owner = owner;
    this.types = types;
  }

  /**
   * Whether to follow the values of a method would take seconds: for each instruction all locals
   * are looked at, and all handlers.
   */
  public boolean isTooLarge(MethodNode method) {
    long width = (long) method.maxLocals + method.maxStack + method.tryCatchBlocks.size();
    return method.instructions.size() * width > MOST_WORK && mentionsCall(method);
  }

  /**
   * Weaves a method in place.
   *
   * @param reports gets what became of each call; null when nobody wants to know
   * @return whether there were any calls; else the method stays as it is
   */
  public boolean weave(MethodNode method, @Nullable List<CallReport> reports) {
    if (!mentionsCall(method)) {
      return false;
    }
    Code code = new Code(method);
    Regions regions = new Regions(code);
    Frames frames;
    try {
      frames = Frames.of(owner, code, regions);
    } catch (AnalyzerException e) {
      throw new IllegalArgumentException(
          "The code of " + method.name + method.desc + " cannot be followed: " + e.getMessage(), e);
    }
    Calls calls = new Calls(owner, code, frames, types);
    if (calls.isEmpty()) {
      return false;
    }
    Liveness liveness = new Liveness(code);
    Origins origins = new Origins(owner, code, frames);
    FreshStores fresh = new FreshStores(code, frames, liveness, origins);
    ValueGraph graph = new ValueGraph(owner, code, frames, origins, liveness, calls, fresh, types);
    LaterStores stores = new LaterStores(code, fresh, graph);
    Pending pending = new Pending(code, regions, liveness, calls, graph, stores);
    if (reports != null) {
      SharedActors shared = new SharedActors(code, regions, calls, graph, origins, pending, types);
      reports.addAll(new CallReports(code, regions, calls, graph, shared).all());
    }
    new Emission(code, regions, liveness, calls, graph, stores, pending).write();
    return true;
  }

  private boolean mentionsCall(MethodNode method) {
    boolean found = false;
    for (AbstractInsnNode instruction : method.instructions) {
      int opcode = instruction.getOpcode();
      if (opcode == Opcodes.JSR || opcode == Opcodes.RET) {
        return false; // subroutines, gone since Java 6
      }
      found = found || isActorMade(instruction) || Dispatch.of(instruction, types).isPresent();
    }
    return found;
  }

  private boolean isActorMade(AbstractInsnNode instruction) {
    return instruction.getOpcode() == Opcodes.NEW
        && types.isActor(((TypeInsnNode) instruction).desc);
  }
}
