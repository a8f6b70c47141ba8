package dev.weft.cluster.internal.engine;

import dev.weft.bridge.Weaving;
import dev.weft.cluster.internal.membership.GridSettings;
import java.net.InetSocketAddress;
import java.util.Locale;

/** What Weft prints at start: one line, and for a member one more. */
final class Banner {

  private Banner() {}

  /** For an application: mode, members, cores, and how much of it is woven. */
  static String of(ClusterNode node, GridSettings settings) {
    return head(node, settings) + " | " + woven(WovenCounts.here());
  }

  /** For a member: also how others join it. */
  static String ofMember(ClusterNode node, GridSettings settings) {
    InetSocketAddress address = node.grid().address();
    return head(node, settings)
        + " | cluster "
        + settings.clusterName()
        + ", key "
        + settings.keyFile()
        + " | join with -Dweft.join="
        + address.getHostString()
        + ":"
        + address.getPort()
        + System.lineSeparator()
        + "weft: "
        + LossOutlook.of(
            node.views().current(), node.transport().self(), node.transport()::describe);
  }

  private static String head(ClusterNode node, GridSettings settings) {
    InetSocketAddress address = node.grid().address();
    return "weft "
        + version()
        + " | "
        + settings.mode().name().toLowerCase(Locale.ROOT)
        + " "
        + address.getHostString()
        + ":"
        + address.getPort()
        + " | "
        + count(node.workers(), "member")
        + ", "
        + count(Runtime.getRuntime().availableProcessors(), "core")
        + ", "
        + count(node.slots(), "slot");
  }

  /** The agent weaves classes as they are loaded, so there may be more to come. */
  private static String woven(WovenCounts woven) {
    if (woven.methods() == 0) {
      return "nothing woven so far";
    }
    return count(woven.methods(), "remote method")
        + ", "
        + count(woven.actors(), "actor class", "actor classes")
        + " woven";
  }

  static String version() {
    String version = Weaving.class.getPackage().getImplementationVersion();
    return version == null ? "dev" : version;
  }

  private static String count(int number, String thing) {
    return count(number, thing, thing + "s");
  }

  private static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }
}
