package dev.weft.agent.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Compares what is found in the bytes with what ASM reads from them, on the JDK's own classes. */
class MethodCodeTest {

  /** Members of every third name, and all classes of every third name. */
  private static final class EveryThird implements ConstantPool.Members {
    @Override
    public boolean mayConcern(String owner) {
      return true;
    }

    @Override
    public boolean concerns(String owner, String name, String descriptor) {
      return (owner + name + descriptor).hashCode() % 3 == 0;
    }

    @Override
    public boolean concerns(String type) {
      return type.hashCode() % 3 == 0;
    }
  }

  private static List<byte[]> classFiles() throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.xml");
    List<byte[]> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        if (found.size() < 700 && !file.endsWith("module-info.class")) {
          found.add(Files.readAllBytes(file));
        }
      }
    }
    return found;
  }

  @Test
  void shouldFindWhatAsmFinds() throws IOException {
    Families families = new Families(ClassFileLocator.NoOp.INSTANCE, Includes.NONE);
    int loud = 0;
    int quiet = 0;
    for (byte[] classFile : classFiles()) {
      ConstantPool constants = ConstantPool.of(classFile);
      boolean[] concerning = constants.concerning(new EveryThird(), families);
      MethodCode code = new MethodCode(constants);

      for (boolean expected : loudMethods(classFile)) {
        assertThat(code.next()).isTrue();
        assertThat(code.mentions(concerning)).as(constants.className()).isEqualTo(expected);
        loud += expected ? 1 : 0;
        quiet += expected ? 0 : 1;
      }
      assertThat(code.next()).isFalse();
    }
    assertThat(loud).isGreaterThan(1_000);
    assertThat(quiet).isGreaterThan(1_000);
  }

  private static List<Boolean> loudMethods(byte[] classFile) {
    EveryThird members = new EveryThird();
    List<Boolean> loud = new ArrayList<>();
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                int number = loud.size();
                loud.add(false);
                return new MethodVisitor(Opcodes.ASM9) {
                  private void note(boolean isLoud) {
                    loud.set(number, loud.get(number) || isLoud);
                  }

                  @Override
                  public void visitFieldInsn(int opcode, String owner, String field, String type) {
                    note(!owner.startsWith("java/") && members.concerns(owner, field, type));
                  }

                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String method, String type, boolean itf) {
                    boolean isMonitors =
                        owner.equals("java/lang/Object")
                            && (method.equals("wait") || method.startsWith("notify"));
                    note(
                        isMonitors
                            || (!owner.startsWith("java/")
                                && !owner.startsWith("[")
                                && members.concerns(owner, method, type)));
                  }

                  @Override
                  public void visitInvokeDynamicInsn(
                      String method, String type, Handle bootstrap, Object... arguments) {
                    note(!bootstrap.getOwner().equals("java/lang/invoke/StringConcatFactory"));
                  }

                  @Override
                  public void visitTypeInsn(int opcode, String type) {
                    note(
                        opcode == Opcodes.NEW
                            && !type.startsWith("java/")
                            && members.concerns(type));
                  }

                  @Override
                  public void visitInsn(int opcode) {
                    note(opcode == Opcodes.MONITORENTER);
                  }
                };
              }
            },
            ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return loud;
  }

  @Test
  void shouldEndInDamagedCode() throws IOException {
    byte[] classFile = classFiles().get(0);
    ConstantPool constants =
        ConstantPool.of(Arrays.copyOf(classFile, new ClassReader(classFile).header + 12));

    assertThatThrownBy(
            () -> {
              MethodCode code = new MethodCode(constants);
              while (code.next()) {
                assertThat(code.mentions(new boolean[1 << 16])).isNotNull();
              }
            })
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
