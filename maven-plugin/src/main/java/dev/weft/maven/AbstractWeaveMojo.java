package dev.weft.maven;

import dev.weft.agent.report.UnwovenCaller;
import dev.weft.agent.report.WeaveReport;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What the weaving goals do. */
abstract class AbstractWeaveMojo extends AbstractFolderMojo {

  /** Says what weaving would do, and leaves the classes as they are. */
  @Parameter(property = "weft.dry-run", defaultValue = "false")
  private boolean dryRun;

  /** Classes on the class path that make remote calls and are not woven. */
  abstract List<UnwovenCaller> unwoven() throws IOException;

  @Override
  final void run(ClassFolder folder) throws IOException, MojoFailureException {
    FolderResult result =
        dryRun ? folder.check(classPathElements()) : folder.weave(classPathElements());
    List<UnwovenCaller> unwoven = unwoven();
    log(result);
    write(new WeaveReport(result.reports(), unwoven));
    failOnErrors(result);
    tell(unwoven.stream().map(UnwovenCaller::toString).toList(), false);
    if (!dryRun) {
      folder.writeUnwoven(unwoven);
    }
    getLog()
        .info(
            "%s %d of %d classes (%d unchanged)"
                .formatted(
                    dryRun ? "Dry run: would weave" : "Woven",
                    result.changed(),
                    result.classes(),
                    result.classes() - result.changed()));
  }
}
