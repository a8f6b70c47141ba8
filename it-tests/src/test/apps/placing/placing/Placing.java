package placing;

import dev.weft.Bundle;
import dev.weft.ObjectRef;
import dev.weft.Placement;
import dev.weft.PlacementGroup;
import dev.weft.Remote;
import dev.weft.Strategy;
import dev.weft.Weft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What docs/placement.md shows, and where it all ran. */
public final class Placing {

  private Placing() {}

  @Remote(cpus = 2, resources = "gpu=1")
  static String train(int epochs) {
    return "trained for " + epochs;
  }

  @Remote
  static String where(Object unused) {
    return Weft.context().member().toString();
  }

  @Remote(cpus = 0.5, resources = "gpu=1")
  static String withGpu() {
    return Weft.context().member().toString();
  }

  @Remote(resources = "tpu=1")
  static String withTpu() {
    return Weft.context().member().toString();
  }

  /**
   * @param args the address of the member in zone b
   */
  public static void main(String[] args) throws Exception {
    String member = args[0];
    ObjectRef<String> light = Weft.options().cpus(0.5).memory(64 << 20).remote(() -> train(1));
    System.out.println(light.get());

    String other = Weft.options().placement(Placement.on(member)).remote(() -> where("")).get();
    Set<String> gpus = new HashSet<>();
    Set<String> labelled = new HashSet<>();
    Set<String> spread = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      gpus.add(Weft.remote(() -> withGpu()).get());
      labelled.add(
          Weft.options().placement(Placement.labels("zone=b")).remote(() -> where("")).get());
      spread.add(Weft.options().placement(Placement.spread()).remote(() -> where("")).get());
    }
    System.out.println("gpu tasks on " + gpus.size() + ", not there: " + !gpus.contains(other));
    System.out.println("labelled there only: " + labelled.equals(Set.of(other)));
    System.out.println("spread over " + spread.size());

    List<Bundle> bundles = List.of(Bundle.cpus(1).resource("gpu", 1), Bundle.cpus(1));
    try (PlacementGroup group = Weft.reserve(bundles, Strategy.PACK)) {
      ObjectRef<String> first =
          Weft.options().cpus(1).placement(Placement.in(group, 0)).remote(() -> train(6));
      System.out.println(first.get());
    }
    try (PlacementGroup group =
        Weft.reserve(List.of(Bundle.cpus(1), Bundle.cpus(1)), Strategy.STRICT_SPREAD)) {
      System.out.println("bundles on " + new HashSet<>(group.members()).size());
    }

    ObjectRef<String> stranded = Weft.remote(() -> withTpu());
    System.out.println("under way");
    System.in.read(); // a member with a tpu has come
    System.out.println("tpu: " + !Set.of(other).contains(stranded.get()));
    try {
      Weft.options().placement(Placement.on("127.0.0.1:1")).remote(() -> where("")).get();
    } catch (dev.weft.error.UnplaceableException e) {
      System.out.println(e.getMessage());
    }
  }

  /** Not run: as the page shows it. */
  static void shown(String member, ObjectRef<long[]> table) throws Exception {
    Weft.options().placement(Placement.spread()).remote(() -> train(2));
    Weft.options().placement(Placement.labels("disk=ssd", "!zone=b")).remote(() -> train(3));
    Weft.options().placement(Placement.on(member)).remote(() -> train(4));
    Weft.options().placement(Placement.near(table)).remote(() -> train(5));
  }
}
