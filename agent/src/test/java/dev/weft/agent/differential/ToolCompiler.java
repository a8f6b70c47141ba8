package dev.weft.agent.differential;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;

/** A compiler of this process, through {@code javax.tools}; class files stay in memory. */
final class ToolCompiler implements SourceCompiler {

  private final String name;
  private final JavaCompiler compiler;
  private final int release;
  private final List<String> options;

  ToolCompiler(String name, JavaCompiler compiler, int release, String... options) {
    this.name = name;
    this.compiler = compiler;
    this.release = release;
    this.options = List.of(options);
  }

  @Override
  public int release() {
    return release;
  }

  @Override
  public Map<String, byte[]> compile(Map<String, String> sources, int release) {
    List<JavaFileObject> units = new ArrayList<>();
    new TreeMap<>(sources).forEach((main, text) -> units.add(new Source(main, text)));
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(
        List.of(
            "--release",
            Integer.toString(release),
            "-proc:none",
            "-nowarn",
            "-classpath",
            System.getProperty("java.class.path")));
    DiagnosticCollector<JavaFileObject> findings = new DiagnosticCollector<>();
    StringWriter words = new StringWriter();
    Memory memory = new Memory(compiler.getStandardFileManager(findings, null, null));
    if (!compiler.getTask(words, memory, findings, arguments, null, units).call()) {
      findings.getDiagnostics().forEach(finding -> words.append(finding + "\n"));
      throw new AssertionError(name + ": " + words);
    }
    return memory.classes();
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String main, String text) {
      super(URI.create("string:///" + main.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();

    Memory(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      String binaryName = className.replace('/', '.');
      URI uri = URI.create("memory:///" + binaryName + ".class");
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          files.put(binaryName, out);
          return out;
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new TreeMap<>();
      files.forEach((className, out) -> classes.put(className, out.toByteArray()));
      return classes;
    }
  }
}
