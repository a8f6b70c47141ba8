package dev.weft.agent.weave;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.type.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Weaves whole libraries as if all their static methods were tasks and all their classes actors,
 * and lets the JVM verify each class. Nothing of them is run.
 */
class LibraryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.junit.jupiter.engine.JupiterTestEngine",
        "com.esotericsoftware.kryo.Kryo",
        "org.assertj.core.api.Assertions"
      })
  void shouldGiveClassesThatTheVerifierAccepts(String of) throws Exception {
    Map<String, byte[]> original = classes(jarOf(Class.forName(of)));
    Map<String, byte[]> remote = new TreeMap<>();
    original.forEach((name, bytes) -> remote.put(name, makeRemote(bytes)));

    Map<String, byte[]> woven = new TreeMap<>();
    int actors = 0;
    Weaver weaver = new Weaver(locator(remote));
    for (Map.Entry<String, byte[]> entry : remote.entrySet()) {
      WovenClass result = weaver.weave(entry.getValue());
      woven.put(entry.getKey(), result.wovenBytes().orElse(entry.getValue()));
      actors += result.isActor() ? 1 : 0;
    }

    assertThat(actors).isGreaterThan(10);
    Map<String, String> errors = linkErrors(woven);
    errors.keySet().removeAll(linkErrors(original).keySet()); // a library needs not be complete
    assertThat(errors).isEmpty();
  }

  /** Annotates what can be annotated. */
  private static byte[] makeRemote(byte[] bytes) {
    ClassNode node = new ClassNode();
    new ClassReader(bytes).accept(node, 0);
    boolean isClass =
        (node.access & (Opcodes.ACC_INTERFACE | Opcodes.ACC_ENUM | Opcodes.ACC_RECORD)) == 0;
    if (isClass && "java/lang/Object".equals(node.superName)) {
      node.visibleAnnotations = new java.util.ArrayList<>();
      node.visibleAnnotations.add(new AnnotationNode(Names.REMOTE_ANNOTATION));
    }
    for (MethodNode method : node.methods) {
      if ((method.access & Opcodes.ACC_STATIC) != 0
          && (method.access & Opcodes.ACC_SYNTHETIC) == 0
          && !method.name.startsWith("<")) {
        method.visibleAnnotations = new java.util.ArrayList<>();
        method.visibleAnnotations.add(new AnnotationNode(Names.REMOTE_ANNOTATION));
      }
    }
    ClassWriter writer = new ClassWriter(0);
    node.accept(writer);
    return writer.toByteArray();
  }

  /** The classes that the JVM refuses to link, with why. */
  private static Map<String, String> linkErrors(Map<String, byte[]> classes) {
    Map<String, String> errors = new LinkedHashMap<>();
    ClassLoader loader = new OwnFirstLoader(classes);
    for (String name : classes.keySet()) {
      try {
        Class<?> type = Class.forName(name, false, loader);
        assertThat(type.getDeclaredMethods()).isNotNull(); // links, and so verifies
      } catch (LinkageError | ClassNotFoundException e) {
        errors.put(name, e.toString());
      }
    }
    return errors;
  }

  private static ClassFileLocator locator(Map<String, byte[]> classes) {
    return new ClassFileLocator.Compound(
        new ClassFileLocator.Simple(classes),
        ClassFileLocator.ForClassLoader.of(LibraryTest.class.getClassLoader()));
  }

  private static Path jarOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static Map<String, byte[]> classes(Path file) throws IOException {
    Map<String, byte[]> classes = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : (Iterable<JarEntry>) jar.stream()::iterator) {
        String name = entry.getName();
        if (name.endsWith(".class") && !name.startsWith("META-INF") && !name.contains("-info")) {
          classes.put(
              name.substring(0, name.length() - ".class".length()).replace('/', '.'),
              jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return classes;
  }

  private static final class OwnFirstLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    OwnFirstLoader(Map<String, byte[]> classes) {
      super(LibraryTest.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
