package dev.weft.it.faults;

import dev.weft.it.faults.nodes.Member;
import dev.weft.it.faults.nodes.Namespace;
import dev.weft.it.kit.JavaProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What is done to a rig: each from the blow until it is over. Who is harmed, and for how long, is
 * drawn. Members that have died are replaced afterwards.
 */
enum Fault {
  /** A member is killed: owner of some actors, backup of others. */
  KILL(false) {
    @Override
    String strike(Rig rig, Random random) {
      return kill(rig.anyMember(random));
    }
  },
  /** The member that was there first, which rules the cluster's table, is killed. */
  KILL_OLDEST(false) {
    @Override
    String strike(Rig rig, Random random) {
      return kill(rig.members().alive().get(0));
    }
  },
  /** A member is killed while a new one joins and partitions move to it. */
  KILL_WHILE_JOINING(false) {
    @Override
    String strike(Rig rig, Random random) {
      Member victim = rig.anyMember(random);
      Member joining = rig.members().begin(victim.place(), List.of());
      rig.hold(Duration.ofMillis(random.nextInt(3_000)));
      String killed = kill(victim);
      return killed
          + (joining.serves() ? " while " + joining + " joins" : " and a new one gives up");
    }
  },
  /** A member dies before, in, or after a method of an actor. */
  FAILPOINT_METHOD(false) {
    @Override
    String strike(Rig rig, Random random) {
      return halt(rig, random, 50, "before-method", "after-method");
    }
  },
  /** A member dies before it makes a version of an actor, or once its follower has that. */
  FAILPOINT_COMMIT(false) {
    @Override
    String strike(Rig rig, Random random) {
      return halt(rig, random, 40, "before-commit", "after-commit");
    }
  },
  /** A member dies that follows: before it takes a version, says so, or after that. */
  FAILPOINT_BACKUP(false) {
    @Override
    String strike(Rig rig, Random random) {
      return halt(
          rig, random, 40, "before-take", "before-acknowledgement", "after-acknowledgement");
    }
  },
  /** A member dies before or after it answers a call. */
  FAILPOINT_REPLY(false) {
    @Override
    String strike(Rig rig, Random random) {
      return halt(rig, random, 50, "before-reply", "after-reply");
    }
  },
  /** A member dies at a step of a take-over: as the one that takes over, or is asked to. */
  FAILPOINT_TAKE_OVER(false) {
    @Override
    String strike(Rig rig, Random random) {
      return halt(
          rig,
          random,
          8,
          "before-promise",
          "after-promise",
          "before-fetch",
          "after-fetch",
          "before-copy",
          "after-copy",
          "before-announce",
          "amid-announce",
          "after-announce",
          "before-serve",
          "after-serve");
    }
  },
  /**
   * Two of five members are killed, the second perhaps before what was on the first is on another
   * one: the only fault by which actors may be lost, those that both had.
   */
  KILL_TWO(false) {
    @Override
    String strike(Rig rig, Random random) {
      for (int i = 0; i < 2; i++) {
        rig.members().start(rig.anyMember(random).place(), List.of());
      }
      rig.awaitSafety();
      List<Member> members = new ArrayList<>(rig.members().alive());
      Collections.shuffle(members, random);
      List<Member> dying = members.subList(0, 2);
      int millis = random.nextInt(1_500);
      kill(dying.get(0));
      rig.hold(Duration.ofMillis(millis));
      if (!rig.members().isSafe()) {
        rig.dieTogether(dying);
      }
      kill(dying.get(1));
      return dying + " are killed, " + millis + " ms apart";
    }
  },
  /** A member is told to leave, and hands over what it holds. */
  LEAVE(false) {
    @Override
    String strike(Rig rig, Random random) {
      Member member = rig.anyMember(random);
      member.process().terminate();
      return member + " is told to leave";
    }
  },
  /** A driver is killed, its calls under way and its actors with it. */
  KILL_DRIVER(false) {
    @Override
    String strike(Rig rig, Random random) {
      List<JavaProcess> drivers = rig.drivers().alive();
      JavaProcess driver = drivers.get(random.nextInt(drivers.size()));
      driver.kill();
      rig.completeDrivers();
      return driver.name() + " is killed";
    }
  },
  /** A member stands still, for less than it takes to count as dead. */
  SHORT_PAUSE(false) {
    @Override
    String strike(Rig rig, Random random) {
      return pause(rig, rig.anyMember(random), 1_000 + random.nextInt(5_000));
    }
  },
  /** A member stands still until the others have gone on without it, and wakes up. */
  LONG_PAUSE(false) {
    @Override
    String strike(Rig rig, Random random) {
      return pause(rig, rig.anyMember(random), 12_000 + random.nextInt(6_000));
    }
  },
  /** A member is cut off from all others, drivers too. */
  ISOLATE(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace victim = anyPlace(rig, random);
      rig.network().cut(List.of(victim), rig.network().places());
      return victim + " is cut off from all for " + rig.holdCut(random);
    }
  },
  /** A member is cut off from the other members, while drivers reach all. */
  ISOLATE_FROM_MEMBERS(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace victim = anyPlace(rig, random);
      rig.network().cut(List.of(victim), rig.memberPlaces());
      return victim + " is cut off from the members for " + rig.holdCut(random);
    }
  },
  /**
   * A member and a driver on one side, the others on the other. The driver's job may have ended
   * then, so it is killed and replaced.
   */
  SPLIT(true) {
    @Override
    String strike(Rig rig, Random random) {
      int index = random.nextInt(rig.driverPlaces().size());
      List<Namespace> minority = List.of(anyPlace(rig, random), rig.driverPlaces().get(index));
      List<Namespace> majority = new ArrayList<>(rig.network().places());
      majority.removeAll(minority);
      rig.network().cut(minority, majority);
      String time = rig.holdCut(random);
      rig.drivers().in(minority.get(1)).kill();
      return minority + " are cut off from the others for " + time;
    }
  },
  /** What a member sends to the others is lost; it hears them. */
  MUTE(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace victim = anyPlace(rig, random);
      rig.network().cutOneWay(List.of(victim), rig.network().places());
      return victim + " is not heard for " + rig.holdCut(random);
    }
  },
  /** What the others send to a member is lost; they hear it. */
  DEAF(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace victim = anyPlace(rig, random);
      rig.network().cutOneWay(rig.network().places(), List.of(victim));
      return victim + " hears nobody for " + rig.holdCut(random);
    }
  },
  /** Two members do not reach each other, and all others reach both. */
  PARTIAL(true) {
    @Override
    String strike(Rig rig, Random random) {
      List<Namespace> members = new ArrayList<>(rig.memberPlaces());
      Collections.shuffle(members, random);
      rig.network().cut(members.subList(0, 1), members.subList(1, 2));
      return members.subList(0, 2) + " are cut off from each other for " + rig.holdCut(random);
    }
  },
  /** A member is cut off and reached again, time after time. */
  FLAPPING(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace victim = anyPlace(rig, random);
      int times = 3 + random.nextInt(4);
      for (int i = 0; i < times; i++) {
        rig.network().cut(List.of(victim), rig.network().places());
        rig.hold(Duration.ofMillis(1_000 + random.nextInt(2_000)));
        rig.network().heal();
        rig.hold(Duration.ofMillis(500 + random.nextInt(1_500)));
      }
      return victim + " is cut off " + times + " times";
    }
  },
  /** A driver is cut off from one member. */
  CUT_DRIVER_FROM_MEMBER(true) {
    @Override
    String strike(Rig rig, Random random) {
      Namespace driver = rig.driverPlaces().get(random.nextInt(rig.driverPlaces().size()));
      Namespace member = anyPlace(rig, random);
      rig.network().cut(List.of(driver), List.of(member));
      return "driver " + driver + " does not reach " + member + " for " + rig.holdCut(random);
    }
  };

  /** A member that serves has its actors, and calls, long before. */
  private static final Duration TO_HALT = Duration.ofSeconds(5);

  private final boolean needsNetwork;

  Fault(boolean needsNetwork) {
    this.needsNetwork = needsNetwork;
  }

  /**
   * Does it, and returns when it is over.
   *
   * @return what was done to whom
   */
  abstract String strike(Rig rig, Random random);

  boolean needsNetwork() {
    return needsNetwork;
  }

  /** Those that are possible on a rig. */
  static List<Fault> on(Rig rig) {
    return Stream.of(values()).filter(f -> rig.hasNetwork() || !f.needsNetwork).toList();
  }

  private static String kill(Member member) {
    member.process().kill();
    return member + " is killed";
  }

  /**
   * A member joins that dies at a point, or, if it does not come to that, is killed.
   *
   * @param most the last pass of the point at which it may
   */
  private static String halt(Rig rig, Random random, int most, String... points) {
    String point = points[random.nextInt(points.length)] + ":" + (1 + random.nextInt(most));
    Member member =
        rig.members()
            .begin(rig.anyMember(random).place(), List.of("-Dweft.test.failpoint=" + point));
    boolean hasEnded = !member.serves() || member.process().endsWithin(TO_HALT);
    if (!hasEnded) {
      member.process().kill();
    } else if (!member.hasHalted()) {
      throw new AssertionError(member + " ended with " + member.process().exitCode() + ".");
    }
    return hasEnded ? "a new member halts at " + point : "a new one is killed, not at " + point;
  }

  private static String pause(Rig rig, Member member, int millis) {
    member.process().pause();
    rig.hold(Duration.ofMillis(millis));
    member.process().resume();
    return member + " stands still for " + millis + " ms";
  }

  private static Namespace anyPlace(Rig rig, Random random) {
    return (Namespace) rig.anyMember(random).place();
  }
}
