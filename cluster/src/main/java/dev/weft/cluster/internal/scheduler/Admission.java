package dev.weft.cluster.internal.scheduler;

import dev.weft.cluster.internal.scheduler.FairQueue.Turn;
import dev.weft.spi.Demand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to run on this node, and what of the node is taken: lets a body begin when its turn
 * has come and what it claims is there.
 *
 * <p>Bodies of one owner that claim the same stand in one line; lines take turns. The first of a
 * line may lack something: then those behind it that take none of that go before it, and it begins
 * as soon as what it lacks is given back.
 *
 * <p>Nearly all bodies claim one slot, and as long as all do nothing of this is looked at but a
 * number. Not safe for use by several threads: {@link WorkerPool} guards it.
 */
final class Admission {

  private final FairQueue<Runnable> queue = new FairQueue<>();
  private final Ledger own;
  private final Map<BundleId, Reserved> bundles = new HashMap<>();
  private List<Runnable> granted = List.of();

  /** How many in the queue claim something else than one slot. */
  private int unusual;

  Admission(Demand total) {
    own = new Ledger(total);
  }

  void add(Object owner, int priority, Runnable body) {
    Claim claim = claimOf(body);
    if (claim.isOrdinary()) {
      queue.add(owner, priority, body);
    } else {
      queue.add(new Line(owner, claim), priority, body);
      unusual++;
    }
  }

  /** The next body that may begin, which has its claim from now on; null if none may. */
  @Nullable Runnable poll() {
    if (unusual > 0) {
      return pollFitting();
    }
    if (!own.hasCpu()) {
      return null;
    }
    Runnable body = queue.poll();
    while (body != null && isTaken(body)) {
      body = queue.poll();
    }
    if (body != null) {
      own.takeCpus(Demand.WHOLE);
    }
    return body;
  }

  /** Whose the body is that was polled last. */
  Object lastOwner() {
    Object owner = queue.lastOwner();
    return owner instanceof Line line ? line.owner : owner;
  }

  /** Its priority. */
  int lastPriority() {
    return queue.lastPriority();
  }

  private @Nullable Runnable pollFitting() {
    while (true) {
      Lacks lacks = new Lacks();
      Runnable body = queue.poll(candidate -> decide(candidate, lacks));
      if (body == null) {
        return null;
      }
      Claim claim = claimOf(body);
      unusual -= claim.isOrdinary() ? 0 : 1;
      take(claim);
      if (!(body instanceof Reservation reservation)) {
        return body;
      }
      bundles.put(reservation.id(), new Reserved(new Ledger(claim.demand())));
      granted = granted.isEmpty() ? new ArrayList<>() : granted;
      granted.add(reservation);
    }
  }

  private Turn decide(Runnable body, Lacks lacks) {
    Claim claim = claimOf(body);
    if (isTaken(body)) {
      unusual -= claim.isOrdinary() ? 0 : 1;
      return Turn.DROP;
    }
    Ledger ledger = isFreed(claim) ? null : ledger(claim);
    return ledger != null && lacks.allow(ledger, claim.demand()) ? Turn.TAKE : Turn.PASS;
  }

  /** A body that had its claim has run. */
  void end(Claim claim) {
    pause(claim);
    release(claim);
  }

  /** A body waits: it gives its processors back, and nothing else. */
  void pause(Claim claim) {
    if (claim.isOrdinary()) {
      own.giveCpus(Demand.WHOLE);
      return;
    }
    Ledger ledger = ledger(claim);
    if (ledger != null) {
      ledger.giveCpus(claim.demand().cpus());
    }
  }

  /** A wait is over: the body goes on, whether there is room or not. */
  void resume(Claim claim) {
    Ledger ledger = ledger(claim);
    if (ledger != null) {
      ledger.takeCpus(claim.demand().cpus());
    }
  }

  /** Gives back what a body has kept beyond its run. */
  void release(Claim claim) {
    if (claim.isOrdinary()) {
      return; // a slot is all it had
    }
    BundleId id = claim.bundle();
    if (id == null) {
      own.giveOthers(claim.demand());
      return;
    }
    Reserved bundle = bundles.get(id);
    if (bundle != null) {
      bundle.ledger.giveOthers(claim.demand());
      bundle.users--;
      dropIfUnused(id, bundle);
    }
  }

  /** Whether what is claimed could ever be there. */
  boolean mayFit(Claim claim) {
    Ledger ledger = isFreed(claim) ? null : ledger(claim);
    return ledger != null && claim.demand().fitsInto(ledger.total());
  }

  private boolean isFreed(Claim claim) {
    Reserved bundle = claim.bundle() == null ? null : bundles.get(claim.bundle());
    return bundle != null && bundle.isFreed;
  }

  boolean hasBundles() {
    return !bundles.isEmpty();
  }

  /** Gives a bundle back: at once, or when what runs in it has ended. */
  void free(BundleId id) {
    queue.removeIf(body -> isReservationOf(body, id));
    Reserved bundle = bundles.get(id);
    if (bundle != null && !bundle.isFreed) {
      bundle.isFreed = true;
      dropIfUnused(id, bundle);
    }
  }

  private boolean isReservationOf(Runnable body, BundleId id) {
    if (body instanceof Reservation reservation && reservation.id().equals(id)) {
      unusual--;
      return true;
    }
    return false;
  }

  private void dropIfUnused(BundleId id, Reserved bundle) {
    if (bundle.isFreed && bundle.users == 0) {
      bundles.remove(id);
      own.give(bundle.ledger.total());
    }
  }

  /** The reservations that have been made and not been told of. */
  List<Runnable> takeGranted() {
    List<Runnable> taken = granted;
    granted = List.of();
    return taken;
  }

  /** Whether all that waits claims one slot, so that room for one is room for one. */
  boolean isPlain() {
    return unusual == 0 && granted.isEmpty();
  }

  /** Drops what was taken out of its turn. */
  void sweep() {
    queue.removeIf(
        body -> {
          boolean isTaken = isTaken(body);
          unusual -= isTaken && !claimOf(body).isOrdinary() ? 1 : 0;
          return isTaken;
        });
  }

  void clear() {
    queue.clear();
    unusual = 0;
  }

  int size() {
    return queue.size();
  }

  /** What of the node's own is taken; bundles as a whole. */
  Ledger own() {
    return own;
  }

  static Claim claimOf(Runnable body) {
    return body instanceof Work work ? work.claim() : Claim.ORDINARY;
  }

  private static boolean isTaken(Runnable body) {
    return body instanceof Work work && work.isTaken();
  }

  private void take(Claim claim) {
    Reserved bundle = claim.bundle() == null ? null : bundles.get(claim.bundle());
    if (bundle != null) {
      bundle.users++;
      bundle.ledger.take(claim.demand());
    } else {
      own.take(claim.demand());
    }
  }

  private @Nullable Ledger ledger(Claim claim) {
    BundleId id = claim.bundle();
    if (id == null) {
      return own;
    }
    Reserved bundle = bundles.get(id);
    return bundle == null ? null : bundle.ledger;
  }

  /** What stands in one line. */
  private record Line(Object owner, Claim claim) {}

  /** A bundle that this node keeps for those that run in it. */
  private static final class Reserved {

    private final Ledger ledger;
    private int users;
    private boolean isFreed;

    Reserved(Ledger ledger) {
      this.ledger = ledger;
    }
  }
}
