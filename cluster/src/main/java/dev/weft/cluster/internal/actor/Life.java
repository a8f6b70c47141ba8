package dev.weft.cluster.internal.actor;

import dev.weft.cluster.internal.transport.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an actor is between its birth and its end, and who waits for its birth. Guarded by its
 * cell.
 *
 * <pre>
 *   unborn --constructed--> alive --killed, exited, moved--> dead
 *     '---------- failed, killed, moved ----------------------^
 * </pre>
 */
final class Life {

  private enum Stage {
    UNBORN,
    ALIVE,
    DEAD
  }

  private Stage stage;
  private ActorRequest.@Nullable Create creation;
  private final Map<UUID, Reply> creators = new LinkedHashMap<>(2);
  private Death death = Death.of("");
  private boolean isExiting;
  private boolean isFrozen;
  private boolean isTired;

  private Life(Stage stage, ActorRequest.@Nullable Create creation) {
    this.stage = stage;
    this.creation = creation;
  }

  /** Of an actor that is to be built. */
  static Life unborn(ActorRequest.Create creation) {
    return new Life(Stage.UNBORN, creation);
  }

  /** Of an actor that was kept. */
  static Life alive() {
    return new Life(Stage.ALIVE, null);
  }

  boolean isUnborn() {
    return stage == Stage.UNBORN;
  }

  boolean isAlive() {
    return stage == Stage.ALIVE;
  }

  boolean isDead() {
    return stage == Stage.DEAD;
  }

  /** Whether the constructor is to run, and does not yet. */
  boolean isToBeBuilt() {
    return isUnborn() && creation != null;
  }

  /** What builds it, for the one that is about to do so. */
  ActorRequest.@Nullable Create takeCreation() {
    ActorRequest.Create taken = creation;
    creation = null;
    return taken;
  }

  void born() {
    stage = Stage.ALIVE;
  }

  void end(Death why) {
    stage = Stage.DEAD;
    death = why;
  }

  /** Why it is dead. */
  Death death() {
    return death;
  }

  /**
   * Has one more wait for the birth. If the same request has come before, the one that brought it
   * is told that it is worked on.
   *
   * @param request names it
   */
  void addCreator(UUID request, Reply creator) {
    Reply earlier = creators.put(request, creator);
    if (earlier != null) {
      earlier.send(ActorAnswer.working().toBytes());
    }
  }

  /** Those who wait for its birth, to be answered. */
  List<Reply> takeCreators() {
    List<Reply> taken = List.copyOf(creators.values());
    creators.clear();
    return taken;
  }

  /** Those who wait for the birth wait for that of its next life. */
  void moveCreatorsTo(Life next) {
    next.creators.putAll(creators);
    creators.clear();
  }

  /** Whether one of its methods has asked for its end: nothing more begins. */
  boolean isExiting() {
    return isExiting;
  }

  void setExiting(boolean isExitingNow) {
    isExiting = isExitingNow;
  }

  /** Whether nothing is to begin, since another node is about to own it. */
  boolean isFrozen() {
    return isFrozen;
  }

  void setFrozen(boolean isFrozenNow) {
    isFrozen = isFrozenNow;
  }

  /** Whether it has had nothing to do for long, and is to sleep. */
  boolean isTired() {
    return isTired;
  }

  void setTired(boolean isTiredNow) {
    isTired = isTiredNow;
  }

  /** Whether calls may begin, as far as its life goes. */
  boolean mayBegin() {
    return !isFrozen && !isExiting && stage != Stage.DEAD;
  }
}
