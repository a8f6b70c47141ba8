package dev.weft.agent.start;

import dev.weft.agent.report.ClassReport;
import dev.weft.agent.report.JsonReport;
import dev.weft.agent.report.WeaveReport;
import dev.weft.agent.weave.WovenClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The report of this process: a file is brought up to date within a second of a change and when the
 * process ends; standard error gets the report at the end.
 *
 * <p>Classes are added by whatever thread loads them. {@code written} is guarded by this.
 */
final class RunReport {

  private static final String STANDARD_ERROR = "-";
  private static final long INTERVAL_MS = 1_000;

  /** Null when no report is wanted. */
  private final @Nullable String target;

  private final Map<String, ClassReport> classes = new ConcurrentSkipListMap<>();
  private String written = "";

  private RunReport(@Nullable String target) {
    this.target = target;
  }

  /**
   * Starts the report that the settings ask for, if they do.
   *
   * @param target a file, or {@code -} for standard error; empty for none, in a dry run for {@code
   *     -}
   */
  static RunReport open(String target, boolean isDryRun) {
    if (isDryRun) {
      AgentLog.dryRun();
    }
    if (target.isEmpty() && !isDryRun) {
      return new RunReport(null);
    }
    RunReport report = new RunReport(target.isEmpty() ? STANDARD_ERROR : target);
    Runtime.getRuntime().addShutdownHook(new Thread(report::end, "weft-report-end"));
    if (!report.isPrinted()) {
      report.writeAgainAndAgain();
    }
    return report;
  }

  /** Whether anybody wants it. */
  boolean isWanted() {
    return target != null;
  }

  /** Takes what was made of a class. */
  void add(WovenClass woven) {
    if (target == null) {
      return;
    }
    ClassReport report = new ClassReport(woven.name(), woven.calls(), woven.messages());
    if (!report.isEmpty()) {
      classes.put(woven.name(), report);
    }
  }

  private void end() {
    if (isPrinted()) {
      AgentLog.report(text());
    } else {
      write();
    }
  }

  private boolean isPrinted() {
    return STANDARD_ERROR.equals(target);
  }

  private String text() {
    WeaveReport report = new WeaveReport(List.copyOf(classes.values()), List.of());
    return JsonReport.forFile(target == null ? "" : target, report);
  }

  private synchronized void write() {
    String text = text();
    if (target == null || text.equals(written)) {
      return;
    }
    written = text;
    Path file = Path.of(target).toAbsolutePath();
    try {
      Files.createDirectories(file.getParent());
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      AgentLog.noReport(file, e);
    }
  }

  private void writeAgainAndAgain() {
    TimerTask task =
        new TimerTask() {
          @Override
          public void run() {
            write();
          }
        };
    new Timer("weft-report", true).schedule(task, 0, INTERVAL_MS);
  }
}
