package dev.weft.cluster.internal.membership;

import dev.weft.cluster.internal.security.HandshakeException;
import dev.weft.cluster.internal.security.KeyHandshake;
import dev.weft.cluster.internal.security.KeyHandshake.Intent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks the members of a join list, all at once, whether they would let this one in. So a wrong key,
 * version or address is known in milliseconds and in words, before Hazelcast has even started.
 */
final class SeedProbe {

  /** Enough for a far member; a silent address must not hold up the start for longer. */
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);

  private final KeyHandshake handshake;

  SeedProbe(KeyHandshake handshake) {
    this.handshake = handshake;
  }

  /** One answer for each member asked, in order. Blocks for a few seconds at most. */
  List<Answer> ask(List<HostPort> seeds, Duration limit) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(
            seeds.size(),
            task -> {
              Thread thread = new Thread(task, "weft-join-probe");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<Answer>> asked = new ArrayList<>();
      for (HostPort seed : seeds) {
        asked.add(threads.submit(() -> ask(seed, limit)));
      }
      List<Answer> answers = new ArrayList<>();
      for (Future<Answer> future : asked) {
        answers.add(future.get());
      }
      return answers;
    } catch (ExecutionException e) {
      throw new IllegalStateException("Asking the members to join failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Answer ask(HostPort seed, Duration limit) {
    InetSocketAddress address = seed.resolve();
    if (address.isUnresolved()) {
      return new Answer(seed, Verdict.UNREACHABLE, "no such host");
    }
    try (Socket socket = new Socket()) {
      try {
        socket.connect(address, (int) shorter(limit, CONNECT_LIMIT).toMillis());
      } catch (SocketTimeoutException e) {
        return new Answer(seed, Verdict.UNREACHABLE, "no answer");
      } catch (IOException e) {
        return new Answer(seed, Verdict.UNREACHABLE, String.valueOf(e.getMessage()));
      }
      handshake.connect(socket, Intent.ASK, shorter(limit, KeyHandshake.TIME_LIMIT));
      return new Answer(seed, Verdict.WELCOME, "would let this member in");
    } catch (HandshakeException e) {
      return explain(seed, e);
    } catch (IOException e) {
      return new Answer(seed, Verdict.UNREACHABLE, "connection lost: " + e.getMessage());
    }
  }

  private static Answer explain(HostPort seed, HandshakeException e) {
    return switch (e.reason()) {
      case KEY_DIFFERS ->
          new Answer(
              seed, Verdict.KEY_DIFFERS, "handshake refused: the cluster key or name differs");
      case VERSION_DIFFERS ->
          new Answer(seed, Verdict.VERSION_DIFFERS, "runs Weft " + e.peerVersion());
      case NOT_WEFT ->
          new Answer(seed, Verdict.NOT_WEFT, "something listens there that is not a Weft member");
      default -> new Answer(seed, Verdict.UNREACHABLE, "it " + e.reason().text());
    };
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** What asking a member has shown. */
  enum Verdict {
    /** It is a member of the same cluster. */
    WELCOME(true),
    /** It cannot be reached now, which may change. */
    UNREACHABLE(false),
    /** Another program. */
    NOT_WEFT(true),
    /** A member of another cluster. */
    KEY_DIFFERS(true),
    /** A member of another release. */
    VERSION_DIFFERS(true);

    private final boolean isFinal;

    Verdict(boolean isFinal) {
      this.isFinal = isFinal;
    }

    /** Whether asking again is of no use. */
    boolean isFinal() {
      return isFinal;
    }
  }

  /** A member's answer, with the words for the user. */
  record Answer(HostPort seed, Verdict verdict, String text) {
    @Override
    public String toString() {
      return seed + " (" + text + ")";
    }
  }
}
