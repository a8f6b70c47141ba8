package dev.weft.maven;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The class files as the compiler made them, of those that were woven. What weaving makes of a
 * class depends on the classes that it calls; so all are woven again from here at each build, and
 * those that come out the same are left alone.
 *
 * <p>Each is kept in a file of its own, with the sum of what was woven from it: when the class file
 * in the folder is another one, it was compiled anew or comes from elsewhere, and what is kept here
 * has no meaning for it.
 *
 * <pre>
 * 32 bytes  SHA-256 of the woven class file
 * the rest  the class file as it was compiled
 * </pre>
 */
final class Originals {

  private static final String SUFFIX = ".original";

  private final Path folder;

  /**
   * @param folder where they are kept, outside of the class files' own
   */
  Originals(Path folder) {
    this.folder = folder;
  }

  /** What a class file was woven from, if it was woven here and is still the same. */
  Optional<byte[]> of(Path relative, byte[] classFile) throws IOException {
    Path file = file(relative);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    byte[] kept = Files.readAllBytes(file);
    boolean isSame =
        kept.length > Sums.LENGTH
            && Arrays.equals(kept, 0, Sums.LENGTH, Sums.of(classFile), 0, Sums.LENGTH);
    return isSame
        ? Optional.of(Arrays.copyOfRange(kept, Sums.LENGTH, kept.length))
        : Optional.empty();
  }

  /**
   * Puts a woven class file in the place of the one that it was woven from, which is kept: first,
   * so that none is ever lost.
   */
  void replace(Path target, Path relative, byte[] original, byte[] woven) throws IOException {
    Path file = file(relative);
    Files.createDirectories(file.getParent());
    Files.write(
        file,
        ByteBuffer.allocate(Sums.LENGTH + original.length)
            .put(Sums.of(woven))
            .put(original)
            .array());
    move(woven, target);
  }

  /** Puts back a class file that is not woven any more. */
  void restore(Path target, byte[] original) throws IOException {
    move(original, target);
  }

  /** Forgets all but those of some classes. */
  void retain(Set<Path> relatives) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> kept;
    try (Stream<Path> files = Files.walk(folder)) {
      kept = files.filter(Files::isRegularFile).toList();
    }
    List<Path> wanted = relatives.stream().map(this::file).toList();
    for (Path file : kept) {
      if (!wanted.contains(file)) {
        Files.delete(file);
      }
    }
  }

  /** A build that is stopped leaves no half of a class file. */
  private void move(byte[] bytes, Path target) throws IOException {
    Files.createDirectories(folder);
    Path next = Files.write(folder.resolve("next"), bytes);
    Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(Path relative) {
    return folder.resolve(relative + SUFFIX);
  }
}
