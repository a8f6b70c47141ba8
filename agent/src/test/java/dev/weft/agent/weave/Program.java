package dev.weft.agent.weave;

import dev.weft.WeftConfig;
import dev.weft.agent.check.Message;
import dev.weft.agent.type.Includes;
import dev.weft.bridge.Engines;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * A small program from source text: compiled in memory, run as it is or woven, in a class loader of
 * its own.
 */
final class Program {

  private static final String IMPORTS =
      """
      import dev.weft.*;
      import java.util.*;
      import java.util.concurrent.*;
      """;

  private final Map<String, byte[]> classes;
  private final Includes includes;

  private Program(Map<String, byte[]> classes, Includes includes) {
    this.classes = classes;
    this.includes = includes;
  }

  /** The body of class {@code P}, which has the usual imports. It begins on line 5. */
  static Program of(String body, String... options) {
    return ofFiles(Map.of("P", IMPORTS + "public class P {\n" + body + "\n}\n"), options);
  }

  /** Source files by the names of their main classes, dotted. */
  static Program ofFiles(Map<String, String> sources, String... options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(diagnostics, null, null);
    Map<String, ByteArrayOutputStream> compiled = new TreeMap<>();
    List<JavaFileObject> units = new ArrayList<>();
    new TreeMap<>(sources).forEach((name, text) -> units.add(new Source(name, text)));
    List<String> arguments = new ArrayList<>(List.of(options));
    if (arguments.stream().noneMatch(o -> o.startsWith("-g"))) {
      arguments.add("-g");
    }
    if (!arguments.contains("--release")) {
      arguments.addAll(List.of("--release", "17"));
    }
    arguments.addAll(List.of("-proc:none", "-classpath", System.getProperty("java.class.path")));
    boolean done =
        compiler
            .getTask(null, new Memory(standard, compiled), diagnostics, arguments, null, units)
            .call();
    if (!done) {
      StringBuilder text = new StringBuilder();
      for (Diagnostic<?> diagnostic : diagnostics.getDiagnostics()) {
        text.append(diagnostic).append('\n');
      }
      throw new AssertionError(text.toString());
    }
    Map<String, byte[]> classes = new LinkedHashMap<>();
    compiled.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
    return new Program(classes, Includes.NONE);
  }

  /** The same program with methods that are remote without an annotation. */
  Program including(String patterns) {
    return new Program(classes, Includes.parse(patterns));
  }

  Map<String, byte[]> classes() {
    return classes;
  }

  Weaver weaver() {
    return weaver(classes);
  }

  /** A weaver that finds these classes, and those of the tests. */
  Weaver weaver(Map<String, byte[]> found) {
    return new Weaver(
        new ClassFileLocator.Compound(
            new ClassFileLocator.Simple(found),
            ClassFileLocator.ForClassLoader.of(Program.class.getClassLoader())),
        includes);
  }

  /** What the weaver makes of each class. */
  Map<String, WovenClass> weave() {
    Weaver weaver = weaver();
    Map<String, WovenClass> woven = new LinkedHashMap<>();
    classes.forEach((name, bytes) -> woven.put(name, weaver.weave(bytes)));
    return woven;
  }

  /** All that the weaver has to say about it. */
  List<Message> messages() {
    return weave().values().stream().flatMap(woven -> woven.messages().stream()).toList();
  }

  /** The program with its classes woven; each is verified. */
  Program woven() {
    return wovenBut();
  }

  /** The program with its classes woven, but for some; each is verified. */
  Program wovenBut(String... plain) {
    Map<String, byte[]> result = new LinkedHashMap<>(classes);
    weave().forEach((name, woven) -> woven.wovenBytes().ifPresent(b -> result.put(name, b)));
    List.of(plain).forEach(name -> result.put(name, classes.get(name)));
    Program program = new Program(result, includes);
    program.verify();
    return program;
  }

  /** A loader that defines the classes. */
  ClassLoader loader() {
    return new ClassLoader(Program.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }

  /** Runs {@code P.run()} with the inline engine. */
  Object run() throws Throwable {
    return run(new RecordingEngine());
  }

  /** Runs {@code P.run()} with an engine. */
  Object run(RecordingEngine engine) throws Throwable {
    Engines.install(config -> engine);
    Engines.start(WeftConfig.fromEnvironment());
    try {
      Method run = Class.forName("P", true, loader()).getDeclaredMethod("run");
      run.setAccessible(true);
      return run.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    } finally {
      Engines.stop();
    }
  }

  private void verify() {
    for (byte[] bytes : classes.values()) {
      StringWriter findings = new StringWriter();
      CheckClassAdapter.verify(
          new ClassReader(bytes), loader(), false, new PrintWriter(findings, true));
      if (!findings.toString().isEmpty()) {
        throw new AssertionError(findings.toString());
      }
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> compiled;

    Memory(JavaFileManager standard, Map<String, ByteArrayOutputStream> compiled) {
      super(standard);
      this.compiled = compiled;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + className.replace('.', '/') + ".class");
      return new SimpleJavaFileObject(uri, JavaFileObject.Kind.CLASS) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          compiled.put(className, out);
          return out;
        }
      };
    }
  }
}
