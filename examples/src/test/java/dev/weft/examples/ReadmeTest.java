package dev.weft.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.Weft;
import dev.weft.internal.config.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** What the README and its neighbours say is so. */
class ReadmeTest {

  private static final String README = Checkout.read("README.md");

  @Test
  void shouldBeShort() {
    assertThat(README.lines()).hasSizeLessThan(150);
  }

  @Test
  void shouldShowProgramsThatAreThere() throws IOException {
    List<String> programs;
    try (Stream<Path> files =
        Files.walk(Checkout.folder().resolve("examples/src/main/java/dev/weft/examples/hello"))) {
      programs =
          files.filter(Files::isRegularFile).map(file -> Checkout.read(file.toString())).toList();
    }

    List<String> snippets = Checkout.blocks("README.md", "java");

    assertThat(snippets).hasSize(2);
    assertThat(snippets)
        .allSatisfy(snippet -> assertThat(programs).anyMatch(program -> program.endsWith(snippet)));
  }

  @Test
  void shouldListEverySettingWithItsDefault() {
    String table =
        Arrays.stream(Setting.values())
            .map(
                s ->
                    "| `%s` | %s| %s |"
                        .formatted(
                            s.key(),
                            s.defaultValue().isEmpty() ? "" : "`" + s.defaultValue() + "` ",
                            s.help()))
            .collect(Collectors.joining("\n"));

    assertThat(README).contains("|---|---|---|\n" + table + "\n\n");
  }

  @Test
  void shouldNameVerbsThatExist() {
    List<String> methods = Arrays.stream(Weft.class.getMethods()).map(Method::getName).toList();

    assertThat(methods).containsAll(Checkout.all("Weft\\.([a-z]\\w*)", README));
    assertThat(methods)
        .containsAll(Checkout.all("`([a-z]\\w*)`", between(README, "around them", "A ref's")));
  }

  @Test
  void shouldNameThePluginAsItsPomDoes() throws Exception {
    String snippet = Checkout.blocks("README.md", "xml").get(0);

    Document plugin = parse(snippet);
    Document pom = parse(Checkout.read("maven-plugin/pom.xml"));

    for (String element : List.of("groupId", "version")) {
      assertThat(text(plugin, element)).isEqualTo(text(pom, element)); // of its parent
    }
    assertThat(Checkout.read("maven-plugin/pom.xml"))
        .contains("<artifactId>" + text(plugin, "artifactId") + "</artifactId>");
    assertThat(README).contains("`" + text(plugin, "version") + "`");
  }

  @Test
  void shouldRunClassesThatExist() {
    assertThat(Checkout.all("weft-examples\\.jar (\\S+)", README))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Class.forName(name)).isNotNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"})
  void shouldLinkToAndStartWhatIsThere(String file) {
    String text = Checkout.read(file);

    assertThat(Checkout.all("\\]\\(([^)#:]+)\\)", text))
        .allSatisfy(link -> assertThat(Checkout.folder().resolve(link)).exists());
    assertThat(Checkout.all("(?m)^(?:\\./|(?=\\.ci))([.\\w/]+)", text))
        .allSatisfy(command -> assertThat(Checkout.folder().resolve(command)).isExecutable());
  }

  @Test
  void shouldNameModulesAndTestsThatExist() {
    String contributing = Checkout.read("CONTRIBUTING.md");

    for (String modules : Checkout.all("-pl ([\\w,-]+)", contributing)) {
      assertThat(modules.split(","))
          .allSatisfy(module -> assertThat(Checkout.folder().resolve(module)).isDirectory());
    }
    List<String> tests = testClasses();
    assertThat(tests).containsAll(Checkout.all("-Dtest=(\\w+)", contributing));
  }

  /** The simple names of the test classes of all modules. */
  private static List<String> testClasses() {
    List<String> names = new ArrayList<>();
    for (String module : Checkout.all("<module>([\\w-]+)</module>", Checkout.read("pom.xml"))) {
      Path tests = Checkout.folder().resolve(module).resolve("src/test/java");
      if (Files.isDirectory(tests)) {
        try (Stream<Path> files = Files.walk(tests)) {
          files.map(file -> file.getFileName().toString().replace(".java", "")).forEach(names::add);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return names;
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start);
    return text.substring(from, text.indexOf(end, from));
  }

  private static String text(Document document, String element) {
    return document.getElementsByTagName(element).item(0).getTextContent();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
