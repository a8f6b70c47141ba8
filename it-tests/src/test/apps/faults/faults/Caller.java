package faults;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import dev.weft.error.ActorDiedException;
import dev.weft.error.ClusterUnavailableException;
import dev.weft.error.GetTimeoutException;
import dev.weft.error.OutcomeUnknownException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes one call after the other, some of them before the last has returned, until it is told to stop. */
final class Caller implements Runnable {

  private final int index;
  private final Actors actors;
  private final Recorder recorder;
  private final Progress progress;
  private final Random random;
  private final Map<Integer, Long> seen = new HashMap<>();
  private final List<Pending> pending = new ArrayList<>();
  private volatile boolean stopped;

  /** A call that was made. */
  private record Pending(int place, int register, ObjectRef<Long> ref) {}

  Caller(int index, Actors actors, Recorder recorder, Progress progress) {
    this.index = index;
    this.actors = actors;
    this.recorder = recorder;
    this.progress = progress;
    this.random = new Random(Settings.SEED * 31 + index);
  }

  void stop() {
    stopped = true;
  }

  @Override
  public void run() {
    while (!stopped && !recorder.isFull()) {
      int burst = 1 + random.nextInt(Settings.BURST);
      for (int i = 0; i < burst && !recorder.isFull(); i++) {
        callOne();
      }
      pending.forEach(this::await);
      pending.clear();
      LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(Settings.PAUSE_MICROS)));
    }
  }

  private void callOne() {
    if (random.nextInt(10) == 0) {
      visit(actors.former(random));
      return;
    }
    int number = actors.next(random.nextInt(Settings.ACTORS));
    switch (random.nextInt(4)) {
      case 0, 1 -> ledger(number);
      case 2 -> register(number);
      default -> counter(number);
    }
  }

  /** Looks at an actor that nobody may have called for long. */
  private void visit(int number) {
    switch (random.nextInt(3)) {
      case 0 -> {
        if (isThere('s', number, () -> actors.ledger(number))) {
          int place = recorder.invoke('s', number, 0, 0);
          add(place, () -> size(actors.ledger(number)));
        }
      }
      case 1 -> {
        if (isThere('r', number, () -> actors.register(number))) {
          int place = recorder.invoke('r', number, 0, 0);
          add(place, number, () -> read(actors.register(number)));
        }
      }
      default -> {
        if (isThere('=', number, () -> actors.counter(number))) {
          int place = recorder.invoke('=', number, 0, 0);
          add(place, () -> get(actors.counter(number)));
        }
      }
    }
  }

  private void ledger(int number) {
    if (!isThere('s', number, () -> actors.ledger(number))) {
      return;
    }
    long id = recorder.nextId();
    switch (random.nextInt(10)) {
      case 0 -> {
        int place = recorder.invoke('f', number, id, 0);
        add(place, () -> refuse(actors.ledger(number), id));
      }
      case 1, 2 -> {
        int place = recorder.invoke('s', number, 0, 0);
        add(place, () -> size(actors.ledger(number)));
      }
      default -> {
        int place = recorder.invoke('a', number, id, 0);
        add(place, () -> append(actors.ledger(number), id));
      }
    }
  }

  private void register(int number) {
    if (!isThere('r', number, () -> actors.register(number))) {
      return;
    }
    long id = recorder.nextId();
    switch (random.nextInt(3)) {
      case 0 -> {
        int place = recorder.invoke('w', number, id, 0);
        add(place, () -> write(actors.register(number), id));
      }
      case 1 -> {
        int place = recorder.invoke('r', number, 0, 0);
        add(place, number, () -> read(actors.register(number)));
      }
      default -> {
        long expected = seen.getOrDefault(number, 0L);
        int place = recorder.invoke('c', number, id, expected);
        add(place, () -> replace(actors.register(number), expected, id));
      }
    }
  }

  private void counter(int number) {
    if (!isThere('=', number, () -> actors.counter(number))) {
      return;
    }
    if (random.nextInt(4) == 0) {
      int place = recorder.invoke('=', number, 0, 0);
      add(place, () -> get(actors.counter(number)));
    } else {
      long step = 1 + random.nextInt(9);
      int place = recorder.invoke('+', number, step, 0);
      add(place, () -> add(actors.counter(number), step));
    }
  }

  /** Finds or creates an actor, which takes its own time. If that fails, a call has failed so. */
  private boolean isThere(char reading, int number, Runnable finding) {
    try {
      finding.run();
      return true;
    } catch (Throwable e) {
      fail(recorder.invoke(reading, number, 0, 0), e);
      return false;
    }
  }

  private static ObjectRef<Long> append(Ledger ledger, long id) {
    return Weft.remote(() -> ledger.append(id));
  }

  private static ObjectRef<Long> refuse(Ledger ledger, long id) {
    return Weft.remote(() -> ledger.refuse(id));
  }

  private static ObjectRef<Long> size(Ledger ledger) {
    return Weft.remote(() -> ledger.size());
  }

  private static ObjectRef<Long> write(Register register, long value) {
    return Weft.remote(() -> register.write(value));
  }

  private static ObjectRef<Long> read(Register register) {
    return Weft.remote(() -> register.read());
  }

  private static ObjectRef<Long> replace(Register register, long expected, long value) {
    return Weft.remote(() -> register.replace(expected, value));
  }

  private static ObjectRef<Long> add(Counter counter, long step) {
    return Weft.remote(() -> counter.add(step));
  }

  private static ObjectRef<Long> get(Counter counter) {
    return Weft.remote(() -> counter.get());
  }

  /** Calls the actor. */
  private interface Making {
    ObjectRef<Long> call();
  }

  private void add(int place, Making making) {
    add(place, -1, making);
  }

  private void add(int place, int register, Making making) {
    try {
      pending.add(new Pending(place, register, making.call()));
    } catch (Throwable e) {
      fail(place, e);
    }
  }

  private void await(Pending call) {
    try {
      long value = call.ref().get(Settings.HUNG);
      recorder.end(call.place(), 'v', value);
      if (call.register() >= 0) {
        seen.put(call.register(), value);
      }
      progress.replied(index);
    } catch (Throwable e) {
      fail(call.place(), e);
    }
  }

  private void fail(int place, Throwable failure) {
    char outcome = 'x';
    if (failure instanceof RefusedException) {
      outcome = 'f';
    } else if (failure instanceof ActorDiedException) {
      outcome = 'd';
    } else if (failure instanceof ClusterUnavailableException) {
      outcome = 'u';
    } else if (failure instanceof OutcomeUnknownException) {
      outcome = '?';
    } else if (failure instanceof GetTimeoutException) {
      outcome = 'h';
    }
    recorder.fail(place, outcome, failure);
  }
}
