package dev.weft.agent.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Frame;

class FramesTest {

  private static List<ClassNode> classes() throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules", "java.base");
    List<ClassNode> classes = new ArrayList<>();
    for (String folder : List.of("java/util/concurrent", "java/net", "java/util/zip")) {
      try (Stream<Path> files = Files.list(root.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          ClassNode node = new ClassNode();
          new ClassReader(Files.readAllBytes(file)).accept(node, ClassReader.SKIP_FRAMES);
          classes.add(node);
        }
      }
    }
    return classes;
  }

  @Test
  void shouldTellHandlersAllWithoutTellingThemOfEachInstruction() throws Exception {
    int compared = 0;
    for (ClassNode node : classes()) {
      for (MethodNode method : node.methods) {
        if (!method.tryCatchBlocks.isEmpty()) {
          Code code = new Code(method);
          Regions regions = new Regions(code);
          Frames few = Frames.of(node.name, code, regions);
          Frames all = Frames.of(node.name, code, regions, true);
          for (int i = 0; i < code.size(); i++) {
            assertThat(values(few.at(i)))
                .as("%s.%s before %s", node.name, method.name, i)
                .isEqualTo(values(all.at(i)));
          }
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(200);
  }

  private static List<FlowValue> values(Frame<FlowValue> frame) {
    List<FlowValue> values = new ArrayList<>();
    if (frame != null) {
      for (int i = 0; i < frame.getLocals(); i++) {
        values.add(frame.getLocal(i));
      }
      for (int i = 0; i < frame.getStackSize(); i++) {
        values.add(frame.getStack(i));
      }
    }
    return values;
  }
}
