package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What Eclipse is told of the goals, beside the descriptor that Maven makes of them. */
class LifecycleMappingTest {

  @Test
  void shouldSayOfEachGoalWhatEclipseDoes() throws Exception {
    Map<String, String> actions = new TreeMap<>();
    for (Element execution :
        elements(read("META-INF/m2e/lifecycle-mapping-metadata.xml"), "pluginExecution")) {
      Element action = elements(execution, "action").get(0);
      for (Element goal : elements(execution, "goal")) {
        assertThat(actions.put(goal.getTextContent(), describe(action))).isNull();
      }
    }

    assertThat(actions)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "weave", "execute runOnIncremental=true runOnConfiguration=false",
                "weave-test", "execute runOnIncremental=true runOnConfiguration=false",
                "check", "ignore"));
    assertThat(actions.keySet()).containsExactlyInAnyOrderElementsOf(goals());
  }

  /** The goals of the plugin, from what Maven reads. */
  private static List<String> goals() throws Exception {
    List<String> goals = new ArrayList<>();
    for (Element mojo : elements(read("META-INF/maven/plugin.xml"), "mojo")) {
      goals.add(elements(mojo, "goal").get(0).getTextContent());
    }
    goals.remove("help");
    return goals;
  }

  private static String describe(Element action) {
    StringBuilder text = new StringBuilder();
    for (Element what : children(action)) {
      text.append(what.getTagName());
      children(what)
          .forEach(
              setting ->
                  text.append(' ')
                      .append(setting.getTagName())
                      .append('=')
                      .append(setting.getTextContent()));
    }
    return text.toString();
  }

  private static Element read(String resource) throws Exception {
    try (InputStream in = WeaveMojo.class.getClassLoader().getResourceAsStream(resource)) {
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(Objects.requireNonNull(in, resource));
      return document.getDocumentElement();
    }
  }

  private static List<Element> elements(Element root, String name) {
    return list(root.getElementsByTagName(name));
  }

  private static List<Element> children(Element parent) {
    return list(parent.getChildNodes());
  }

  private static List<Element> list(NodeList nodes) {
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }
}
