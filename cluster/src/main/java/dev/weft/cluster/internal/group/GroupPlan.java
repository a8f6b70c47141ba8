package dev.weft.cluster.internal.group;

import dev.weft.Strategy;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Demand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Finds a member for each bundle, by what members have in total. Which of two plans is tried first
 * is said by the order of the members.
 *
 * <p>Bundles are placed one by one, the largest first: that may miss a plan where only one of many
 * fits exactly, but for the strict spread, which is a matching and is found if there is any.
 */
final class GroupPlan {

  private final List<Demand> bundles;
  private final Function<NodeId, Demand> totals;
  private final List<NodeId> nodes;

  /**
   * @param nodes the members, the most wanted first
   * @param totals what each has
   */
  GroupPlan(List<Demand> bundles, List<NodeId> nodes, Function<NodeId, Demand> totals) {
    this.bundles = bundles;
    this.nodes = nodes;
    this.totals = totals;
  }

  /** A member for each bundle; empty if there are not enough. */
  Optional<List<NodeId>> by(Strategy strategy) {
    return switch (strategy) {
      case STRICT_PACK -> onOne();
      case STRICT_SPREAD -> onDifferent();
      case PACK -> onOne().or(() -> oneByOne(used -> 0));
      case SPREAD -> oneByOne(used -> used).or(() -> oneByOne(used -> 0));
    };
  }

  private Optional<List<NodeId>> onOne() {
    for (NodeId node : nodes) {
      Room room = new Room(node, totals.apply(node));
      if (bundles.stream().allMatch(room::take)) {
        return Optional.of(bundles.stream().map(bundle -> node).toList());
      }
    }
    return Optional.empty();
  }

  /**
   * @param rank of a member that has so many bundles; the lowest is tried first
   */
  private Optional<List<NodeId>> oneByOne(ToIntFunction<Integer> rank) {
    List<Room> rooms = new ArrayList<>();
    nodes.forEach(node -> rooms.add(new Room(node, totals.apply(node))));
    NodeId[] plan = new NodeId[bundles.size()];
    for (int bundle : largestFirst()) {
      List<Room> order = new ArrayList<>(rooms);
      order.sort(Comparator.comparingInt(room -> rank.applyAsInt(room.bundles)));
      for (Room room : order) {
        if (plan[bundle] == null && room.take(bundles.get(bundle))) {
          plan[bundle] = room.node;
        }
      }
      if (plan[bundle] == null) {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.asList(plan));
  }

  private List<Integer> largestFirst() {
    return IntStream.range(0, bundles.size())
        .boxed()
        .sorted(
            Comparator.comparing(
                bundle ->
                    -bundles.get(bundle).cpus()
                        - Demand.WHOLE * bundles.get(bundle).others().size()))
        .toList();
  }

  /** A matching of bundles and members, by augmenting paths. */
  private Optional<List<NodeId>> onDifferent() {
    Map<NodeId, Integer> owners = new HashMap<>();
    for (int bundle = 0; bundle < bundles.size(); bundle++) {
      if (!match(bundle, owners, new HashSet<>())) {
        return Optional.empty();
      }
    }
    NodeId[] plan = new NodeId[bundles.size()];
    owners.forEach((node, bundle) -> plan[bundle] = node);
    return Optional.of(Arrays.asList(plan));
  }

  private boolean match(int bundle, Map<NodeId, Integer> owners, Set<NodeId> tried) {
    for (NodeId node : nodes) {
      if (bundles.get(bundle).fitsInto(totals.apply(node)) && tried.add(node)) {
        Integer owner = owners.get(node);
        if (owner == null || match(owner, owners, tried)) {
          owners.put(node, bundle);
          return true;
        }
      }
    }
    return false;
  }

  /** What is left of a member. */
  private static final class Room {

    private final NodeId node;
    private final Map<String, Long> others;
    private int cpus;
    private int bundles;

    Room(NodeId node, Demand total) {
      this.node = node;
      cpus = total.cpus();
      others = new HashMap<>(total.others());
    }

    boolean take(Demand demand) {
      if (!demand.fitsInto(new Demand(cpus, others))) {
        return false;
      }
      cpus -= demand.cpus();
      demand.others().forEach((name, amount) -> others.merge(name, -amount, Long::sum));
      bundles++;
      return true;
    }
  }
}
