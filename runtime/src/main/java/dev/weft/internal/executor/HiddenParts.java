package dev.weft.internal.executor;

import dev.weft.bridge.Lambdas;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.lang.invoke.SerializedLambda;
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
  private @Nullable SerializedLambda lambda;

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
    if (part instanceof SerializedLambda form) {
      lambda = form;
      return part;
    }
    if (lambda == null && !(part instanceof String)) { // those are of a description
      parts.add(part);
    }
    return null;
  }

  /** Called for the class of what is written, and for a class that is itself a part. */
  @Override
  protected void annotateClass(Class<?> type) {
    SerializedLambda form = lambda;
    if (form != null && form.getCapturingClass().equals(type.getName().replace('.', '/'))) {
      parts.add(Lambdas.make(type, form));
      lambda = null;
    }
  }
}
