package dev.weft.agent.differential;

import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts values into words that are the same in both worlds, which have classes of their own. */
final class Words {

  private Words() {}

  static String of(@Nullable Object value) {
    if (value == null || value instanceof String) {
      return String.valueOf(value);
    }
    String type = value.getClass().getSimpleName();
    if (value.getClass().isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        elements.add(of(Array.get(value, i)));
      }
      return type + elements;
    }
    if (value instanceof Collection<?> collection) {
      return type + collection.stream().map(Words::of).toList();
    }
    if (value instanceof Map<?, ?> map) {
      List<String> entries = new ArrayList<>();
      map.forEach((k, v) -> entries.add(of(k) + "=" + of(v)));
      return type + entries;
    }
    if (value instanceof ObjectRef<?> ref) {
      return "ref of " + of(ref.get());
    }
    if (value instanceof Throwable failure) {
      return ofFailure(failure);
    }
    return value instanceof Actor ? type : type + " " + value;
  }

  /** Its type and message, but for messages that the JVM makes up from the code around. */
  static String ofFailure(Throwable failure) {
    if (failure instanceof NullPointerException || failure instanceof ClassCastException) {
      return failure.getClass().getName();
    }
    return failure.getClass().getName() + ": " + failure.getMessage();
  }
}
