package dev.weft.cluster.internal.transport;

import dev.weft.cluster.internal.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link for those who would rather ask again than wait: a message that has had no answer within
 * {@value #PATIENCE_SECONDS} s, longer for a large one, counts as lost. Hazelcast waits for a
 * minute, and of a connection that was lost, with what was on it, nobody is told while both nodes
 * stay members.
 */
public final class PatientLink implements Link {

  private static final Logger log = LoggerFactory.getLogger(PatientLink.class);

  /** More than an owner takes that lets running calls end before it gives a promise. */
  private static final int PATIENCE_SECONDS = 3;

  private static final long PATIENCE_NANOS = Duration.ofSeconds(PATIENCE_SECONDS).toNanos();

  /** A network of a megabit a second is not to be mistaken for a broken one. */
  private static final long NANOS_PER_BYTE = Duration.ofSeconds(8).toNanos() >> 20;

  private static final Duration LOOK = Duration.ofMillis(250);

  private final Link link;
  private final Clock clock;
  private final AtomicLong count = new AtomicLong();

  /** By their numbers, so that what counts as lost at once always does in the same order. */
  private final Map<Long, Question> open = new ConcurrentSkipListMap<>();

  /**
   * A link that has patience from now on.
   *
   * @param clock runs callbacks of messages that count as lost
   */
  public PatientLink(Link link, Clock clock) {
    this.link = link;
    this.clock = clock;
    clock.after(LOOK, this::look);
  }

  @Override
  public void send(
      NodeId target,
      byte[] message,
      BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
    long patience = PATIENCE_NANOS + message.length * NANOS_PER_BYTE;
    Question question = new Question(target, message.length, clock.nanoTime() + patience, done);
    long number = count.incrementAndGet();
    open.put(number, question);
    link.send(
        target,
        message,
        (answer, failure) -> {
          open.remove(number);
          question.end(answer, failure);
        });
  }

  private void look() {
    try {
      long now = clock.nanoTime();
      List<Question> late = open.values().stream().filter(q -> now - q.deadline > 0).toList();
      open.values().removeAll(late);
      late.forEach(Question::giveUp);
    } finally {
      clock.after(LOOK, this::look);
    }
  }

  /** A message without an answer yet; what comes first counts. */
  private static final class Question {

    private final NodeId target;
    private final int size;
    private final long deadline;
    private final BiConsumer<byte @Nullable [], @Nullable TransportException> done;
    private final AtomicBoolean isOver = new AtomicBoolean();

    Question(
        NodeId target,
        int size,
        long deadline,
        BiConsumer<byte @Nullable [], @Nullable TransportException> done) {
      this.target = target;
      this.size = size;
      this.deadline = deadline;
      this.done = done;
    }

    @SuppressWarnings("CatchingUnchecked") // the others are to be given up as well
    void giveUp() {
      try {
        endLate();
      } catch (Throwable e) {
        log.error("Whoever sent a message to node {} failed when it was lost.", target, e);
      }
    }

    private void endLate() {
      log.debug("Node {} has not answered a message of {} bytes in time.", target, size);
      end(
          null,
          new TransportException(
              TransportException.Kind.TIMED_OUT, "Node " + target + " has not answered.", null));
    }

    void end(byte @Nullable [] answer, @Nullable TransportException failure) {
      if (!isOver.getAndSet(true)) {
        done.accept(answer, failure);
      }
    }
  }
}
