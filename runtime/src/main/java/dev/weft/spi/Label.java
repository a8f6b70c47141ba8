package dev.weft.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of one label of a member: {@code disk=ssd}, {@code disk} (has one), {@code
 * !zone=b}, {@code !spot} (has none).
 *
 * @param name of the label
 * @param value that it must have, or null for any
 * @param isNegated whether members must not have it
 */
public record Label(String name, @Nullable String value, boolean isNegated) {

  public Label {
    if (name.isBlank() || (value != null && value.isBlank())) {
      throw new IllegalArgumentException(
          "A label is asked for as name=value, name, !name=value or !name.");
    }
  }

  public static Label parse(String text) {
    boolean isNegated = text.startsWith("!");
    String rest = text.substring(isNegated ? 1 : 0).trim();
    int equals = rest.indexOf('=');
    return equals < 0
        ? new Label(rest, null, isNegated)
        : new Label(rest.substring(0, equals).trim(), rest.substring(equals + 1).trim(), isNegated);
  }

  /** Whether a member with these labels will do. */
  public boolean matches(Map<String, String> labels) {
    String found = labels.get(name);
    boolean has = value == null ? found != null : value.equals(found);
    return has != isNegated;
  }

  @Override
  public String toString() {
    return (isNegated ? "!" : "") + name + (value == null ? "" : "=" + value);
  }
}
