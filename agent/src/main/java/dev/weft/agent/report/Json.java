package dev.weft.agent.report;

import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, numbers and booleans as JSON. */
final class Json {

  private final StringBuilder text = new StringBuilder();

  private Json() {}

  static String of(Object value) {
    Json json = new Json();
    json.value(value, "\n");
    return json.text.append('\n').toString();
  }

  private void value(Object value, String newLine) {
    if (value instanceof Map<?, ?> map) {
      map(map, newLine);
    } else if (value instanceof List<?> list) {
      list(list, newLine);
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      string(value.toString());
    }
  }

  private void map(Map<?, ?> map, String newLine) {
    text.append('{');
    String separator = newLine + "  ";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      string(entry.getKey().toString());
      text.append(": ");
      value(entry.getValue(), newLine + "  ");
      separator = "," + newLine + "  ";
    }
    text.append(map.isEmpty() ? "}" : newLine + "}");
  }

  private void list(List<?> list, String newLine) {
    text.append('[');
    String separator = newLine + "  ";
    for (Object element : list) {
      text.append(separator);
      value(element, newLine + "  ");
      separator = "," + newLine + "  ";
    }
    text.append(list.isEmpty() ? "]" : newLine + "]");
  }

  private void string(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
