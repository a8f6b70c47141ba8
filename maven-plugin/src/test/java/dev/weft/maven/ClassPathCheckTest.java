package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.report.UnwovenCaller;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathCheckTest {

  private static final String SHOP =
      """
      package shop;
      import dev.weft.Remote;
      public class Shop {
        @Remote public static int price(int x) { return x; }
        public static int local(int x) { return x; }
        @Remote public long tax(int x) { return x; }
        @Remote public static class Tracker { public void add(int x) {} }
      }
      """;

  @TempDir private Path temp;
  private Path shop = Path.of("");

  @BeforeEach
  void compileTheShop() throws IOException {
    shop = compile("shop", "shop.Shop", SHOP);
  }

  @Test
  void shouldFindCallersInJarsAndFolders() throws IOException {
    Path tasks = compile("tasks", "a.Tasks", "class Tasks { int x = shop.Shop.price(1); }");
    Path actors =
        compile("actors", "a.Actors", "class Actors { void f(shop.Shop.Tracker t) { t.add(1); } }");
    Path verbs =
        compile(
            "verbs",
            "a.Verbs",
            "class Verbs { Object x = dev.weft.Weft.remote(() -> shop.Shop.price(1)); }");
    Path instance =
        compile(
            "instance",
            "a.Instance",
            "class Instance { long f(shop.Shop s) { return s.tax(1); } }");
    Path plain = compile("plain", "a.Plain", "class Plain { int x = shop.Shop.local(1); }");

    assertThat(check(shop, jar(tasks), actors, verbs, instance, plain))
        .containsExactly(
            new UnwovenCaller("a.Tasks", "tasks.jar", "Shop.price"),
            new UnwovenCaller("a.Actors", "actors", "Shop.Tracker.add"),
            new UnwovenCaller("a.Verbs", "verbs", "Weft.remote"),
            new UnwovenCaller("a.Instance", "instance", "Shop.tax"));
  }

  @Test
  void shouldFindRemoteMethodsThatAreNotWoven() throws IOException {
    Path other = compile("other", "a.Other", "class Other {}");

    Path module = temp.resolve("shop-module/target/classes");
    Files.createDirectories(module.getParent());
    Files.move(shop, module);
    assertThat(check(other, module))
        .extracting(UnwovenCaller::where)
        .containsOnly("shop-module/target/classes");
    Files.move(module, shop);

    assertThat(check(other, shop))
        .containsExactlyInAnyOrder(
            new UnwovenCaller("shop.Shop", "shop", ""),
            new UnwovenCaller("shop.Shop$Tracker", "shop", ""));
  }

  @Test
  void shouldBeContentWithWovenClasses() throws IOException {
    Path tasks = compile("tasks", "a.Tasks", "class Tasks { int x = shop.Shop.price(1); }");
    for (Path folder : List.of(shop, tasks)) {
      new ClassFolder(folder, temp.resolve("originals-" + folder.getFileName()))
          .weave(classPath(shop));
    }

    assertThat(check(tasks, shop, tasks)).isEmpty();
    assertThat(check(shop, shop, jar(tasks))).isEmpty();
  }

  @Test
  void shouldRememberWhatItSaidUntilSomethingChanges() throws IOException {
    Path tasks = compile("tasks", "a.Tasks", "class Tasks { int x = shop.Shop.price(1); }");
    UnwovenCaller expected = new UnwovenCaller("a.Tasks", "tasks", "Shop.price");
    assertThat(check(shop, tasks)).containsExactly(expected);
    Path memory = temp.resolve("memory");
    Files.writeString(memory, Files.readString(memory).replace("price", "remembered"));

    assertThat(check(shop, tasks))
        .extracting(UnwovenCaller::callee)
        .containsExactly("Shop.remembered");

    compile("tasks", "a.More", "class More {}");
    assertThat(check(shop, tasks)).containsExactly(expected);
  }

  private List<UnwovenCaller> check(Path folder, Path... more) throws IOException {
    return new ClassPathCheck(folder, classPath(more)).run(temp.resolve("memory"));
  }

  private static List<Path> classPath(Path... first) {
    List<Path> all = new ArrayList<>(List.of(first));
    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(element -> element.contains("runtime"))
        .map(Path::of)
        .forEach(all::add);
    return all;
  }

  private Path compile(String folder, String name, String source) throws IOException {
    String type = name.substring(name.lastIndexOf('.') + 1);
    String header = source.startsWith("package") ? "" : "package a;\n";
    Path file = Files.writeString(temp.resolve(type + ".java"), header + source);
    Path classes = Files.createDirectories(temp.resolve(folder));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                shop + File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(status).isZero();
    return classes;
  }

  private static Path jar(Path folder) throws IOException {
    Path jar = folder.resolveSibling(folder.getFileName() + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path entry : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new ZipEntry(folder.relativize(entry).toString().replace('\\', '/')));
        Files.copy(entry, out);
      }
    }
    return jar;
  }
}
