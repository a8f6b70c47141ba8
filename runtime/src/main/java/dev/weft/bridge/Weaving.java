package dev.weft.bridge;

import dev.weft.spi.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the weaver tells the rest of the process: how much it wove, and the bytes it made. */
public final class Weaving {

  private static final AtomicInteger METHODS = new AtomicInteger();
  private static final AtomicInteger ACTORS = new AtomicInteger();

  /** What the agent installed; null without one. */
  private static volatile @Nullable ClassBytes woven;

  private Weaving() {}

  /** Called by the agent: how to find class files as woven, not as they lie on disk. */
  public static void install(ClassBytes wovenBytes) {
    woven = wovenBytes;
  }

  /** Called by the agent after each class that it wove with remote methods in it. */
  public static void count(int remoteMethods, boolean isActor) {
    METHODS.addAndGet(remoteMethods);
    if (isActor) {
      ACTORS.incrementAndGet();
    }
  }

  /** How many remote methods were woven so far, those of actors included. */
  public static int methods() {
    return METHODS.get();
  }

  /** How many actor classes were woven so far. */
  public static int actors() {
    return ACTORS.get();
  }

  /** The class files of the application as they run here. */
  public static ClassBytes classBytes() {
    ClassBytes installed = woven;
    return installed == null ? Weaving::resource : installed;
  }

  private static byte @Nullable [] resource(@Nullable ClassLoader loader, String name) {
    String path = name.replace('.', '/') + ".class";
    try (InputStream in =
        loader == null
            ? ClassLoader.getSystemResourceAsStream(path)
            : loader.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class file of " + name + ".", e);
    }
  }
}
