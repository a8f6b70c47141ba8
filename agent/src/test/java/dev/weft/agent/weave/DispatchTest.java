package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.call.Dispatch;
import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.RemoteTypes;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class DispatchTest {

  @Test
  void shouldTellWhichCallsAreAwaited() {
    Program program =
        Program.of(
            """
            @Remote static void free() {}
            @Remote(await = true) static void step() {}
            interface Steps<T> { @Remote(await = true) void next(T x); @Remote void other(); }
            static class Impl implements Steps<String> {
              public void next(String x) {}
              public void other() {}
            }
            @Remote(await = true) static class Ordered { void all() {} }
            static class Heir extends Ordered { void own() {} }
            @Remote static class Mixed { @Remote(await = true) void some() {} void rest() {} }
            static class Over extends Mixed { @Override void some() {} }
            static void run(Steps<String> s, Impl i, Ordered o, Heir h, Mixed m, Over v) {
              free(); step();
              s.next(""); s.other(); i.next(""); i.other();
              o.all(); h.all(); h.own(); m.some(); m.rest(); v.some(); v.rest();
            }
            """);

    assertThat(dispatches(program, "run"))
        .containsExactly(
            "TASK P.free",
            "TASK P.step awaited",
            "INSTANCE_TASK P$Steps.next awaited",
            "INSTANCE_TASK P$Steps.other",
            "INSTANCE_TASK P$Impl.next awaited",
            "INSTANCE_TASK P$Impl.other",
            "ACTOR_CALL P$Ordered.all awaited",
            "ACTOR_CALL P$Heir.all awaited",
            "ACTOR_CALL P$Heir.own awaited",
            "ACTOR_CALL P$Mixed.some awaited",
            "ACTOR_CALL P$Mixed.rest",
            "ACTOR_CALL P$Over.some awaited",
            "ACTOR_CALL P$Over.rest");
  }

  private static List<String> dispatches(Program program, String method) {
    RemoteTypes types =
        new RemoteTypes(
            new ClassInfos(
                new ClassFileLocator.Compound(
                    new ClassFileLocator.Simple(program.classes()),
                    ClassFileLocator.ForClassLoader.of(DispatchTest.class.getClassLoader()))));
    ClassNode node = new ClassNode();
    new ClassReader(program.classes().get("P")).accept(node, 0);
    List<String> found = new ArrayList<>();
    for (MethodNode candidate : node.methods) {
      if (candidate.name.equals(method)) {
        for (AbstractInsnNode instruction : candidate.instructions) {
          Dispatch.of(instruction, types).ifPresent(call -> found.add(describe(call)));
        }
      }
    }
    return found;
  }

  private static String describe(Dispatch call) {
    return call.kind()
        + " "
        + call.call().owner
        + "."
        + call.call().name
        + (call.awaits() ? " awaited" : "");
  }
}
