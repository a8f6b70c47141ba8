package dev.weft.cluster.internal.actor;

/**
 * What may come next for an actor. What there is to be kept is kept while no call runs that may
 * change the state, so when a version is due nothing of that kind begins any more. Guarded by its
 * cell.
 */
final class Agenda {

  private final boolean isSequential;
  private final Life life;
  private final Mailbox mailbox;
  private final Runs runs;
  private final Versions versions;
  private final ActorBody body;

  Agenda(
      boolean isSequential,
      Life life,
      Mailbox mailbox,
      Runs runs,
      Versions versions,
      ActorBody body) {
    this.isSequential = isSequential;
    this.life = life;
    this.mailbox = mailbox;
    this.runs = runs;
    this.versions = versions;
    this.body = body;
  }

  /** Whether there is something to do. */
  boolean hasWork() {
    return !life.isDead() && (mayCommit() || mayBegin() || mayCatchUp());
  }

  /** Whether a version is to be made, and may. */
  boolean mayCommit() {
    return isVersionDue() && (!runs.hasBeside() || mayCommitBesideCalls());
  }

  private boolean mayCommitBesideCalls() {
    return !isSequential
        && !life.isExiting()
        && (versions.isAwaitedByReadsOnly() || !runs.isChangingBeside());
  }

  private boolean isVersionDue() {
    return life.isAlive() && versions.isDue(life.isFrozen());
  }

  /** Whether an actor that is not kept is to be, since it is about to move or to sleep. */
  boolean mayCatchUp() {
    return life.isAlive()
        && versions.mayCatchUp()
        && isAtRest()
        && (life.isFrozen() || (life.isTired() && mailbox.isEmpty()));
  }

  boolean mayBegin() {
    if (!life.mayBegin()) {
      return false;
    }
    return life.isUnborn() ? life.isToBeBuilt() : mayRunBeside() && mailbox.hasNext(mayChange());
  }

  /** Whether a call may begin beside those that run in threads of their own. */
  private boolean mayRunBeside() {
    return !runs.hasBeside() || (!isSequential && body.isAwake());
  }

  /** Whether the next call may be one that changes the state. */
  boolean mayChange() {
    if (!runs.hasBeside()) {
      return true;
    }
    return versions.isOneByOne()
        ? !runs.isChangingBeside()
        : !isVersionDue() || versions.isAwaitedByReadsOnly();
  }

  /** Whether nothing is done, waits or is under way. */
  boolean isEmpty() {
    return life.isAlive()
        && isAtRest()
        && !versions.areUnderWay()
        && mailbox.isEmpty()
        && !runs.hasOpen();
  }

  /** Whether nothing runs, and nothing that has run waits for a version. */
  boolean isAtRest() {
    return !runs.isWorking() && !runs.hasBeside() && !versions.isAwaited();
  }
}
