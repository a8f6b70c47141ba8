package dev.weft.cluster.internal.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code weft}. */
@Command(
    name = "weft",
    description = "Starts and serves clusters that run plain Java methods.",
    subcommands = {MemberCommand.class, MicrobenchmarkCommand.class, CommandLine.HelpCommand.class},
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    synopsisSubcommandLabel = "COMMAND")
public final class WeftCommand implements Runnable {

  @SuppressWarnings("NullAway.Init") // set by picocli
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec;

  private WeftCommand() {}

  /** Runs a command line and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLogging.configure();
    System.exit(run(args));
  }

  static int run(String[] args) {
    return new CommandLine(new WeftCommand())
        .setExecutionExceptionHandler(new ErrorPrinter())
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
