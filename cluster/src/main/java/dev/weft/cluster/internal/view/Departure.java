package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.transport.NodeId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How far a member is on its way out in good order. */
final class Departure {

  private final Set<NodeId> informed = new HashSet<>();
  private @Nullable Runnable onGone;

  void begin(Runnable action) {
    Runnable earlier = onGone;
    onGone =
        earlier == null
            ? action
            : () -> {
              earlier.run();
              action.run();
            };
  }

  boolean isUnderWay() {
    return onGone != null;
  }

  /** A member knows the view without the one that leaves. */
  void informed(NodeId member) {
    informed.add(member);
  }

  /** Those who know, and could go on without the one that leaves. */
  Set<NodeId> informed() {
    return informed;
  }

  /** Another view: who knows that one is to be seen. */
  void forgetInformed() {
    informed.clear();
  }

  void end() {
    Runnable action = onGone;
    onGone = null;
    informed.clear();
    if (action != null) {
      action.run();
    }
  }
}
