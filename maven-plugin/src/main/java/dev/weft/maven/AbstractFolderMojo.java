package dev.weft.maven;

import dev.weft.agent.check.Message;
import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.report.WeaveReport;
import dev.weft.agent.type.Includes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What all goals do: look at a folder, print what was found, fail on what cannot be woven. */
abstract class AbstractFolderMojo extends AbstractMojo {

  /** More lines than this stand in the report only. */
  private static final int MAX_LINES = 20;

  /** Skips the goal. */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Methods that are remote without an annotation, as {@code com.acme.Pricing#price}, of classes
   * that this project builds.
   */
  @Parameter(property = "weft.include")
  private List<String> includes = List.of();

  /** Looks for classes on the class path that make remote calls and are not woven. */
  @Parameter(property = "weft.check.classPath", defaultValue = "true")
  private boolean checkClassPath;

  @Parameter(defaultValue = "${project.build.directory}", readonly = true, required = true)
  private File buildDirectory = new File("");

  /** The folder whose class files are meant. */
  abstract Path classes();

  /** Where the classes are found that those refer to. */
  abstract List<String> classPath();

  /** What the folder's files below the build's own are called by. */
  abstract String name();

  /** Does the goal's work on the folder. */
  abstract void run(ClassFolder folder)
      throws IOException, MojoExecutionException, MojoFailureException;

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || !Files.isDirectory(classes())) {
      getLog().debug("Nothing to do.");
      return;
    }
    try {
      run(
          new ClassFolder(classes(), build().resolve("weft").resolve(name()))
              .including(Includes.parse(String.join(",", includes))));
    } catch (IOException e) {
      throw new MojoExecutionException(e.getMessage(), e);
    }
  }

  final List<Path> classPathElements() {
    return classPath().stream().map(Path::of).toList();
  }

  /** Logs what a user should know of the classes. */
  final void log(FolderResult result) {
    result.notes().forEach(getLog()::warn);
    result.warnings().forEach(warning -> getLog().warn(warning.toString()));
    if (result.foreign() > 0) {
      getLog()
          .warn(
              ("%d classes in %s came woven, and stay as they are: what they were woven from is not"
                      + " known here. Run mvn clean if what they call has changed.")
                  .formatted(result.foreign(), classes()));
    }
  }

  /**
   * The classes on a class path that make remote calls and are not woven.
   *
   * @param scope which class path it is
   */
  final List<UnwovenCaller> unwoven(List<String> elements, String scope) throws IOException {
    if (!checkClassPath) {
      return List.of();
    }
    return new ClassPathCheck(classes(), elements.stream().map(Path::of).toList())
        .run(build().resolve("weft").resolve("class-path-" + scope));
  }

  /** Logs lines as errors or warnings, and not too many of them. */
  final void tell(List<String> lines, boolean isError) {
    for (String line : lines.subList(0, Math.min(lines.size(), MAX_LINES))) {
      if (isError) {
        getLog().error(line);
      } else {
        getLog().warn(line);
      }
    }
    if (lines.size() > MAX_LINES) {
      getLog().warn("... and " + (lines.size() - MAX_LINES) + " more in the report");
    }
  }

  /** Writes the report, as text and for tools. */
  final void write(WeaveReport report) throws IOException {
    new ReportFiles(build(), name()).write(report);
    if (report.calls() > 0) {
      getLog().info(report.summary() + "; see " + new ReportFiles(build(), name()).text());
    }
  }

  /** Fails the build if something cannot be woven. */
  final void failOnErrors(FolderResult result) throws MojoFailureException {
    List<Message> errors = result.errors();
    if (!errors.isEmpty()) {
      errors.forEach(error -> getLog().error(error.toString()));
      throw new MojoFailureException(
          "Some code cannot be woven as written:\n"
              + errors.stream().map(Message::toString).collect(Collectors.joining("\n")));
    }
  }

  private Path build() {
    return buildDirectory.toPath();
  }
}
