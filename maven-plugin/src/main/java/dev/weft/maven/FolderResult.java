package dev.weft.maven;

import dev.weft.agent.check.Message;
import java.util.List;

/**
 * What came of weaving a folder. With errors in it nothing was written.
 *
 * @param classes how many class files there are
 * @param woven how many of them were woven now
 * @param messages what their authors should know
 */
record FolderResult(int classes, int woven, List<Message> messages) {

  FolderResult {
    messages = List.copyOf(messages);
  }

  List<Message> errors() {
    return messages.stream().filter(Message::isError).toList();
  }

  List<Message> warnings() {
    return messages.stream().filter(message -> !message.isError()).toList();
  }
}
