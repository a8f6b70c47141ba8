package dev.weft.maven;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.Includes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What both goals do: weave a folder, print what was done, fail on what cannot be woven. */
abstract class AbstractWeaveMojo extends AbstractMojo {

  /** Skips weaving. */
  @Parameter(property = "weft.skip", defaultValue = "false")
  private boolean skip;

  /**
   * Methods that are remote without an annotation, as {@code com.acme.Pricing#price}, of classes
   * that this project builds.
   */
  @Parameter(property = "weft.include")
  private List<String> includes = List.of();

  /** The folder whose class files are woven. */
  abstract Path classes();

  /** Where the classes are found that those refer to. */
  abstract List<String> classPath();

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    if (skip || !Files.isDirectory(classes())) {
      getLog().debug("Nothing to weave.");
      return;
    }
    FolderResult result = weave();
    result.warnings().forEach(warning -> getLog().warn(warning.toString()));
    List<Message> errors = result.errors();
    if (!errors.isEmpty()) {
      errors.forEach(error -> getLog().error(error.toString()));
      throw new MojoFailureException(
          "Some code cannot be woven as written:\n"
              + errors.stream().map(Message::toString).collect(Collectors.joining("\n")));
    }
    getLog()
        .info(
            "Woven %d of %d classes (%d unchanged)"
                .formatted(result.woven(), result.classes(), result.classes() - result.woven()));
  }

  private FolderResult weave() throws MojoExecutionException {
    try {
      ClassFolder folder =
          new ClassFolder(classes()).including(Includes.parse(String.join(",", includes)));
      FolderResult result = folder.weave(classPath().stream().map(Path::of).toList());
      folder.includeWarnings().forEach(getLog()::warn);
      return result;
    } catch (IOException | IllegalArgumentException e) {
      throw new MojoExecutionException("Cannot weave " + classes() + ": " + e.getMessage(), e);
    }
  }
}
