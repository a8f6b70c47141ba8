package dev.weft.cluster.internal.cli;

import dev.weft.Weft;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar, and of the JVM it runs on. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Weft.class.getPackage().getImplementationVersion();
    return new String[] {
      "weft " + (version == null ? "dev" : version) + " on Java " + Runtime.version()
    };
  }
}
