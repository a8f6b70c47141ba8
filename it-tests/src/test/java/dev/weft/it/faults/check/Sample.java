package dev.weft.it.faults.check;

import dev.weft.it.faults.history.ActorId;
import dev.weft.it.faults.history.ActorId.Kind;
import dev.weft.it.faults.history.Call;
import dev.weft.it.faults.history.Ending;
import dev.weft.it.faults.history.History;
import dev.weft.it.faults.history.Operation;
import dev.weft.it.faults.history.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.random.RandomGenerator;

/** A history that is written down, or drawn at random from actors that behave. */
final class Sample {

  static final ActorId LEDGER = new ActorId(Kind.LEDGER, 1);
  static final ActorId REGISTER = new ActorId(Kind.REGISTER, 1);
  static final ActorId COUNTER = new ActorId(Kind.COUNTER, 1);

  private final ActorId actor;
  private final List<Call> calls = new ArrayList<>();

  Sample(ActorId actor) {
    this.actor = actor;
  }

  /** A call with a reply. */
  Sample call(int caller, Operation operation, long argument, long from, long to, long value) {
    return add(id(caller), operation, argument, 0, from, to, Outcome.VALUE, value);
  }

  /** An append with a reply; its id is the caller's next. */
  Sample append(int caller, long from, long to, long value) {
    long id = id(caller);
    return add(id, Operation.APPEND, id, 0, from, to, Outcome.VALUE, value);
  }

  /** An append that ended otherwise. */
  Sample append(int caller, long from, long to, Outcome outcome) {
    long id = id(caller);
    return add(id, Operation.APPEND, id, 0, from, to, outcome, 0);
  }

  /** A write that ended without a reply. */
  Sample write(int caller, long argument, long from, Outcome outcome) {
    return add(id(caller), Operation.WRITE, argument, 0, from, from + 1, outcome, 0);
  }

  /** A replacement of a value. */
  Sample cas(int caller, long expected, long argument, long from, long to, boolean isDone) {
    return add(
        id(caller), Operation.CAS, argument, expected, from, to, Outcome.VALUE, isDone ? 1 : 0);
  }

  private Sample add(
      long id,
      Operation operation,
      long argument,
      long expected,
      long from,
      long to,
      Outcome outcome,
      long value) {
    calls.add(new Call(id, actor, operation, argument, expected, from, to, outcome, value, ""));
    return this;
  }

  /** The id of a caller's call, counted from 1. */
  static long id(int caller, int number) {
    return caller * Call.IDS_PER_CALLER + number;
  }

  private long id(int caller) {
    return id(caller, (int) calls.stream().filter(call -> call.caller() == caller).count() + 1);
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** With what the actor has at the end. */
  History endingWith(long... contents) {
    return new History(calls, Map.of(actor, Ending.of(contents)));
  }

  History unread() {
    return new History(calls, Map.of());
  }

  History unreadable() {
    return unreadable("it is dead");
  }

  History unreadable(String why) {
    return new History(calls, Map.of(actor, Ending.unreadable(why)));
  }

  /** Calls that overlap, of an actor that takes each at a random instant of its time. */
  static History drawn(ActorId actor, int count, RandomGenerator random, LongUnaryOperator update) {
    return new Drawing(actor, random).draw(count, update);
  }

  /** The calls that a good actor got, some of which their callers do not know the end of. */
  private static final class Drawing {

    private static final int CALLERS = 5;
    private static final int UNKNOWN_IN = 40;

    private final Sample sample;
    private final RandomGenerator random;
    private final List<Long> list = new ArrayList<>();
    private long value;

    Drawing(ActorId actor, RandomGenerator random) {
      this.sample = new Sample(actor);
      this.random = random;
    }

    History draw(int count, LongUnaryOperator update) {
      long[] free = new long[CALLERS];
      long now = 0;
      for (int i = 0; i < count; i++) {
        // One call takes effect at each instant; it began and ends so that its caller's do not
        // overlap.
        now += 10;
        int caller = random.nextInt(CALLERS);
        long from = Math.max(free[caller] + 1, now - random.nextInt(60));
        now = Math.max(now, from + 1);
        long to = now + 1 + random.nextInt(60);
        free[caller] = to;
        take(caller + 1, from, to, update);
      }
      long[] ending =
          sample.actor.equals(LEDGER)
              ? list.stream().mapToLong(id -> id).toArray()
              : new long[] {value};
      return sample.endingWith(ending);
    }

    private void take(int caller, long from, long to, LongUnaryOperator update) {
      boolean isUnknown = random.nextInt(UNKNOWN_IN) == 0;
      boolean isRead = random.nextInt(4) == 0;
      long id = sample.id(caller);
      switch (sample.actor.kind()) {
        case LEDGER -> {
          if (isRead) {
            sample.call(caller, Operation.SIZE, 0, from, to, list.size());
          } else if (isUnknown) {
            sample.append(caller, from, to, Outcome.UNKNOWN);
            if (random.nextBoolean()) {
              list.add(id);
            }
          } else {
            list.add(id);
            sample.append(caller, from, to, list.size());
          }
        }
        case REGISTER -> {
          if (isRead) {
            sample.call(caller, Operation.READ, 0, from, to, value);
          } else if (isUnknown) {
            sample.write(caller, id, from, Outcome.UNKNOWN);
            value = random.nextBoolean() ? id : value;
          } else if (random.nextBoolean()) {
            value = id;
            sample.call(caller, Operation.WRITE, id, from, to, 0);
          } else {
            long expected = random.nextBoolean() ? value : id;
            sample.cas(caller, expected, id, from, to, expected == value);
            value = expected == value ? id : value;
          }
        }
        case COUNTER -> {
          long step = isRead ? 0 : update.applyAsLong(id);
          value += step;
          sample.call(caller, isRead ? Operation.GET : Operation.ADD, step, from, to, value);
        }
      }
    }
  }
}
