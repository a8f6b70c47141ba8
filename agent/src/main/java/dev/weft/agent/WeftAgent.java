package dev.weft.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM calls for {@code -javaagent:weft-agent.jar}, or when that is attached later.
 *
 * <p>It only sees to class loaders and hands on to {@code dev.weft.agent.start} in the isolated
 * one. Whatever goes wrong, the application starts: then it runs unwoven, and a line says so.
 */
public final class WeftAgent {

  private static final String START = "dev.weft.agent.start.Installation";
  private static final String LOADER = "dev.weft.agent.loader.IsolatedLoader";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  private WeftAgent() {}

  /** Called by the JVM before the application's {@code main}. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    run("install", arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached to an application that runs already. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    run("attach", arguments, instrumentation);
  }

  @SuppressWarnings("CatchingUnchecked") // an exception here would end the application
  private static void run(
      String entry, @Nullable String arguments, Instrumentation instrumentation) {
    if (STARTED.getAndSet(true)) {
      return; // given twice
    }
    try {
      start(entry, arguments == null ? "" : arguments, instrumentation);
    } catch (InvocationTargetException e) {
      complain(e.getCause());
    } catch (Throwable e) {
      complain(e);
    }
  }

  private static void complain(@Nullable Throwable reason) {
    System.err.println(
        "weft: the agent could not start, remote calls run in their caller's thread: " + reason);
  }

  private static void start(String entry, String arguments, Instrumentation instrumentation)
      throws IOException, URISyntaxException, ReflectiveOperationException {
    Path jar = jar();
    if (!isOnBootClassPath("dev.weft.bridge.Engines")) {
      // Renamed, so that Boot-Class-Path in the manifest does not find it; or named as the
      // Launcher-Agent-Class in the manifest of an application.
      instrumentation.appendToBootstrapClassLoaderSearch(agentJar(jar));
    }
    ClassLoader isolated = isolatedLoader(jar);
    Method install =
        Class.forName(START, true, isolated).getMethod(entry, String.class, Instrumentation.class);
    install.invoke(null, arguments, instrumentation);
  }

  /**
   * Made by name: under another name than the jar's own this class is not on the boot class path,
   * and a mention here would load the loader beside it before it is there.
   */
  private static ClassLoader isolatedLoader(Path jar) throws ReflectiveOperationException {
    return Class.forName(LOADER, true, null)
        .asSubclass(ClassLoader.class)
        .getConstructor(Path.class)
        .newInstance(jar);
  }

  /** The file that this class comes from; on the boot class path it has no code source. */
  private static Path jar() throws URISyntaxException {
    String entry = WeftAgent.class.getName().replace('.', '/') + ".class";
    URL url = ClassLoader.getSystemResource(entry);
    if (url == null || !url.getProtocol().equals("jar")) {
      throw new IllegalStateException("It does not come from a jar: " + url + ".");
    }
    String file = url.getPath();
    return Path.of(new URI(file.substring(0, file.length() - "!/".length() - entry.length())));
  }

  /** Classes of an application that lie in the same jar would come to be the JVM's own. */
  private static JarFile agentJar(Path path) throws IOException {
    JarFile jar = new JarFile(path.toFile());
    Manifest manifest = jar.getManifest();
    if (manifest == null
        || !WeftAgent.class
            .getName()
            .equals(manifest.getMainAttributes().getValue("Premain-Class"))) {
      jar.close();
      throw new IllegalStateException(
          "It must be a jar of its own, and is part of " + path.getFileName() + ".");
    }
    return jar;
  }

  private static boolean isOnBootClassPath(String name) {
    try {
      Class.forName(name, false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
