package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Includes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassFolderTest {

  private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

  @TempDir private Path temp;

  @Test
  void shouldWeaveOnceAndLeaveTheRestAlone() throws IOException {
    Path classes =
        compile(
            "A",
            """
            import dev.weft.Remote;
            class A {
              @Remote static int task() { return 1; }
              @Remote static class Actor { void a() {} private void b() {} }
              static class Plain {}
            }
            class Caller { int x = A.task(); }
            """);

    FolderResult first = weave(classes);
    FolderResult second = weave(classes);

    assertThat(first.classes()).isEqualTo(4);
    assertThat(first.changed()).isEqualTo(3);
    assertThat(second.changed()).isZero();
    assertThat(second.reports()).isEqualTo(first.reports());
    assertThat(times(classes)).containsOnlyOnce("A$Plain.class");
    assertThat(classes.resolve(ClassFolder.INDEX)).hasContent("A 1 -\nA$Actor 2 actor\n");
  }

  @Test
  void shouldChangeNothingWhenSomethingCannotBeWoven() throws IOException {
    Path classes =
        compile(
            "A",
            """
            import dev.weft.*;
            class A {
              @Remote static int task() { return 1; }
              static Object f() {
                return Weft.remote(() -> task() + 1);
              }
            }
            """);

    FolderResult result = weave(classes);

    assertThat(result.errors())
        .singleElement()
        .extracting(Message::place)
        .isEqualTo("A.f(A.java:5)");
    assertThat(times(classes)).contains("A.class");
    assertThat(classes.resolve(ClassFolder.INDEX)).doesNotExist();
  }

  @Test
  void shouldWeaveIncludedMethodsOfItsOwnClasses() throws IOException {
    Path classes =
        compile(
            "A",
            """
            class A { static int f() { return 1; } static int g() { return f(); } }
            class B { Object x = new dev.weft.agent.check.Spelling[A.f()]; }
            """);
    ClassFolder folder =
        new ClassFolder(classes, temp.resolve("originals"))
            .including(Includes.parse("A#f,dev.wefft.X#f,org.objectweb.asm.Type#getType,C#g,A#ff"));

    FolderResult first = folder.weave(classPath());

    assertThat(first.changed()).isEqualTo(2);
    assertThat(first.warnings())
        .extracting(Message::toString)
        .containsExactly(
            "A: weft.include names A#ff, but the class declares no such method. Did you mean f? An"
                + " inherited method is included where it is declared.");
    assertThat(first.notes())
        .containsExactly(
            "weft.include: there is no class dev.wefft.X. Did you mean A?",
            "weft.include: org.objectweb.asm.Type is not among the classes woven here and stays as"
                + " it is. Weave it where it is built, or start with the agent.",
            "weft.include: there is no class C. Did you mean A?");
    assertThat(classes.resolve(ClassFolder.INDEX)).hasContent("A 1 -\n");
    assertThat(folder.weave(classPath()).changed()).isZero();
    assertThat(weave(classes).changed()).isEqualTo(2); // not included any more
    assertThat(classes.resolve(ClassFolder.INDEX)).doesNotExist();
  }

  @Test
  void shouldForgetClassesThatAreGone() throws IOException {
    Path classes = compile("A", "class A { @dev.weft.Remote static void task() {} }");
    weave(classes);
    Files.delete(classes.resolve("A.class"));

    weave(classes);

    assertThat(classes.resolve(ClassFolder.INDEX)).doesNotExist();
  }

  @Test
  void shouldWeaveAClassThatWasCompiledAnew() throws IOException {
    compile("A", "class A { @dev.weft.Remote static int task() { return 1; } }");
    Path classes = compile("B", "class B { int b() { return A.task(); } }");
    weave(classes);
    compile("B", "class B { int b() { return A.task() + 1; } }");

    FolderResult again = weave(classes);

    assertThat(again.changed()).isOne();
    assertThat(weave(classes).changed()).isZero();
  }

  /** The caller's own class file is as it was, but what it calls has changed. */
  @Test
  void shouldWeaveCallersAnewWhenAMethodBecomesRemoteOrCeasesToBe() throws IOException {
    compile("A", "class A { static int task() { return 1; } }");
    Path classes = compile("B", "class B { int b() { return A.task(); } }");
    byte[] compiled = Files.readAllBytes(classes.resolve("B.class"));
    weave(classes);
    assertThat(classes.resolve("B.class")).hasBinaryContent(compiled);

    compile("A", "class A { @dev.weft.Remote static int task() { return 1; } }");
    assertThat(weave(classes).changed()).isEqualTo(2);
    assertThat(Files.readAllBytes(classes.resolve("B.class"))).isNotEqualTo(compiled);

    compile("A", "class A { static int task() { return 1; } }");
    assertThat(weave(classes).changed()).isOne();
    assertThat(classes.resolve("B.class")).hasBinaryContent(compiled);
    assertThat(temp.resolve("originals")).isDirectoryNotContaining("glob:**.original");
  }

  @Test
  void shouldLeaveAloneWhatCameWovenAndSaySo() throws IOException {
    Path classes = compile("A", "class A { @dev.weft.Remote static void task() {} }");
    weave(classes);
    byte[] woven = Files.readAllBytes(classes.resolve("A.class"));

    FolderResult elsewhere = new ClassFolder(classes, temp.resolve("other")).weave(classPath());

    assertThat(elsewhere.foreign()).isOne();
    assertThat(elsewhere.changed()).isZero();
    assertThat(classes.resolve("A.class")).hasBinaryContent(woven);
    assertThat(classes.resolve(ClassFolder.INDEX)).hasContent("A 1 -\n");
  }

  /** As when a cache puts an older build's classes there. */
  @Test
  void shouldNotBringBackAnOriginalOfAnotherClassFile() throws IOException {
    Path classes = compile("A", "class A { @dev.weft.Remote static int task() { return 1; } }");
    weave(classes);
    byte[] older = Files.readAllBytes(classes.resolve("A.class"));
    compile("A", "class A { @dev.weft.Remote static int task() { return 2; } }");
    weave(classes);
    Files.write(classes.resolve("A.class"), older);

    assertThat(weave(classes).foreign()).isOne();

    assertThat(classes.resolve("A.class")).hasBinaryContent(older);
  }

  @Test
  void shouldNameFilesThatAreNoClassFiles() throws IOException {
    Path classes =
        compile("A", "class A { @dev.weft.Remote static void task() {} static class N {} }");
    byte[] whole = Files.readAllBytes(classes.resolve("A$N.class"));
    for (int length : List.of(0, 9, 40, whole.length / 2, whole.length - 20)) {
      Files.write(classes.resolve("Cut" + length + ".class"), Arrays.copyOf(whole, length));
    }
    Files.writeString(classes.resolve("Text.class"), "This is not a class file.");

    FolderResult result = weave(classes);

    assertThat(result.notes())
        .hasSize(6)
        .allSatisfy(line -> assertThat(line).startsWith(classes.toString()).endsWith("as it is."));
    assertThat(result.changed()).isOne();
    assertThat(classes.resolve("Text.class")).hasContent("This is not a class file.");
  }

  @Test
  void shouldRefuseClassesOfANewerJavaThatItWouldHaveToWeave() throws IOException {
    Path classes =
        compile("A", "class A { @dev.weft.Remote static void task() {} static class Plain {} }");
    makeNewer(classes.resolve("A$Plain.class"));
    assertThat(weave(classes).changed()).isOne();

    makeNewer(
        compile("A", "class A { @dev.weft.Remote static void task() {} }").resolve("A.class"));
    FolderResult result = weave(classes);
    assertThat(result.errors())
        .singleElement()
        .asString()
        .startsWith("A: The class file is of Java 55, which this Weft does not know");
  }

  private static void makeNewer(Path classFile) throws IOException {
    byte[] bytes = Files.readAllBytes(classFile);
    bytes[7] = 99;
    Files.write(classFile, bytes);
  }

  @Test
  void shouldOnlySayWhatItWouldDo() throws IOException {
    Path classes = compile("A", "class A { @dev.weft.Remote static void task() {} }");

    FolderResult result = new ClassFolder(classes, temp.resolve("originals")).check(classPath());

    assertThat(result.changed()).isOne();
    assertThat(times(classes)).containsExactly("A.class");
    assertThat(temp.resolve("originals")).doesNotExist();
  }

  private FolderResult weave(Path classes) throws IOException {
    return new ClassFolder(classes, temp.resolve("originals")).weave(classPath());
  }

  /** The class files whose time was not touched. */
  private static List<String> times(Path folder) throws IOException {
    List<String> untouched = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(file).equals(LONG_AGO)) {
          untouched.add(file.getFileName().toString());
        }
      }
    }
    return untouched;
  }

  private Path compile(String name, String source) throws IOException {
    Path file = Files.writeString(temp.resolve(name + ".java"), source);
    Path classes = Files.createDirectories(temp.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(status).isZero();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path compiled : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        Files.setLastModifiedTime(compiled, LONG_AGO);
      }
    }
    return classes;
  }

  private static List<Path> classPath() {
    return Stream.of(
            System.getProperty("java.class.path").split(System.getProperty("path.separator")))
        .map(Path::of)
        .toList();
  }
}
