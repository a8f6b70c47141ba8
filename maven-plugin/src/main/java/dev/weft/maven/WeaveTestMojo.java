package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Weaves the test classes of the project. */
@Mojo(
    name = "weave-test",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class WeaveTestMojo extends AbstractWeaveMojo {

  @Parameter(
      defaultValue = "${project.build.testOutputDirectory}",
      readonly = true,
      required = true)
  private File classesDirectory = new File("");

  @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
  private List<String> classpathElements = List.of();

  @Override
  Path classes() {
    return classesDirectory.toPath();
  }

  @Override
  List<String> classPath() {
    return classpathElements;
  }

  @Override
  String name() {
    return "test-classes";
  }

  @Override
  List<UnwovenCaller> unwoven() {
    return List.of(); // those of the classes under test are told with these
  }
}
