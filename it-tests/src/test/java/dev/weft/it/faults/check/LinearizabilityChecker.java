package dev.weft.it.faults.check;

import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Outcome.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Searches for an order of an actor's calls that explains all replies: each call at one instant
 * between its invocation and its return.
 *
 * <p>This is the algorithm of Wing and Gong, with the memory of Lowe: what matters of an attempt is
 * which calls it has placed and the state they led to, and the same is not tried twice. The set of
 * placed calls is remembered by 128 random bits, the exclusive or of those of its calls, so that a
 * step costs the same however long the history is. A call whose outcome is not known has no return:
 * it may be placed at any time after its invocation, or never, and is tried when nothing else fits.
 *
 * @param <S> the state of the model
 */
final class LinearizabilityChecker<S extends Object> {

  /** What a search has found. */
  enum Answer {
    LINEARIZABLE,
    NOT_LINEARIZABLE,
    /** It was given up. */
    UNDECIDED
  }

  /**
   * The end of a search.
   *
   * @param explanation where the longest attempt ended, empty if all is well
   * @param calls those one of which had to come next there
   * @param steps how many attempts were remembered
   */
  record Result(Answer answer, String explanation, List<Call> calls, int steps) {}

  private static final int DEFAULT_LIMIT = 1_000_000;

  private final Model<S> model;
  private final int limit;
  private final List<Call> known = new ArrayList<>();
  private final Entry first;
  private final Entry firstOpen;
  private final Set<Memory> tried = new HashSet<>();
  private final Deque<Step<S>> steps = new ArrayDeque<>();
  private S state;
  private long bits;
  private long moreBits;
  private int placed;
  private int longest = -1;
  private String explanation = "";
  private List<Call> culprits = List.of();

  private LinearizabilityChecker(Model<S> model, List<Call> calls, int limit) {
    this.model = model;
    this.limit = limit;
    this.state = model.initial();
    List<Call> open = new ArrayList<>();
    for (Call call : calls) {
      if (call.effect() == Effect.TOOK_PLACE) {
        known.add(call);
      } else if (call.effect() == Effect.UNKNOWN && !call.operation().isRead()) {
        open.add(call);
      }
    }
    SplittableRandom random = new SplittableRandom(known.size());
    this.first = Entry.ofKnown(known, random);
    this.firstOpen = Entry.ofOpen(open, random);
  }

  /** Checks the calls of one actor; those that did not take place are left out. */
  static <S> Result check(Model<S> model, List<Call> calls) {
    return check(model, calls, DEFAULT_LIMIT);
  }

  /** The same with another bound of what is tried. */
  static <S> Result check(Model<S> model, List<Call> calls, int limit) {
    return new LinearizabilityChecker<>(model, calls, limit).search();
  }

  private Result search() {
    @Nullable Entry entry = first.next;
    while (placed < known.size()) {
      if (entry == null) {
        explain();
        if (steps.isEmpty()) {
          return new Result(Answer.NOT_LINEARIZABLE, explanation, culprits, tried.size());
        }
        entry = after(takeBack());
      } else if (entry.isReturn()) {
        entry = openBefore(entry.nanos, firstOpen);
      } else if (place(entry)) {
        if (tried.size() > limit) {
          return new Result(Answer.UNDECIDED, explanation, culprits, tried.size());
        }
        entry = first.next;
      } else {
        entry = after(entry);
      }
    }
    return new Result(Answer.LINEARIZABLE, "", List.of(), tried.size());
  }

  /** The candidate after another: known ones up to the first return, then open ones. */
  private @Nullable Entry after(Entry entry) {
    return entry.isOpen ? openBefore(firstReturn(), entry) : entry.next;
  }

  private static @Nullable Entry openBefore(long nanos, Entry entry) {
    Entry next = entry.next;
    return next != null && next.nanos <= nanos ? next : null;
  }

  private long firstReturn() {
    Entry entry = first.next;
    while (entry != null && !entry.isReturn()) {
      entry = entry.next;
    }
    return entry == null ? Long.MAX_VALUE : entry.nanos;
  }

  private boolean place(Entry entry) {
    boolean isWrong = !entry.isOpen && model.reply(state, entry.call()) != entry.call().value();
    if (isWrong) {
      return false;
    }
    @Nullable S next = model.after(state, entry.call());
    if (next == null
        || !tried.add(new Memory(bits ^ entry.bits, moreBits ^ entry.moreBits, next))) {
      return false;
    }
    steps.push(new Step<>(entry, state));
    state = next;
    flip(entry);
    entry.lift();
    placed += entry.isOpen ? 0 : 1;
    return true;
  }

  private Entry takeBack() {
    Step<S> step = steps.pop();
    Entry entry = step.entry();
    entry.unlift();
    flip(entry);
    state = step.before();
    placed -= entry.isOpen ? 0 : 1;
    return entry;
  }

  private void flip(Entry entry) {
    bits ^= entry.bits;
    moreBits ^= entry.moreBits;
  }

  /** Remembers where the longest attempt ended. */
  private void explain() {
    if (placed <= longest) {
      return;
    }
    longest = placed;
    culprits = new ArrayList<>();
    Entry entry = first.next;
    for (; entry != null && !entry.isReturn(); entry = entry.next) {
      culprits.add(entry.call());
    }
    explanation =
        "no order explains the replies. After "
            + placed
            + " of "
            + known.size()
            + " calls the state is "
            + state
            + " in the attempt that goes farthest, and none of these can come next";
  }

  /** What has been tried. */
  private record Memory(long bits, long moreBits, Object state) {}

  /** A call that was placed, and the state before. */
  private record Step<S>(Entry entry, S before) {}

  /** An invocation or a return in a list by time; an invocation knows its return. */
  private static final class Entry {

    private final @Nullable Call call;
    private final boolean isOpen;
    private final long nanos;
    private final long bits;
    private final long moreBits;
    private final @Nullable Entry end;
    private @Nullable Entry previous;
    private @Nullable Entry next;

    private Entry(
        @Nullable Call call,
        boolean isOpen,
        long nanos,
        @Nullable Entry end,
        long bits,
        long moreBits) {
      this.call = call;
      this.isOpen = isOpen;
      this.nanos = nanos;
      this.end = end;
      this.bits = bits;
      this.moreBits = moreBits;
    }

    /** A list with a head that is no entry. */
    static Entry ofKnown(List<Call> calls, SplittableRandom random) {
      List<Entry> entries = new ArrayList<>();
      for (Call call : calls) {
        Entry end = new Entry(null, false, call.returnedNanos(), null, 0, 0);
        entries.add(end);
        entries.add(
            new Entry(call, false, call.invokedNanos(), end, random.nextLong(), random.nextLong()));
      }
      // At the same time invocations come first: such calls overlap.
      entries.sort(Comparator.<Entry>comparingLong(e -> e.nanos).thenComparing(Entry::isReturn));
      return linked(entries);
    }

    static Entry ofOpen(List<Call> calls, SplittableRandom random) {
      return linked(
          calls.stream()
              .sorted(Comparator.comparingLong(Call::invokedNanos))
              .map(
                  call ->
                      new Entry(
                          call,
                          true,
                          call.invokedNanos(),
                          null,
                          random.nextLong(),
                          random.nextLong()))
              .toList());
    }

    private static Entry linked(List<Entry> entries) {
      Entry head = new Entry(null, false, Long.MIN_VALUE, null, 0, 0);
      Entry last = head;
      for (Entry entry : entries) {
        last.next = entry;
        entry.previous = last;
        last = entry;
      }
      return head;
    }

    boolean isReturn() {
      return call == null;
    }

    Call call() {
      if (call == null) {
        throw new IllegalStateException("A return is not a call.");
      }
      return call;
    }

    /** Takes it out of the list, with its return. */
    void lift() {
      unlink();
      if (end != null) {
        end.unlink();
      }
    }

    /** Puts it back; the last that was lifted first. */
    void unlift() {
      if (end != null) {
        end.relink();
      }
      relink();
    }

    private void unlink() {
      if (previous != null) {
        previous.next = next;
      }
      if (next != null) {
        next.previous = previous;
      }
    }

    private void relink() {
      if (previous != null) {
        previous.next = this;
      }
      if (next != null) {
        next.previous = this;
      }
    }
  }
}
