package dev.weft.spi;

import dev.weft.ObjectRef;
import java.util.List;
import java.util.UUID;

/** Where a task may run; what {@link dev.weft.Placement} says, for engines. */
public sealed interface Place {

  /** Anywhere; compared by identity. */
  Place ANYWHERE = new Anywhere();

  /** Anywhere, but evenly over members. */
  Place SPREAD = new Spread();

  /** Where the engine likes. */
  record Anywhere() implements Place {
    @Override
    public String toString() {
      return "any member";
    }
  }

  /** Evenly over the members that will do. */
  record Spread() implements Place {
    @Override
    public String toString() {
      return "any member, spread";
    }
  }

  /**
   * On one member.
   *
   * @param member its id, or host:port
   * @param isSoft whether another will do when that one is not there
   */
  record OnMember(String member, boolean isSoft) implements Place {
    @Override
    public String toString() {
      return "member " + member;
    }
  }

  /**
   * On a member with certain labels.
   *
   * @param labels all of which must match; at least one
   */
  record Labelled(List<Label> labels) implements Place {
    public Labelled {
      labels = List.copyOf(labels);
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("At least one label must be asked for.");
      }
    }

    @Override
    public String toString() {
      return "a member with " + labels;
    }
  }

  /** On the member that holds an object, if it will do. */
  record NearObject(ObjectRef<?> ref) implements Place {}

  /** On the member on which an actor lives, if it will do. */
  record NearActor(ActorAddress actor) implements Place {}

  /**
   * In what a group has reserved.
   *
   * @param group its id
   * @param bundle which of its bundles, or -1 for any
   */
  record InGroup(UUID group, int bundle) implements Place {
    @Override
    public String toString() {
      return (bundle < 0 ? "a bundle" : "bundle " + bundle) + " of group " + group;
    }
  }
}
