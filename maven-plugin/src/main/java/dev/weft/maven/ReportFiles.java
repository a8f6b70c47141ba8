package dev.weft.maven;

import dev.weft.agent.report.JsonReport;
import dev.weft.agent.report.TextReport;
import dev.weft.agent.report.WeaveReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a build leaves the report: as text, and beside it as JSON. */
final class ReportFiles {

  private final Path text;
  private final Path json;

  /**
   * @param build the build's folder
   * @param name what was looked at: {@code classes} is what a report is about when nothing is said
   */
  ReportFiles(Path build, String name) {
    String stem = name.equals("classes") ? "weft-report" : "weft-report-" + name;
    text = build.resolve(stem + ".txt");
    json = build.resolve(stem + ".json");
  }

  Path text() {
    return text;
  }

  /** Writes both; with nothing to tell there are none. */
  void write(WeaveReport report) throws IOException {
    if (report.classes().isEmpty() && report.unwoven().isEmpty()) {
      Files.deleteIfExists(text);
      Files.deleteIfExists(json);
      return;
    }
    Files.createDirectories(text.toAbsolutePath().getParent());
    Files.writeString(text, TextReport.of(report));
    Files.writeString(json, JsonReport.of(report));
  }
}
