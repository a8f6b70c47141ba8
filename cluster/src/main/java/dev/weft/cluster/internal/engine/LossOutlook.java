package dev.weft.cluster.internal.engine;

import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.view.Quorum;
import dev.weft.cluster.internal.view.View;
import java.util.function.Function;

/** What the loss of which member would mean, in a line, as seen by one of them. */
final class LossOutlook {

  private static final String OTHERWISE = "; weft.quorum=any goes on";

  private LossOutlook() {}

  /**
   * The line.
   *
   * @param describe the address of a member
   */
  static String of(View view, NodeId self, Function<NodeId, String> describe) {
    int size = view.members().size();
    if (!view.contains(self)) {
      return "the other members have not admitted this one yet; until then it holds no actors";
    }
    if (size == 1) {
      return "this is the only member: if it is lost, so are its actors";
    }
    if (view.quorum() == Quorum.ANY) {
      return "weft.quorum=any: whoever is left goes on; after a split, what one side did is lost";
    }
    return size == 2 ? ofTwo(view, self, describe) : ofMany(view, describe);
  }

  private static String ofTwo(View view, NodeId self, Function<NodeId, String> describe) {
    boolean isOlder = view.members().get(0).equals(self);
    String other = describe.apply(view.members().get(isOlder ? 1 : 0));
    return isOlder
        ? "if "
            + other
            + " is lost, this member goes on; if this one (the older) is lost, "
            + other
            + " stops serving actors"
            + OTHERWISE
        : "if " + other + " (the older) is lost, this member stops serving actors" + OTHERWISE;
  }

  private static String ofMany(View view, Function<NodeId, String> describe) {
    int size = view.members().size();
    int spare = (size - 1) / 2;
    String line = "of " + size + " members any " + spare + " may be lost at a time";
    if (size % 2 == 0) {
      line +=
          ", "
              + size / 2
              + " if "
              + describe.apply(view.members().get(0))
              + " (the oldest) is not among them";
    }
    return line + "; if more are, the others stop serving actors" + OTHERWISE;
  }
}
