package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Weaves the classes of the project, so that it runs in a cluster without the agent. */
@Mojo(
    name = "weave",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class WeaveMojo extends AbstractWeaveMojo {

  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory = new File("");

  @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true, required = true)
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
    return "classes";
  }

  @Override
  List<UnwovenCaller> unwoven() throws IOException {
    return unwoven(classpathElements, "compile");
  }
}
