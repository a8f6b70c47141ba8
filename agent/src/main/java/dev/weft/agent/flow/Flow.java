package dev.weft.agent.flow;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.report.CallReport;
import dev.weft.agent.type.RemoteTypes;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;

/** Weaves the remote calls in the plain code of one method, so that they overlap. */
public final class Flow {

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
   * Weaves a method in place.
   *
   * @return what became of each call; nothing when the method has none and stays as it is
   */
  public List<CallReport> weave(MethodNode method) {
    if (!mentionsCall(method)) {
      return List.of();
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
      return List.of();
    }
    Liveness liveness = new Liveness(code);
    FreshStores fresh = new FreshStores(code, frames, liveness);
    Origins origins = new Origins(owner, code, frames);
    ValueGraph graph = new ValueGraph(owner, code, frames, origins, liveness, calls, fresh, types);
    LaterStores stores = new LaterStores(code, fresh, graph);
    Pending pending = new Pending(code, regions, liveness, calls, graph, stores);
    SharedActors shared = new SharedActors(code, regions, calls, graph, origins, pending, types);
    List<CallReport> reports = new CallReports(code, regions, calls, graph, shared).all();
    new Emission(code, regions, liveness, calls, graph, stores, pending).write();
    return reports;
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
