package dev.weft.maven;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Includes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
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

    FolderResult first = new ClassFolder(classes).weave(classPath());
    FolderResult second = new ClassFolder(classes).weave(classPath());

    assertThat(first).isEqualTo(new FolderResult(4, 3, List.of()));
    assertThat(second).isEqualTo(new FolderResult(4, 0, List.of()));
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

    FolderResult result = new ClassFolder(classes).weave(classPath());

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
        new ClassFolder(classes)
            .including(Includes.parse("A#f,dev.wefft.X#f,org.objectweb.asm.Type#getType,C#g,A#ff"));

    FolderResult first = folder.weave(classPath());
    ClassFolder again = new ClassFolder(classes);

    assertThat(first.woven()).isEqualTo(2);
    assertThat(first.warnings())
        .extracting(Message::toString)
        .containsExactly(
            "A: weft.include names A#ff, but the class declares no such method. Did you mean f? An"
                + " inherited method is included where it is declared.");
    assertThat(folder.includeWarnings())
        .containsExactly(
            "weft.include: there is no class dev.wefft.X. Did you mean A?",
            "weft.include: org.objectweb.asm.Type is not among the classes woven here and stays as"
                + " it is. Weave it where it is built, or start with the agent.",
            "weft.include: there is no class C. Did you mean A?");
    assertThat(classes.resolve(ClassFolder.INDEX)).hasContent("A 1 -\n");
    assertThat(again.weave(classPath())).isEqualTo(new FolderResult(2, 0, List.of()));
    assertThat(classes.resolve(ClassFolder.INDEX)).hasContent("A 1 -\n");
  }

  @Test
  void shouldForgetClassesThatAreGone() throws IOException {
    Path classes = compile("A", "class A { @dev.weft.Remote static void task() {} }");
    new ClassFolder(classes).weave(classPath());
    Files.delete(classes.resolve("A.class"));

    new ClassFolder(classes).weave(classPath());

    assertThat(classes.resolve(ClassFolder.INDEX)).doesNotExist();
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
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                file.toString());
    assertThat(status).isZero();
    try (Stream<Path> files = Files.list(classes)) {
      for (Path compiled : files.toList()) {
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
