package dev.weft;

import dev.weft.bridge.Actor;
import dev.weft.error.WeaveException;
import dev.weft.spi.Label;
import dev.weft.spi.Place;
import java.util.Arrays;
import java.util.Objects;

/**
 * Where a task may run; immutable.
 *
 * <pre>{@code
 * Weft.options().placement(Placement.labels("disk=ssd", "!zone=b")).remote(() -> index(shard));
 * Weft.options().placement(Placement.near(table)).remote(() -> scan(table.get()));
 * }</pre>
 */
public final class Placement {

  private static final Placement ANY = new Placement(Place.ANYWHERE);
  private static final Placement SPREAD = new Placement(Place.SPREAD);

  private final Place place;

  private Placement(Place place) {
    this.place = place;
  }

  /**
   * Anywhere: here while little waits here, else where most bytes of its arguments are, else where
   * the load is low. The default.
   */
  public static Placement any() {
    return ANY;
  }

  /** Anywhere, but as evenly as can be over the members that will do. */
  public static Placement spread() {
    return SPREAD;
  }

  /**
   * On one member and nowhere else. When it is not there the call fails with {@link
   * dev.weft.error.UnplaceableException}.
   *
   * @param member its id, as {@link WeftContext#member} has it, or {@code host:port}
   */
  public static Placement on(String member) {
    return new Placement(new Place.OnMember(checked(member), false));
  }

  /** On one member while it is there, else anywhere; see {@link #on}. */
  public static Placement prefer(String member) {
    return new Placement(new Place.OnMember(checked(member), true));
  }

  /**
   * On members with certain labels.
   *
   * @param labels all must match: {@code "disk=ssd"}, {@code "disk"} for any value, {@code
   *     "!zone=b"} for none of that value, {@code "!spot"} for none at all
   */
  public static Placement labels(String... labels) {
    return new Placement(new Place.Labelled(Arrays.stream(labels).map(Label::parse).toList()));
  }

  /** On the member that holds the value of a ref, if that can run it, else anywhere. */
  public static Placement near(ObjectRef<?> ref) {
    return new Placement(new Place.NearObject(Objects.requireNonNull(ref, "ref")));
  }

  /**
   * On the member on which an actor lives, if that can run it, else anywhere.
   *
   * @throws WeaveException if the object is not an actor
   */
  public static Placement near(Object actor) {
    if (!(actor instanceof Actor woven)) {
      throw new WeaveException(
          "This "
              + Objects.requireNonNull(actor, "actor").getClass().getName()
              + " is neither a ref nor an actor: its class is not woven as @Remote.");
    }
    return new Placement(new Place.NearActor(Actor.addressOf(woven)));
  }

  /** In a bundle of a group into which it fits; they take turns. */
  public static Placement in(PlacementGroup group) {
    return new Placement(new Place.InGroup(group.id(), -1));
  }

  /**
   * In one bundle of a group.
   *
   * @param bundle its index among those that were reserved
   */
  public static Placement in(PlacementGroup group, int bundle) {
    Objects.checkIndex(bundle, group.bundles().size());
    return new Placement(new Place.InGroup(group.id(), bundle));
  }

  /** What it says, for engines. */
  public Place place() {
    return place;
  }

  private static String checked(String member) {
    if (member.isBlank()) {
      throw new IllegalArgumentException("A member is named by its id or as host:port.");
    }
    return member.trim();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Placement placement && place.equals(placement.place);
  }

  @Override
  public int hashCode() {
    return place.hashCode();
  }

  @Override
  public String toString() {
    return "Placement[" + place + "]";
  }
}
