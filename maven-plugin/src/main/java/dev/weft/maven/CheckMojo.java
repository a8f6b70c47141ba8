package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.report.WeaveReport;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/**
 * Says what weaving does to the classes of the project, or would do, and which classes on its class
 * path make remote calls without being woven. Changes nothing; fails on code that cannot be woven.
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresDependencyResolution = ResolutionScope.COMPILE_PLUS_RUNTIME,
    threadSafe = true)
public final class CheckMojo extends AbstractFolderMojo {

  @Parameter(defaultValue = "${project.build.outputDirectory}", readonly = true, required = true)
  private File classesDirectory = new File("");

  @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true, required = true)
  private List<String> compileElements = List.of();

  @Parameter(defaultValue = "${project.runtimeClasspathElements}", readonly = true, required = true)
  private List<String> runtimeElements = List.of();

  /** Fails when a remote call is waited for where it stands, so that it cannot overlap. */
  @Parameter(property = "weft.check.failOnWait", defaultValue = "false")
  private boolean failOnWait;

  /** Fails when a class on the class path makes remote calls and is not woven. */
  @Parameter(property = "weft.check.failOnUnwoven", defaultValue = "false")
  private boolean failOnUnwoven;

  @Override
  Path classes() {
    return classesDirectory.toPath();
  }

  @Override
  List<String> classPath() {
    return compileElements;
  }

  @Override
  String name() {
    return "classes";
  }

  @Override
  void run(ClassFolder folder) throws IOException, MojoFailureException {
    FolderResult result = folder.check(classPathElements());
    List<UnwovenCaller> unwoven = unwoven(runtimeElements, "runtime");
    WeaveReport report = new WeaveReport(result.reports(), unwoven);
    log(result);
    write(report);
    failOnErrors(result);
    tell(report.waitingCalls(), failOnWait);
    tell(unwoven.stream().map(UnwovenCaller::toString).toList(), failOnUnwoven);
    fail(failOnWait, report.waiting(), "Remote calls that wait where they stand");
    fail(failOnUnwoven, unwoven.size(), "Classes that make remote calls and are not woven");
  }

  private static void fail(boolean wanted, int count, String what) throws MojoFailureException {
    if (wanted && count > 0) {
      throw new MojoFailureException(what + ": " + count + ", see above.");
    }
  }
}
