package dev.weft.cluster.sim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a class of production: a piece of its source is another one. Tests run against a
 * copy of the module's classes that has it, to see that they would find it; the classes themselves
 * need nothing for that.
 */
public final class PlantedDefect {

  private static final String COPIED = "dev.weft.cluster.";

  private final Class<?> type;
  private String source;

  private PlantedDefect(Class<?> type) {
    this.type = type;
    this.source = read(type);
  }

  /** A mistake in a class; nothing is wrong with it yet. */
  public static PlantedDefect in(Class<?> type) {
    return new PlantedDefect(type);
  }

  /**
   * Replaces a piece of the source that must be there once.
   *
   * @param piece differences of white space do not count
   */
  public PlantedDefect replace(String piece, String by) {
    String plain = plain(source);
    String wanted = plain(piece);
    int at = plain.indexOf(wanted);
    if (at < 0 || plain.indexOf(wanted, at + 1) >= 0) {
      throw new IllegalStateException(
          (at < 0 ? "Not there in " : "More than once in ") + type.getName() + ": " + piece);
    }
    source = plain.substring(0, at) + by + plain.substring(at + wanted.length());
    return this;
  }

  /**
   * Runs a static method without parameters against classes that have the mistake.
   *
   * @throws AssertionError that the method throws
   */
  public void run(Class<?> runner, String method) {
    Loader loader = new Loader(compile());
    try {
      var found = loader.loadClass(runner.getName()).getDeclaredMethod(method);
      found.setAccessible(true);
      found.invoke(null);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Class<?> type) {
    Path file = Path.of("src/main/java", type.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Comments to the end of a line would take the rest of the file with them. */
  private static String plain(String text) {
    return text.replaceAll("(?m) +//.*$", "").replaceAll("\\s+", " ").trim();
  }

  private Map<String, byte[]> compile() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Map<String, byte[]> classes = new HashMap<>();
    StringWriter problems = new StringWriter();
    try (JavaFileManager files =
        new InMemory(compiler.getStandardFileManager(null, null, null), classes)) {
      boolean isDone =
          compiler
              .getTask(
                  problems, files, null, List.of("-proc:none", "-nowarn"), null, List.of(unit()))
              .call();
      if (!isDone) {
        throw new IllegalStateException("The defect does not compile: " + problems);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  private JavaFileObject unit() {
    URI name = URI.create("string:///" + type.getName().replace('.', '/') + ".java");
    return new SimpleJavaFileObject(name, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /** Keeps what is compiled. */
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {

    private final Map<String, byte[]> classes;

    InMemory(JavaFileManager files, Map<String, byte[]> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      URI uri = URI.create("memory:///" + name.replace('.', '/') + kind.extension);
      return new SimpleJavaFileObject(uri, kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }
  }

  /** Has a copy of its own of each class of the module. */
  private static final class Loader extends ClassLoader {

    private final Map<String, byte[]> changed;

    Loader(Map<String, byte[]> changed) {
      super(PlantedDefect.class.getClassLoader());
      this.changed = changed;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        byte[] bytes = name.startsWith(COPIED) ? bytes(name) : null;
        return bytes == null
            ? super.loadClass(name, resolve)
            : defineClass(name, bytes, 0, bytes.length);
      }
    }

    private byte @Nullable [] bytes(String name) {
      byte[] other = changed.get(name);
      if (other != null) {
        return other;
      }
      try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
