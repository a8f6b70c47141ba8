package dev.weft.cluster.internal.scheduler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for its turn, by owner: owners take turns, so that the many things of one do not hold
 * back the few of another; those of one owner go by priority, the highest first, and then in the
 * order in which they came.
 *
 * <p>Not safe for use by several threads.
 *
 * @param <E> the kind of things
 */
public final class FairQueue<E> {

  private final Map<Object, Line<E>> lines = new HashMap<>();
  private final Deque<Line<E>> turns = new ArrayDeque<>();
  private int size;
  private @Nullable Object lastOwner;
  private int lastPriority;

  /** Puts a thing at the end of its line. */
  public void add(Object owner, int priority, E thing) {
    Line<E> line = lines.get(owner);
    if (line == null) {
      line = new Line<>(owner);
      lines.put(owner, line);
      turns.add(line);
    }
    line.add(priority, thing);
    size++;
  }

  /** Takes the next one, or null if there is none. */
  public @Nullable E poll() {
    Line<E> line = turns.poll();
    if (line == null) {
      return null;
    }
    E thing = take(line);
    if (line.isEmpty()) {
      lines.remove(line.owner);
    } else {
      turns.add(line);
    }
    return thing;
  }

  private E take(Line<E> line) {
    lastOwner = line.owner;
    lastPriority = line.priority();
    size--;
    return line.poll();
  }

  /** Whose the thing was that was taken last. */
  Object lastOwner() {
    return Objects.requireNonNull(lastOwner);
  }

  int lastPriority() {
    return lastPriority;
  }

  /**
   * Takes the next one that may go; null if none may. Of each line only the first is asked, since
   * the others must wait for it; a line that is passed over keeps its turn.
   */
  public @Nullable E poll(Function<E, Turn> decide) {
    List<Line<E>> passed = new ArrayList<>(0);
    E found = null;
    for (Line<E> line = turns.poll(); line != null; line = turns.poll()) {
      Turn turn = decide(line, decide);
      if (turn == Turn.TAKE) {
        found = take(line);
      }
      if (line.isEmpty()) {
        lines.remove(line.owner);
      } else if (turn == Turn.TAKE) {
        turns.add(line);
      } else {
        passed.add(line);
      }
      if (found != null) {
        break;
      }
    }
    for (int i = passed.size() - 1; i >= 0; i--) {
      turns.addFirst(passed.get(i));
    }
    return found;
  }

  private Turn decide(Line<E> line, Function<E, Turn> decide) {
    Turn turn = decide.apply(line.peek());
    while (turn == Turn.DROP) {
      line.poll();
      size--;
      if (line.isEmpty()) {
        return Turn.DROP;
      }
      turn = decide.apply(line.peek());
    }
    return turn;
  }

  /** What becomes of a thing whose turn it is. */
  public enum Turn {
    TAKE,
    /** It stays, and others may go before it. */
    PASS,
    /** It is not wanted any more. */
    DROP
  }

  /** The next one, which stays; null if there is none. */
  public @Nullable E peek() {
    Line<E> line = turns.peek();
    return line == null ? null : line.peek();
  }

  public int size() {
    return size;
  }

  public boolean isEmpty() {
    return size == 0;
  }

  /** Drops things wherever they stand. */
  public void removeIf(Predicate<E> unwanted) {
    size = 0;
    for (Line<E> line : lines.values()) {
      line.removeIf(unwanted);
      size += line.size();
    }
    turns.removeIf(Line::isEmpty);
    lines.values().removeIf(Line::isEmpty);
  }

  public void clear() {
    lines.clear();
    turns.clear();
    size = 0;
  }

  /** The things of one owner: nearly always all of the same priority, 0. */
  private static final class Line<E> {

    private final Object owner;
    private final Deque<E> ordinary = new ArrayDeque<>();
    private @Nullable TreeMap<Integer, Deque<E>> others;

    Line(Object owner) {
      this.owner = owner;
    }

    void add(int priority, E thing) {
      if (priority == 0) {
        ordinary.add(thing);
        return;
      }
      if (others == null) {
        others = new TreeMap<>(Comparator.reverseOrder());
      }
      others.computeIfAbsent(priority, p -> new ArrayDeque<>()).add(thing);
    }

    E peek() {
      return highest().element();
    }

    E poll() {
      Deque<E> rank = highest();
      E thing = rank.remove();
      TreeMap<Integer, Deque<E>> ranks = others;
      if (ranks != null && rank.isEmpty()) {
        ranks.values().removeIf(Deque::isEmpty);
        others = ranks.isEmpty() ? null : ranks;
      }
      return thing;
    }

    /** Of the first. */
    int priority() {
      TreeMap<Integer, Deque<E>> ranks = others;
      return ranks == null || highest() == ordinary ? 0 : ranks.firstKey();
    }

    private Deque<E> highest() {
      TreeMap<Integer, Deque<E>> ranks = others;
      return ranks == null || (ranks.firstKey() < 0 && !ordinary.isEmpty())
          ? ordinary
          : ranks.firstEntry().getValue();
    }

    void removeIf(Predicate<E> unwanted) {
      ordinary.removeIf(unwanted);
      if (others != null) {
        others.values().forEach(rank -> rank.removeIf(unwanted));
        others.values().removeIf(Deque::isEmpty);
        if (others.isEmpty()) {
          others = null;
        }
      }
    }

    int size() {
      int count = ordinary.size();
      if (others != null) {
        for (Deque<E> rank : others.values()) {
          count += rank.size();
        }
      }
      return count;
    }

    boolean isEmpty() {
      return ordinary.isEmpty() && others == null;
    }
  }
}
