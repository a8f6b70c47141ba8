package dev.weft.maven;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.dynamic.ClassFileLocator;

/** The folders and jars in which the classes are found that a folder's classes refer to. */
final class ClassPath implements Closeable {

  private final List<ClassFileLocator> locators = new ArrayList<>();

  /**
   * @param first what is asked before any other
   * @param elements folders and jars; others are passed over
   * @throws IOException if a jar cannot be read; its name is in the message
   */
  ClassPath(ClassFileLocator first, List<Path> elements) throws IOException {
    locators.add(first);
    for (Path element : elements) {
      if (Files.isDirectory(element)) {
        locators.add(new ClassFileLocator.ForFolder(element.toFile()));
      } else if (Files.isRegularFile(element)) {
        locators.add(jar(element));
      }
    }
    locators.add(ClassFileLocator.ForClassLoader.ofPlatformLoader());
  }

  ClassFileLocator locator() {
    return new ClassFileLocator.Compound(locators);
  }

  @Override
  public void close() throws IOException {
    locator().close();
  }

  private ClassFileLocator jar(Path file) throws IOException {
    try {
      return ClassFileLocator.ForJarFile.of(file.toFile());
    } catch (IOException e) {
      close();
      throw new IOException(file + " on the class path is not a jar: " + e.getMessage(), e);
    }
  }
}
