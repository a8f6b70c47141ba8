package dev.weft.cluster.internal.cli;

import dev.weft.WeftConfig;
import dev.weft.cluster.internal.engine.MemberStart;
import dev.weft.cluster.internal.membership.GridSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft member}: starts a member and serves until the process is told to stop. */
@Command(
    name = "member",
    description = {
      "Starts a member: a plain JVM that runs tasks and holds actors and objects for drivers.",
      "It needs none of their classes. Stop it with Ctrl-C or SIGTERM: it hands over what it holds."
    },
    mixinStandardHelpOptions = true)
final class MemberCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      description =
          "Port to listen on; 0: any free one. Default: " + GridSettings.DEFAULT_PORT + ".")
  private @Nullable Integer port;

  @Option(
      names = "--join",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Members of the cluster to join. None: this is the first member of a cluster.")
  private List<String> join = new ArrayList<>();

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on. Default: 127.0.0.1. Others need an existing key file.")
  private @Nullable String bind;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "Name of the cluster. Default: weft.")
  private @Nullable String cluster;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The cluster's key. Default: ~/.weft/cluster.key, made on first start.")
  private @Nullable Path keyFile;

  @Option(
      names = "--slots",
      paramLabel = "N",
      description = "Tasks to run at a time. Default: as many as processors.")
  private @Nullable Integer slots;

  @Option(
      names = "--resources",
      paramLabel = "NAME=AMOUNT",
      split = ",",
      description =
          "What tasks may ask for here, as gpu=2,license=1. Default: cpus as --slots, memory half"
              + " of the heap.")
  private List<String> resources = new ArrayList<>();

  @Option(
      names = "--labels",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "What tasks may choose this member by, as zone=a,disk=ssd.")
  private List<String> labels = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  private MemberCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    if (MemberStart.run(config())) {
      return 0;
    }
    spec.commandLine()
        .getErr()
        .println("weft: this member has lost its grid and stops; its log says why.");
    return 1;
  }

  private WeftConfig config() {
    WeftConfig config = WeftConfig.fromEnvironment();
    if (!join.isEmpty() && join.stream().allMatch(String::isBlank)) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--join needs host:port; without it, this is a cluster's first member.");
    }
    if (!join.isEmpty()) {
      config = config.join(join.toArray(String[]::new));
    }
    if (port != null) {
      config = config.port(port);
    } else if (config.port() == 0) {
      config = config.port(GridSettings.DEFAULT_PORT);
    }
    if (bind != null) {
      config = config.bind(bind);
    }
    if (cluster != null) {
      config = config.cluster(cluster);
    }
    if (keyFile != null) {
      config = config.keyFile(keyFile);
    }
    if (!resources.isEmpty()) {
      config = config.resources(String.join(",", resources));
    }
    if (!labels.isEmpty()) {
      config = config.labels(String.join(",", labels));
    }
    return slots == null ? config : config.slots(slots);
  }
}
