package dev.weft.it.faults.history;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All calls of a run, in the order in which they were made, and what the actors had at its end.
 *
 * @param endings of the actors that were looked at
 */
public record History(List<Call> calls, Map<ActorId, Ending> endings) {

  public History {
    calls = calls.stream().sorted(Comparator.comparingLong(Call::invokedNanos)).toList();
    endings = Map.copyOf(endings);
  }

  /** The calls of each actor. */
  public SortedMap<ActorId, List<Call>> byActor() {
    return calls.stream()
        .collect(Collectors.groupingBy(Call::actor, TreeMap::new, Collectors.toList()));
  }
}
