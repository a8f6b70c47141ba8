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
  /** A member and a driver on one side, the others on the other. */
  SPLIT(true) {
    @Override
    String strike(Rig rig, Random random) {
      List<Namespace> minority =
          List.of(
              anyPlace(rig, random),
              rig.driverPlaces().get(random.nextInt(rig.driverPlaces().size())));
      List<Namespace> majority = new ArrayList<>(rig.network().places());
      majority.removeAll(minority);
      rig.network().cut(minority, majority);
      return minority + " are cut off from the others for " + rig.holdCut(random);
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
