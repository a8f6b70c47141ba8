package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies arguments as they are when a call is made: a caller may go on to change its own. */
final class Copies {

  private Copies() {}

  static @Nullable Object[] ofArguments(@Nullable Object[] args) {
    return Arrays.stream(args).map(Copies::of).toArray();
  }

  /** A copy of what can change; refs and handles of actors stand for themselves. */
  static @Nullable Object of(@Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof String) {
      return value;
    }
    if (isShared(value) || !(value instanceof Serializable)) {
      return value;
    }
    List<Object> shared = new ArrayList<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new Writer(bytes, shared)) {
        out.writeObject(value);
      }
      try (ObjectInputStream in =
          new Reader(new ByteArrayInputStream(bytes.toByteArray()), shared, loader)) {
        return in.readObject();
      }
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError("An argument of a case cannot be copied: " + value, e);
    }
  }

  private static boolean isShared(Object value) {
    return value instanceof ObjectRef || value instanceof Actor;
  }

  /** Stands in the bytes for an object that is not copied. */
  private record Place(int index) implements Serializable {
    private static final long serialVersionUID = 1;
  }

  private static final class Writer extends ObjectOutputStream {
    private final List<Object> shared;

    Writer(ByteArrayOutputStream out, List<Object> shared) throws IOException {
      super(out);
      this.shared = shared;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object value) {
      if (!isShared(value) && value instanceof Serializable) {
        return value;
      }
      shared.add(value);
      return new Place(shared.size() - 1);
    }
  }

  private static final class Reader extends ObjectInputStream {
    private final List<Object> shared;
    private final ClassLoader loader;

    Reader(ByteArrayInputStream in, List<Object> shared, ClassLoader loader) throws IOException {
      super(in);
      this.shared = shared;
      this.loader = loader;
      enableResolveObject(true);
    }

    @Override
    protected Object resolveObject(Object value) {
      return value instanceof Place place ? shared.get(place.index()) : value;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description);
      }
    }
  }
}
