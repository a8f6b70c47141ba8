package dev.weft.store.internal.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.FileSystemException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.MissingResourceException;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Exceptions of the JDK with fields of their own, and of what they are made. */
final class JdkExceptions {

  private static final List<JdkExceptions> KNOWN =
      List.of(
          new JdkExceptions(
              FileSystemException.class,
              (FileSystemException e) ->
                  new @Nullable String[] {e.getFile(), e.getOtherFile(), e.getReason()},
              String.class,
              String.class,
              String.class),
          new JdkExceptions(
              URISyntaxException.class,
              (URISyntaxException e) ->
                  new @Nullable String[] {e.getInput(), e.getReason(), text(e.getIndex())},
              String.class,
              String.class,
              int.class),
          new JdkExceptions(
              PatternSyntaxException.class,
              (PatternSyntaxException e) ->
                  new @Nullable String[] {e.getDescription(), e.getPattern(), text(e.getIndex())},
              String.class,
              String.class,
              int.class),
          new JdkExceptions(
              DateTimeParseException.class,
              (DateTimeParseException e) ->
                  new @Nullable String[] {
                    e.getMessage(), e.getParsedString(), text(e.getErrorIndex())
                  },
              String.class,
              CharSequence.class,
              int.class),
          new JdkExceptions(
              MissingResourceException.class,
              (MissingResourceException e) ->
                  new @Nullable String[] {e.getMessage(), e.getClassName(), e.getKey()},
              String.class,
              String.class,
              String.class),
          new JdkExceptions(
              InvocationTargetException.class,
              (InvocationTargetException e) -> new @Nullable String[] {null, e.getMessage()},
              Throwable.class,
              String.class));

  private final Class<?> type;
  private final Function<Throwable, @Nullable String[]> details;
  private final Constructor<?> constructor;

  @SuppressWarnings("unchecked") // the constants above pair class and function
  private <E extends Throwable> JdkExceptions(
      Class<E> type, Function<E, @Nullable String[]> details, Class<?>... parameters) {
    this.type = type;
    this.details = (Function<Throwable, @Nullable String[]>) (Function<?, ?>) details;
    try {
      constructor = type.getDeclaredConstructor(parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * How exceptions of a class are made; one that is not known is made of its message alone.
   *
   * @throws CannotTravel if it has no such constructor
   */
  static JdkExceptions of(Class<?> type) {
    for (JdkExceptions known : KNOWN) {
      if (known.type.isAssignableFrom(type)) {
        return known;
      }
    }
    try {
      return new JdkExceptions(
          type.asSubclass(Throwable.class),
          e -> new @Nullable String[] {e.getMessage()},
          String.class);
    } catch (IllegalStateException e) {
      throw new CannotTravel(
          type.getName(), "cannot travel: it has state of the JDK's own that cannot be set.", e);
    }
  }

  Constructor<?> constructor() {
    return constructor;
  }

  @Nullable String[] details(Throwable throwable) {
    return details.apply(throwable);
  }

  /** The arguments of the constructor: the details in their order, the cause where it wants it. */
  @Nullable Object[] arguments(@Nullable String[] from, @Nullable Throwable cause) {
    Class<?>[] parameters = constructor.getParameterTypes();
    if (from.length != parameters.length) {
      throw new IllegalArgumentException("Details of " + type.getName() + " are missing");
    }
    @Nullable Object[] arguments = new @Nullable Object[from.length];
    for (int i = 0; i < from.length; i++) {
      arguments[i] = argument(parameters[i], from[i], cause);
    }
    return arguments;
  }

  private static @Nullable Object argument(
      Class<?> parameter, @Nullable String text, @Nullable Throwable cause) {
    if (parameter == Throwable.class) {
      return cause;
    }
    return parameter == int.class ? Integer.valueOf(text == null ? "0" : text) : text;
  }

  private static String text(int number) {
    return Integer.toString(number);
  }
}
