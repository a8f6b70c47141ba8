package dev.weft.cluster.internal.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one caller's calls, by their numbers, which follow each other: a ring of those
 * from the first that is of interest on. Numbers far apart, which none but a broken caller has, are
 * in a map instead. Guarded by its line.
 */
final class CallWindow {

  private static final int FIRST_SIZE = 8;

  /** More than a caller has under way by far: its answers take more room than this. */
  private static final int MAX_SIZE = 1 << 20;

  private @Nullable Slot[] ring = new @Nullable Slot[FIRST_SIZE];

  /** Numbers from here on are in the ring, as many as it has room for. */
  private long first;

  /** The answers before this number are forgotten. */
  private long acknowledged;

  /** No number in the ring before this one waits. */
  private long firstWaiting;

  /** After the last number in the ring. */
  private long end;

  private int calls;
  private final Map<Long, Slot> strays = new TreeMap<>();

  /** What is known of a number; null for nothing. */
  @Nullable Slot find(long number) {
    Slot slot = number >= first && number < end ? ring[index(number)] : null;
    return slot != null || strays.isEmpty() ? slot : strays.get(number);
  }

  /** The same, with a place for it if there is none. */
  Slot at(long number) {
    Slot known = find(number);
    if (known != null) {
      return known;
    }
    Slot slot = new Slot();
    if (makesRoomFor(number)) {
      ring[index(number)] = slot;
    } else {
      strays.put(number, slot);
    }
    return slot;
  }

  /** It has not run, or is to run again. */
  void waits(long number) {
    at(number).isWaiting = true;
    firstWaiting = Math.min(firstWaiting, number);
  }

  /** A call is taken. */
  void open(IncomingCall call) {
    Slot slot = at(call.sequence());
    if (slot.call == null) {
      calls++;
    }
    slot.call = call;
  }

  /**
   * A call is answered.
   *
   * @param answer null if it is not to be kept
   */
  void close(long number, byte @Nullable [] answer) {
    Slot slot = answer == null ? find(number) : at(number);
    if (slot == null) {
      return;
    }
    if (slot.call != null) {
      slot.call = null;
      calls--;
    }
    if (answer != null) {
      slot.answer = answer;
    }
  }

  /** Forgets the answers before a number. */
  void acknowledge(long number) {
    for (long i = Math.max(first, acknowledged); i < Math.min(number, end); i++) {
      Slot slot = ring[index(i)];
      if (slot != null) {
        slot.answer = null;
      }
    }
    acknowledged = Math.max(acknowledged, number);
    while (first < Math.min(acknowledged, end) && isOver(ring[index(first)])) {
      ring[index(first++)] = null;
    }
    if (!strays.isEmpty()) {
      strays.forEach((i, slot) -> slot.answer = i < number ? null : slot.answer);
      strays.values().removeIf(CallWindow::isOver);
    }
  }

  private static boolean isOver(@Nullable Slot slot) {
    return slot == null || (slot.call == null && slot.answer == null && !slot.isWaiting);
  }

  /** Forgets everything. */
  void clear() {
    ring = new @Nullable Slot[FIRST_SIZE];
    first = 0;
    end = 0;
    acknowledged = 0;
    firstWaiting = 0;
    calls = 0;
    strays.clear();
  }

  boolean hasCalls() {
    return calls > 0;
  }

  /** Calls that are taken and not answered. */
  List<IncomingCall> calls() {
    List<IncomingCall> found = new ArrayList<>(calls);
    forEach(
        (number, slot) -> {
          if (slot.call != null) {
            found.add(slot.call);
          }
        });
    return found;
  }

  void answers(BiConsumer<Long, byte[]> action) {
    forEach(
        (number, slot) -> {
          if (slot.answer != null) {
            action.accept(number, slot.answer);
          }
        });
  }

  /** The first number before a limit that waits; the limit if there is none. */
  long firstWaiting(long limit) {
    long last = Math.min(limit, end);
    long number = Math.max(firstWaiting, first);
    while (number < last && !isWaiting(number)) {
      number++;
    }
    firstWaiting = number;
    long found = number < last ? number : limit;
    for (Map.Entry<Long, Slot> stray : strays.entrySet()) {
      if (stray.getValue().isWaiting) {
        return Math.min(found, stray.getKey());
      }
    }
    return found;
  }

  private boolean isWaiting(long number) {
    Slot slot = ring[index(number)];
    return slot != null && slot.isWaiting;
  }

  private void forEach(BiConsumer<Long, Slot> action) {
    for (long number = first; number < end; number++) {
      Slot slot = ring[index(number)];
      if (slot != null) {
        action.accept(number, slot);
      }
    }
    strays.forEach(action);
  }

  /** Whether a number is within the ring, which grows for it if need be. */
  private boolean makesRoomFor(long number) {
    if (first == end) {
      first = number;
      end = number;
      firstWaiting = number;
    }
    if (number < first || number - first >= MAX_SIZE) {
      return false;
    }
    if (number - first >= ring.length) {
      grow(number - first + 1);
    }
    end = Math.max(end, number + 1);
    return true;
  }

  private void grow(long least) {
    int size = ring.length;
    while (size < least) {
      size *= 2;
    }
    @Nullable Slot[] larger = new @Nullable Slot[size];
    for (long number = first; number < end; number++) {
      larger[(int) (number & (size - 1))] = ring[index(number)];
    }
    ring = larger;
  }

  private int index(long number) {
    return (int) (number & (ring.length - 1));
  }

  /** What is known of one call. */
  static final class Slot {

    /** It is here and not answered. */
    @Nullable IncomingCall call;

    /** What it was answered, and may be asked for again. */
    byte @Nullable [] answer;

    /** It has not run. */
    boolean isWaiting;
  }
}
