package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a node that is out of this one's sight is gone: it is when a quorum of the
 * members do not see it either. Until then it may be this node that is cut off, and what belongs to
 * the other must be kept.
 *
 * <p>Members ask each other, sooner at first and then once in {@link #RARELY}, until the node is
 * seen again or is gone. {@link #look} may be called from any thread; the rest happens on the
 * clock's.
 */
public final class Absences implements Receiver {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration RARELY = Duration.ofSeconds(1);

  private static final int SEEN = 0;
  private static final int NOT_SEEN = 1;

  private final Supplier<View> view;
  private final NodeId self;
  private final Predicate<NodeId> isSeen;
  private final Clock clock;
  private final Link link;
  private final Consumer<NodeId> gone;
  private final Map<NodeId, Question> open = new HashMap<>();

  /**
   * Those that are looked for; of any thread, for one that misses a node may do so in thousands.
   */
  private final Set<NodeId> sought = ConcurrentHashMap.newKeySet();

  /**
   * Nobody is missed yet.
   *
   * @param isSeen whether Hazelcast lists a node here
   * @param gone told once of each node that was looked for and is gone
   */
  public Absences(
      NodeId self,
      Supplier<View> view,
      Predicate<NodeId> isSeen,
      Clock clock,
      Link link,
      Consumer<NodeId> gone) {
    this.self = self;
    this.view = view;
    this.isSeen = isSeen;
    this.clock = clock;
    this.link = link;
    this.gone = gone;
  }

  /** Looks for a node, unless that is under way already. */
  public void look(NodeId node) {
    if (sought.add(node)) {
      clock.soon(() -> ask(node, SOON));
    }
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    NodeId node = new NodeId(new MessageReader(message).getUuid());
    reply.send(new byte[] {(byte) (isSeen.test(node) ? SEEN : NOT_SEEN)});
  }

  private void ask(NodeId node, Duration patience) {
    if (isSeen.test(node)) {
      end(node);
      return;
    }
    Question question = new Question(node, view.get());
    open.put(node, question);
    question.missing(self);
    byte[] message = new MessageWriter().putUuid(node.uuid()).toBytes();
    for (NodeId member : question.view.members()) {
      if (!member.equals(self)) {
        link.send(
            member,
            message,
            (answer, failure) -> {
              if (failure == null && isNotSeen(answer)) {
                clock.soon(() -> question.missing(member));
              }
            });
      }
    }
    clock.after(
        patience,
        () -> {
          if (open.get(node) == question) {
            Duration longer = patience.multipliedBy(2);
            ask(node, longer.compareTo(RARELY) < 0 ? longer : RARELY);
          }
        });
  }

  private void end(NodeId node) {
    open.remove(node);
    sought.remove(node);
  }

  private static boolean isNotSeen(byte @Nullable [] answer) {
    return Objects.requireNonNull(answer).length == 1 && answer[0] == NOT_SEEN;
  }

  /** One round of asking the members of one view. */
  private final class Question {

    private final NodeId node;
    private final View view;
    private final Set<NodeId> without = new HashSet<>();

    Question(NodeId node, View view) {
      this.node = node;
      this.view = view;
    }

    void missing(NodeId member) {
      without.add(member);
      if (open.get(node) == this && view.isQuorum(without) && !isSeen.test(node)) {
        end(node);
        gone.accept(node);
      }
    }
  }
}
