package dev.weft.it.figures;

import dev.weft.agent.weave.Weaver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/** Weaves the classes of one package when they are loaded; all else it leaves to its parent. */
public final class WeavingLoader extends ClassLoader {

  private final String prefix;
  private final Weaver weaver;

  /** Weaves the classes of a package and those below it. */
  public WeavingLoader(String packageName) {
    super(WeavingLoader.class.getClassLoader());
    prefix = packageName + ".";
    weaver = new Weaver(ClassFileLocator.ForClassLoader.of(getParent()));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(prefix)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      byte[] woven = woven(name.replace('.', '/') + ".class");
      if (woven == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, woven, 0, woven.length);
    }
  }

  /** Class files as they run here: this is what members are given. */
  @Override
  public @Nullable InputStream getResourceAsStream(String path) {
    if (!path.replace('/', '.').startsWith(prefix)) {
      return super.getResourceAsStream(path);
    }
    byte[] woven = woven(path);
    return woven == null ? null : new ByteArrayInputStream(woven);
  }

  private byte @Nullable [] woven(String path) {
    try (InputStream in = getParent().getResourceAsStream(path)) {
      if (in == null) {
        return null;
      }
      byte[] original = in.readAllBytes();
      return weaver.weave(original).wovenBytes().orElse(original);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
