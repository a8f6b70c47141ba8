package dev.weft.store.internal.codec;

import org.jspecify.annotations.Nullable;

/** Short names of things in messages. */
final class Labels {

  private static final int MAX_KEY = 40;
  private static final int MAX_NAME = 300;

  private Labels() {}

  /** A class as in source code, without its package. */
  static String simpleName(Class<?> type) {
    String simple = type.getSimpleName();
    if (type.isHidden()) {
      return "lambda";
    }
    if (!simple.isEmpty()) {
      return simple;
    }
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** A map key, only if it prints itself cheaply and without the user's code. */
  static String of(@Nullable Object key) {
    if (key instanceof CharSequence text && !(text instanceof String)) {
      return simpleName(text.getClass());
    }
    if (key instanceof String text) {
      return "\"" + printable(text, MAX_KEY) + "\"";
    }
    if (key == null || (key instanceof Number && isJdk(key.getClass())) || key instanceof Boolean) {
      return String.valueOf(key);
    }
    if (key instanceof Enum<?> constant) {
      return constant.name();
    }
    return simpleName(key.getClass());
  }

  /** A name from outside, cut and without control characters. */
  static String printable(String name) {
    return printable(name, MAX_NAME);
  }

  private static String printable(String text, int max) {
    String cut = text.length() > max ? text.substring(0, max) + "..." : text;
    return cut.replaceAll("[^\\x20-\\x7e]", "?");
  }

  private static boolean isJdk(Class<?> type) {
    return type.getName().startsWith("java.");
  }
}
