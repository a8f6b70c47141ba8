package dev.weft.agent.check;

import dev.weft.agent.check.Message.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one class. Confined to the thread that weaves it. */
public final class Messages {

  private final String className;
  private final String file;
  private final List<Message> found = new ArrayList<>();

  /**
   * @param className the binary name of the class
   * @param file the name of its source file; null when unknown
   */
  public Messages(String className, @Nullable String file) {
    this.className = className;
    this.file = file == null ? "" : file;
  }

  /** Adds an error and returns it. */
  public Message error(String method, int line, String text, String remedy) {
    return add(Severity.ERROR, method, line, text, remedy);
  }

  /** Adds a warning. */
  public void warning(String method, int line, String text, String remedy) {
    add(Severity.WARNING, method, line, text, remedy);
  }

  /** What was found so far. */
  public List<Message> toList() {
    return List.copyOf(found);
  }

  private Message add(Severity severity, String method, int line, String text, String remedy) {
    Message message = new Message(severity, className, file, method, line, text, remedy);
    if (!found.contains(message)) {
      found.add(message);
    }
    return message;
  }
}
