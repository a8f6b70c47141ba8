package dev.weft.cluster.internal.membership;

import com.hazelcast.core.MemberLeftException;
import com.hazelcast.logging.AbstractLogger;
import com.hazelcast.logging.LogEvent;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.List;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Hazelcast's log as Weft's users need it: its warnings and errors are kept, its running account of
 * itself is for debugging only, and so is what Weft reports in its own words.
 */
final class GridLogger extends AbstractLogger {

  /** Warnings that tell the user nothing to act on, by how they begin. */
  private static final List<String> HARMLESS =
      List.of(
          // Optional access to JDK internals, for a slightly faster selector.
          "Hazelcast is starting in a Java modular environment",
          // Grid.terminate does that on purpose.
          "Terminating forcefully...",
          // Follows every member that leaves; its leaving is reported by itself.
          "Removing connection to endpoint",
          // One for each partition a lost member was about to take; Hazelcast plans them anew.
          "Migration failed: ",
          // A job's maps are destroyed while partitions move; Hazelcast tries again.
          "Partition state changed while invoking operation on local partitions.",
          // An answer and the end of a node cross each other; whichever comes second is dropped.
          "Future.complete(Object) on completed future.",
          // The sender joined a moment ago and is not in this one's list yet; it tries again.
          "com.hazelcast.spi.exception.CallerNotMemberException: Not Member!",
          // The oldest member has left, and the next one takes over.
          "Mastership of ",
          // Members that have lost sight of each other; Healing says what becomes of them.
          "This node does not have a connection to Member",
          "Resetting heartbeat timestamps because of huge system clock jump!",
          "Ignoring heartbeat from ",
          "Following unknown addresses are found in partition table",
          "Assigning new owners for ",
          "Resetting local member UUID.",
          "No Invocation found for ",
          "MonitorInvocationsTask delayed ",
          "BroadcastOperationControlTask delayed ",
          "Not Member! ",
          "Promotion commit failed for ",
          "Cannot commit promotions.",
          "Migration commit ",
          "Failed migration from ",
          "Failure while executing MigrationInfo",
          "Promotion commit to ",
          // A job's maps are destroyed while a node ends, this one or another: its copies go too.
          "Encountered exception while destroying map partitions for ",
          "Interrupted while destroying map partitions for ",
          "Failed to execute operation (from factory: MapPartitionDestroyOperationFactory)",
          "Can't fetch or extract invalidation meta-data of Member",
          "No local partitions found to destroy for map ",
          "Ignoring received partition table, startup is not completed yet.",
          "Cannot allow join request from ",
          "Not updating members ",
          // News of a mastership that has just changed hands, or answers across it; both come
          // again.
          "Received completed migrations, but its sender",
          "Cannot send response: ",
          // A member that is still starting is asked too early; it is asked again.
          "Migration operation is received before startup is completed",
          // Grid.open throws with the reasons.
          "Could not join cluster. Shutting down now!",
          "Node creation failed");

  /** Follows every member that leaves, in good order or not; that it is gone is reported. */
  private static final String DISCONNECTED = "is suspected to be dead for reason: No connection";

  /** Comes after {@link #SILENT}, and repeats it. */
  private static final String SUSPECTED = "is suspected to be dead for reason: Suspecting ";

  /** The other one has said so; it follows that it left. */
  private static final String SUSPECTED_BY =
      "is suspected to be dead for reason: explicit suspicion";

  /** Two members have taken each other for dead; they have to find together again anyway. */
  private static final String CLAIM = " claims mastership but ";

  /** A part of the cluster rejoins another one, of which Healing tells. */
  private static final String MERGES = " is merging to ";

  private static final Pattern LEFT =
      Pattern.compile("Member:? .* has left (the )?cluster[.!]", Pattern.DOTALL);

  private static final Pattern SILENT =
      Pattern.compile(
          "Suspecting Member \\[(.+)]:(\\d+) - .* has not sent any heartbeats since \\S+ (\\S+)\\. .*"
              + "heartbeat timeout: (\\d+) ms.*",
          Pattern.DOTALL);

  /** One line for each partition when the last member is gone; its calls say so themselves. */
  private static final String LOST_PARTITION = "is completely lost!";

  private final Logger log;

  GridLogger(Logger log) {
    this.log = log;
  }

  @Override
  public void log(Level level, @Nullable String message) {
    log(level, message, null);
  }

  @Override
  public void log(Level level, @Nullable String message, @Nullable Throwable thrown) {
    org.slf4j.event.Level target = translate(level, message, thrown);
    if (target != null) {
      log.atLevel(target).setCause(thrown).log(inOwnWords(String.valueOf(message)));
    }
  }

  // Hazelcast still demands it, though it means to remove it.
  @Override
  @SuppressWarnings("removal")
  public void log(LogEvent event) {
    log(
        event.getLogRecord().getLevel(),
        event.getLogRecord().getMessage(),
        event.getLogRecord().getThrown());
  }

  @Override
  public Level getLevel() {
    if (log.isTraceEnabled()) {
      return Level.FINEST;
    }
    if (log.isDebugEnabled()) {
      return Level.INFO;
    }
    if (log.isWarnEnabled()) {
      return Level.WARNING;
    }
    return log.isErrorEnabled() ? Level.SEVERE : Level.OFF;
  }

  @Override
  public boolean isLoggable(Level level) {
    org.slf4j.event.Level target = translate(level, null, null);
    return target != null && log.isEnabledForLevel(target);
  }

  private static org.slf4j.event.@Nullable Level translate(
      Level level, @Nullable String message, @Nullable Throwable thrown) {
    if (level.intValue() == Level.OFF.intValue()) {
      return null;
    }
    if (level.intValue() < Level.INFO.intValue()) {
      return org.slf4j.event.Level.TRACE;
    }
    if (level.intValue() < Level.WARNING.intValue() || isHarmless(message, thrown)) {
      return org.slf4j.event.Level.DEBUG;
    }
    return level.intValue() < Level.SEVERE.intValue()
        ? org.slf4j.event.Level.WARN
        : org.slf4j.event.Level.ERROR;
  }

  private static String inOwnWords(String message) {
    Matcher silent = SILENT.matcher(message);
    return silent.matches()
        ? "Member %s:%s has not been heard of since %s, and counts as dead after %d s."
            .formatted(
                silent.group(1),
                silent.group(2),
                silent.group(3),
                Long.parseLong(silent.group(4)) / 1000)
        : message;
  }

  private static boolean isHarmless(@Nullable String message, @Nullable Throwable thrown) {
    return thrown instanceof RefusedConnectionException
        || isLostConnection(message, thrown)
        || isLeavingMember(message, thrown)
        || (message != null
            && (HARMLESS.stream().anyMatch(message::startsWith)
                || message.endsWith(DISCONNECTED)
                || message.endsWith(SUSPECTED_BY)
                || message.contains(SUSPECTED)
                || message.contains(CLAIM)
                || message.contains(MERGES)
                || message.endsWith(LOST_PARTITION)));
  }

  /**
   * How the death of a peer looks to its connection; that the member is gone is reported by itself.
   */
  private static boolean isLostConnection(@Nullable String message, @Nullable Throwable thrown) {
    return message != null
        && message.startsWith("Connection[")
        && (thrown instanceof SocketException
            || thrown instanceof EOFException
            || isPeerGone(thrown));
  }

  /** A write to a socket whose other side is gone throws no type of its own. */
  private static boolean isPeerGone(@Nullable Throwable thrown) {
    return thrown instanceof IOException
        && ("Broken pipe".equals(thrown.getMessage())
            || "Connection reset by peer".equals(thrown.getMessage()));
  }

  /** A map is destroyed on all members, and asked for on them, also on one that leaves just now. */
  private static boolean isLeavingMember(@Nullable String message, @Nullable Throwable thrown) {
    return message != null
        && (LEFT.matcher(message).matches()
            || (thrown instanceof MemberLeftException
                && message.startsWith("Error while destroying a proxy")));
  }
}
