package dev.weft.cluster.internal.engine;

import dev.weft.bridge.Weaving;
import dev.weft.cluster.internal.membership.GridSettings;
import java.net.InetSocketAddress;
import java.util.Locale;

/** The one line that Weft prints at start. */
final class Banner {

  private Banner() {}

  static String of(ClusterNode node, GridSettings settings) {
    InetSocketAddress address = node.grid().address();
    String where =
        settings.mode().name().toLowerCase(Locale.ROOT)
            + " "
            + address.getHostString()
            + ":"
            + address.getPort();
    WovenCounts woven = WovenCounts.here();
    return "weft "
        + version()
        + " | "
        + where
        + " | "
        + count(node.workers(), "member")
        + ", "
        + count(node.slots(), "slot")
        + " each | "
        + count(woven.methods(), "remote method")
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
