package dev.weft.agent.start;

import dev.weft.agent.weave.WovenClass;
import dev.weft.spi.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives class files as they run here: reads them as the application's loader finds them and weaves
 * them once more, which yields the same bytes.
 */
final class WovenClassBytes implements ClassBytes {

  private final LoaderWeavers weavers;

  WovenClassBytes(LoaderWeavers weavers) {
    this.weavers = weavers;
  }

  @Override
  public byte @Nullable [] find(@Nullable ClassLoader loader, String name) {
    byte[] original = read(loader, name.replace('.', '/') + ".class");
    if (original == null || loader == null || loader == ClassLoader.getPlatformClassLoader()) {
      return original;
    }
    WovenClass woven = weavers.of(loader).weave(original);
    return woven.wovenBytes().orElse(original);
  }

  private static byte @Nullable [] read(@Nullable ClassLoader loader, String path) {
    try (InputStream in =
        loader == null
            ? ClassLoader.getPlatformClassLoader().getResourceAsStream(path)
            : loader.getResourceAsStream(path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class file " + path + ".", e);
    }
  }
}
