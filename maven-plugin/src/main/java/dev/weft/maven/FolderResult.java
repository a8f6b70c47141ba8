package dev.weft.maven;

import dev.weft.agent.check.Message;
import dev.weft.agent.report.ClassReport;
import java.util.List;

/**
 * What came of weaving a folder. With errors in it nothing was written.
 *
 * @param classes how many class files there are
 * @param changed how many of them were woven now, or are woven no more
 * @param foreign how many are woven without their originals being known
 * @param notes what is to be said of the folder itself, in whole sentences
 * @param reports what became of each class
 */
record FolderResult(
    int classes, int changed, int foreign, List<String> notes, List<ClassReport> reports) {

  FolderResult {
    notes = List.copyOf(notes);
    reports = List.copyOf(reports);
  }

  List<Message> errors() {
    return messages(true);
  }

  List<Message> warnings() {
    return messages(false);
  }

  private List<Message> messages(boolean errors) {
    return reports.stream()
        .flatMap(report -> report.messages().stream())
        .filter(message -> message.isError() == errors)
        .toList();
  }
}
