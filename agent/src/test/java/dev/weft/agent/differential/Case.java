package dev.weft.agent.differential;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A small program with a name, and what is known of it.
 *
 * <p>A file of cases has for each a line {@code === name | property | property}, and the members of
 * a class that follow it; among them {@code static Object run()}, which is called many times. The
 * tasks of {@code Tasks.java} and the methods of {@link Trace} are imported; {@code Self} stands
 * for the class.
 *
 * @param theme the name of its file
 * @param main the binary name of its class
 * @param source the text of that class
 * @param inFlight the property {@code in flight n}: how many calls are made and not over at most,
 *     when each runs only when it is waited for
 * @param release the property {@code release n}: the language level that it is written for
 * @param leavesCalls the property {@code leaves calls}: it makes calls that nobody joins
 * @param hasLocalCalls the property {@code local calls}: some of its calls run in place, so that
 *     calls cannot be counted alike
 */
record Case(
    String theme,
    String name,
    String main,
    String source,
    int inFlight,
    int release,
    boolean leavesCalls,
    boolean hasLocalCalls) {

  static final String TASKS = "cases.Tasks";

  private static final int USUAL_RELEASE = 17;

  private static final String IMPORTS =
      """
      package cases;
      import static cases.Tasks.*;
      import static dev.weft.agent.differential.Trace.*;
      import dev.weft.*;
      import java.io.*;
      import java.util.*;
      import java.util.function.*;
      """;

  /** The cases of a file. */
  static List<Case> of(String theme) {
    List<Case> cases = new ArrayList<>();
    for (String text : resource(theme + ".cases").split("(?m)^=== ")) {
      if (!text.isBlank() && !text.startsWith("#")) {
        cases.add(parse(theme, cases.size() + 1, text));
      }
    }
    return cases;
  }

  /** The sources of some cases, and of the tasks that they call. */
  static Map<String, String> sources(List<Case> cases) {
    Map<String, String> sources = new TreeMap<>();
    sources.put(TASKS, resource("Tasks.java"));
    cases.forEach(c -> sources.put(c.main(), c.source()));
    return sources;
  }

  private static Case parse(String theme, int number, String text) {
    int lineEnd = text.indexOf('\n');
    String[] header = text.substring(0, lineEnd).strip().split(" *\\| *");
    String type = Character.toUpperCase(theme.charAt(0)) + theme.substring(1).replace("-", "");
    String simpleName = type + number;
    @Nullable Integer inFlight = null;
    int release = USUAL_RELEASE;
    boolean leavesCalls = false;
    boolean hasLocalCalls = false;
    for (int i = 1; i < header.length; i++) {
      String property = header[i];
      if (property.startsWith("in flight ")) {
        inFlight = Integer.valueOf(property.substring("in flight ".length()));
      } else if (property.startsWith("release ")) {
        release = Integer.parseInt(property.substring("release ".length()));
      } else if (property.equals("leaves calls")) {
        leavesCalls = true;
      } else if (property.equals("local calls")) {
        hasLocalCalls = true;
      } else {
        throw new AssertionError("unknown property of " + header[0] + ": " + property);
      }
    }
    if (inFlight == null) {
      throw new AssertionError(header[0] + " does not say how many calls are in flight");
    }
    String body = text.substring(lineEnd + 1).replaceAll("\\bSelf\\b", simpleName);
    String source = IMPORTS + "public class " + simpleName + " {\n" + body + "}\n";
    return new Case(
        theme,
        header[0],
        "cases." + simpleName,
        source,
        inFlight,
        release,
        leavesCalls,
        hasLocalCalls);
  }

  private static String resource(String name) {
    try (InputStream in = Case.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("no resource " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return theme + ": " + name;
  }
}
