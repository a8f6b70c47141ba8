package dev.weft.spi;

import dev.weft.Bundle;
import dev.weft.PlacementGroup;
import java.util.List;
import java.util.UUID;

/**
 * A group where nothing has to be reserved, since all calls run in their caller's thread.
 *
 * @param members this process, for each bundle
 */
record UnreservedGroup(UUID id, List<Bundle> bundles, List<UUID> members)
    implements PlacementGroup {

  static UnreservedGroup of(List<Bundle> bundles, UUID self) {
    return new UnreservedGroup(
        UUID.randomUUID(), List.copyOf(bundles), bundles.stream().map(bundle -> self).toList());
  }

  @Override
  public void close() {}
}
