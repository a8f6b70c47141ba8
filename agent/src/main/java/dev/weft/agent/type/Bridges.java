package dev.weft.agent.type;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Reads from the code of bridge methods which method each stands for: the compiler writes one where
 * a method overrides another whose erased types differ.
 */
final class Bridges {

  private Bridges() {}

  /** For each bridge, as name and descriptor, the descriptor of its namesake that it calls. */
  static Map<String, String> of(ClassReader reader) {
    Map<String, String> targets = new HashMap<>();
    reader.accept(new Collector(targets), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return targets;
  }

  private static final class Collector extends ClassVisitor {
    private final Map<String, String> targets;

    Collector(Map<String, String> targets) {
      super(Opcodes.ASM9);
      this.targets = targets;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String bridge,
        String bridgeDescriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      if ((access & Opcodes.ACC_BRIDGE) == 0) {
        return null;
      }
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          if (name.equals(bridge) && !descriptor.equals(bridgeDescriptor)) {
            targets.put(bridge + bridgeDescriptor, descriptor);
          }
        }
      };
    }
  }
}
