package dev.weft;

import java.util.List;
import java.util.UUID;

/**
 * Bundles that are reserved together, for tasks placed in them by {@link Placement#in}. They are
 * given back when this is closed, or when the job or the process that reserved them ends. It cannot
 * be passed to other processes.
 *
 * <p>When a member with one of its bundles is lost, tasks placed there fail with {@link
 * dev.weft.error.UnplaceableException}; close it then, and reserve another.
 *
 * <p>Implemented by Weft only.
 */
public interface PlacementGroup extends AutoCloseable {

  UUID id();

  List<Bundle> bundles();

  /** The id of the member of each bundle, as {@link WeftContext#member} has it. */
  List<UUID> members();

  /** Gives the bundles back. Tasks in them that are not done are cancelled. */
  @Override
  void close();
}
