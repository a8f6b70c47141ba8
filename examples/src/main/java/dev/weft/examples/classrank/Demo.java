package dev.weft.examples.classrank;

import dev.weft.Weft;
import dev.weft.WeftConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Runs class rank with Weft and without, prints both, and says whether they agree.
 *
 * <p>Exit codes: 0 the answers agree, 1 they do not or it failed, 2 the arguments make no sense.
 */
public final class Demo {

  /** How far apart two ranks may be and still be the same. */
  private static final double TOLERANCE = 1e-9;

  private static final int KILL_AT_PERCENT = 30;

  private final DemoOptions options;
  private final Screen screen;
  private boolean killed;

  private Demo(DemoOptions options, Screen screen) {
    this.options = options;
    this.screen = screen;
  }

  public static void main(String[] args) {
    Screen screen = Screen.standard();
    int exit;
    try {
      exit = new Demo(DemoOptions.parse(args), screen).run() ? 0 : 1;
    } catch (DemoOptions.Unusable e) {
      screen.line(e.text());
      exit = 2;
    } catch (RuntimeException e) {
      e.printStackTrace(); // of a program's main: the reader wants all of it
      exit = 1;
    }
    System.exit(exit);
  }

  private boolean run() {
    screen.line("Class rank: which classes hold the JDK together?");
    screen.line("");
    ClassList classes = options.small() ? ClassList.ofModule("java.base") : ClassList.ofThisJdk();
    screen.line(
        "  JDK    %s: %,d classes of %s, %d MiB",
        classes.jdk(),
        classes.size(),
        options.small() ? "java.base" : classes.moduleCount() + " modules",
        classes.bytes() >> 20);

    Ranking cold = OneThread.run(classes);
    Ranking ranking = options.members() == 0 ? embedded(classes) : withMembers(classes);
    Ranking warm = OneThread.run(classes);
    return report(ranking, cold, warm);
  }

  private Ranking embedded(ClassList classes) {
    return rank(classes, WeftConfig.fromEnvironment(), () -> {});
  }

  private Ranking withMembers(ClassList classes) {
    try (Members members = Members.start(options.members(), Path.of(options.jar()))) {
      screen.line("  JVMs   %s, without a class of this program", members);
      return rank(classes, members.config(), () -> killYoungest(members));
    }
  }

  private Ranking rank(ClassList classes, WeftConfig config, Runnable atKillTime) {
    long start = System.nanoTime();
    Weft.init(config);
    String mode = Weft.context().mode();
    requireMode(mode, config);
    screen.line(
        "  Weft   %s, ready after %s",
        mode, Screen.seconds(Duration.ofNanos(System.nanoTime() - start)));
    Ranking ranking = ClassRank.run(classes, (done, all) -> parsed(done, all, atKillTime));
    Weft.shutdown();
    return ranking;
  }

  /** Without the agent it would all be plain Java, which is no demo unless that was asked for. */
  private void requireMode(String mode, WeftConfig config) {
    boolean asked = options.members() == 0 && config.isInline();
    if (mode.equals("inline") && !asked) {
      throw new DemoOptions.Unusable(
          "weft demo: this process has no agent. Start it with ./weft demo, or run it as plain Java"
              + " with -Dweft.mode=inline and without --members.");
    }
  }

  private void parsed(int done, int all, Runnable atKillTime) {
    screen.progress("parse", done, all);
    if (!killed && done * 100L >= (long) KILL_AT_PERCENT * all) {
      killed = true;
      atKillTime.run();
    }
  }

  private void killYoungest(Members members) {
    if (options.members() > 1) {
      screen.line("  kill   %s, with -9: its tasks run again elsewhere", members.killYoungest());
    }
  }

  private boolean report(Ranking ranking, Ranking cold, Ranking warm) {
    screen.line("");
    screen.line("                Weft   one thread, cold     warm");
    times(
        "parse",
        ranking.parseTime(),
        cold.parseTime(),
        warm.parseTime(),
        ranking.referenceCount(),
        "references");
    times(
        "rank",
        ranking.rankTime(),
        cold.rankTime(),
        warm.rankTime(),
        ranking.ranks().rounds(),
        "rounds");
    if (time(ranking).compareTo(time(warm)) > 0) {
      screen.line(
          "  A second's work gains nothing from more JVMs; what counts here is the answer.");
    }
    screen.line("");
    screen.table(ranking.top(10));
    screen.line("");
    double difference = ranking.difference(warm);
    boolean right = difference <= TOLERANCE;
    if (right) {
      screen.line(
          "Right: one thread gives the same %,d classes the same ranks, %s.",
          warm.classes().size(),
          difference == 0 ? "to the last bit" : String.format("within %.1e", difference));
    } else {
      screen.line("WRONG: the ranks differ from those of one thread by %.1e.", difference);
    }
    screen.next(options.members() > 0);
    return right;
  }

  private static Duration time(Ranking ranking) {
    return ranking.parseTime().plus(ranking.rankTime());
  }

  /** The one-thread pass ran before and after: in a JVM that is cold, and in one that is warm. */
  private void times(
      String phase, Duration weft, Duration cold, Duration warm, long count, String unit) {
    screen.line(
        "  %-6s %11s %18s %8s   %,9d %s",
        phase, Screen.seconds(weft), Screen.seconds(cold), Screen.seconds(warm), count, unit);
  }
}
