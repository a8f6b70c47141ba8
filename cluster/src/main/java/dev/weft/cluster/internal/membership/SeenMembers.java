package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The addresses at which there have been other members, so that they are found again after a cut
 * also by the first member of a cluster, which was given nobody to join. Safe for any thread.
 */
final class SeenMembers {

  /** A bound for clusters whose members come and go; the one that was seen longest ago goes. */
  private static final int MAX = 256;

  private final Map<Address, Boolean> addresses = new LinkedHashMap<>();

  /** Notes addresses that belong to members now. */
  synchronized void add(Iterable<Address> seen) {
    for (Address address : seen) {
      addresses.remove(address);
      addresses.put(address, true);
    }
    while (addresses.size() > MAX) {
      addresses.remove(addresses.keySet().iterator().next());
    }
  }

  /** All of them, the one seen last first. */
  synchronized List<Address> all() {
    List<Address> all = new ArrayList<>(addresses.keySet());
    Collections.reverse(all);
    return all;
  }
}
