package dev.weft.agent.report;

import dev.weft.agent.check.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The report for tools: the same as the text, complete, with a version of its shape. */
public final class JsonReport {

  private static final int VERSION = 1;

  private JsonReport() {}

  /** A report as a JSON document. */
  public static String of(WeaveReport report) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("version", VERSION);
    root.put("calls", report.calls());
    root.put("overlap", report.overlapping());
    root.put("wait", report.waiting());
    root.put("classes", report.classes().stream().map(JsonReport::type).toList());
    root.put("unwoven", report.unwoven().stream().map(JsonReport::unwoven).toList());
    return Json.of(root);
  }

  private static Map<String, Object> type(ClassReport report) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", report.name());
    map.put("calls", report.calls().stream().map(JsonReport::call).toList());
    map.put("messages", report.messages().stream().map(JsonReport::message).toList());
    return map;
  }

  private static Map<String, Object> call(CallReport call) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("state", Wording.state(call));
    map.put("callee", call.callee());
    map.put("method", call.method());
    map.put("descriptor", call.descriptor());
    map.put("file", call.file());
    map.put("line", call.line());
    map.put("givenTo", call.givenTo());
    map.put("waits", call.waits().stream().map(JsonReport::wait).toList());
    map.put("shares", call.shares().stream().map(JsonReport::sharing).toList());
    map.put("text", texts(call));
    map.put("remedy", Wording.remedy(call));
    return map;
  }

  private static List<String> texts(CallReport call) {
    return Stream.concat(Wording.waits(call).stream(), Wording.shares(call).stream()).toList();
  }

  private static Map<String, Object> sharing(CallReport.Sharing shared) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("actor", shared.actor());
    map.put("line", shared.line());
    return map;
  }

  private static Map<String, Object> wait(CallReport.Wait wait) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("reason", wait.reason().name().toLowerCase(Locale.ROOT));
    map.put("line", wait.line());
    map.put("detail", wait.detail());
    return map;
  }

  private static Map<String, Object> message(Message message) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("severity", message.severity().name().toLowerCase(Locale.ROOT));
    map.put("method", message.method());
    map.put("file", message.file());
    map.put("line", message.line());
    map.put("text", message.text());
    map.put("remedy", message.remedy());
    return map;
  }

  private static Map<String, Object> unwoven(UnwovenCaller caller) {
    return new LinkedHashMap<>(
        Map.of("name", caller.name(), "where", caller.where(), "callee", caller.callee()));
  }

  /** Texts and documents by the name of the file: {@code .json} is one for tools. */
  public static String forFile(String name, WeaveReport report) {
    return name.endsWith(".json") ? of(report) : TextReport.of(report);
  }
}
