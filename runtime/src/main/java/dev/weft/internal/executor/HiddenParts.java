package dev.weft.internal.executor;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a task of a {@code CompletableFuture} holds.
 *
 * <p>Its fields are closed, but the JDK's own serialisation, which such a task inherits from {@code
 * ForkJoinTask}, names each object that it is about to write. Here it is told to write none of
 * them, to nowhere; nothing is ever read that way.
 */
final class HiddenParts extends ObjectOutputStream {

  private final Object holder;
  private final List<Object> parts = new ArrayList<>();

  private HiddenParts(Object holder) throws IOException {
    super(OutputStream.nullOutputStream());
    this.holder = holder;
    enableReplaceObject(true);
  }

  /** The objects that a serialisable one refers to directly; none if they cannot be had. */
  static List<Object> of(Object holder) {
    try (HiddenParts stream = new HiddenParts(holder)) {
      stream.writeObject(holder);
      return stream.parts;
    } catch (IOException | RuntimeException e) {
      return List.of();
    }
  }

  @Override
  protected @Nullable Object replaceObject(Object part) {
    if (part == holder) {
      return part;
    }
    parts.add(part);
    return null;
  }
}
