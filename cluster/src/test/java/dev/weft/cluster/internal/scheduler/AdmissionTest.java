package dev.weft.cluster.internal.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.spi.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  private static final Demand GPU = Demand.ONE_CPU.withCpus(0).withResource("gpu", 1);

  private final Admission admission =
      new Admission(Demand.ONE_CPU.withCpus(2).withResource("gpu", 1).withMemory(100));

  @Test
  void shouldBeginAsManyAsThereAreProcessorsFor() {
    Body half = body(Demand.ONE_CPU.withCpus(0.5));
    for (int i = 0; i < 5; i++) {
      admission.add("job", 0, half);
    }

    assertThat(begun()).hasSize(4);
    admission.end(half.claim());
    assertThat(begun()).hasSize(1);
    assertThat(admission.own().cpusTaken()).isEqualTo(2000);
  }

  @Test
  void shouldNotDrift() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Demand tenth = Demand.ONE_CPU.withCpus(0.1).withResource("gpu", 0.1);
    List<Claim> running = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      admission.add("job", 0, body(tenth));
      begun().forEach(body -> running.add(Admission.claimOf(body)));
      if (running.size() == 10 || random.nextBoolean()) {
        admission.end(running.remove(running.size() - 1));
      }
      assertThat(running).as("seed " + seed).hasSizeLessThanOrEqualTo(10);
    }
    for (Claim claim : running) {
      admission.end(claim);
    }

    assertThat(admission.own().taken()).hasToString("cpus=0");
  }

  @Test
  void shouldGoOnBesideWhatWaitsForSomethingElse() {
    admission.add("job", 0, body(GPU));
    admission.add("job", 0, body(GPU));
    admission.add("job", 0, new Body("plain", Claim.ORDINARY));

    assertThat(begun()).extracting(AdmissionTest::name).containsExactlyInAnyOrder("b", "plain");
    assertThat(admission.size()).isEqualTo(1);
  }

  @Test
  void shouldNotLetALargeDemandStarveBehindSmallOnes() {
    Body large = new Body("large", Claim.of(Demand.ONE_CPU.withCpus(2)));
    admission.add("job", 0, new Body("small", Claim.ORDINARY));
    admission.add("job", 0, new Body("small", Claim.ORDINARY));
    assertThat(begun()).hasSize(2);
    admission.add("job", 0, large);
    int rounds = 0;
    List<Runnable> begun = List.of();
    while (!begun.contains(large)) {
      admission.add("job", 0, new Body("small", Claim.ORDINARY));
      admission.end(Claim.ORDINARY);
      begun = begun();
      rounds++;
      assertThat(rounds).as("rounds until the large one begins").isLessThan(5);
    }

    assertThat(begun).containsExactly(large);
    admission.end(large.claim());
    assertThat(begun()).isNotEmpty();
  }

  @Test
  void shouldNotLetLargeDemandsStarveSmallOnesEither() {
    for (int i = 0; i < 10; i++) {
      admission.add("job", 0, new Body("large", Claim.of(Demand.ONE_CPU.withCpus(2))));
      admission.add("job", 0, new Body("small", Claim.ORDINARY));
    }
    List<String> order = new ArrayList<>();
    while (admission.size() > 0) {
      List<Runnable> begun = begun();
      begun.forEach(body -> order.add(name(body)));
      begun.forEach(body -> admission.end(Admission.claimOf(body)));
    }

    assertThat(order.indexOf("small")).isLessThan(3);
    assertThat(order.lastIndexOf("large")).isGreaterThan(15);
  }

  @Test
  void shouldGiveBackProcessorsButNothingElseWhileABodyWaits() {
    Body body = body(Demand.ONE_CPU.withCpus(2).withResource("gpu", 1));
    admission.add("job", 0, body);
    begun();
    admission.add("job", 0, body(GPU));
    admission.add("job", 0, new Body("plain", Claim.ORDINARY));
    assertThat(begun()).isEmpty();

    admission.pause(body.claim());

    assertThat(begun()).extracting(AdmissionTest::name).containsExactly("plain");
    assertThat(admission.own().taken()).hasToString("cpus=1, gpu=1");
    admission.resume(body.claim());
    assertThat(admission.own().cpusTaken()).as("overbooked").isEqualTo(3000);
    admission.end(body.claim());
    assertThat(begun()).hasSize(1);
  }

  @Test
  void shouldBoundThoseThatTakeNoProcessor() {
    for (int i = 0; i < 2 * Ledger.MAX_FREE_RIDERS; i++) {
      admission.add("job", 0, body(Demand.ONE_CPU.withCpus(0)));
    }

    assertThat(begun()).hasSize(Ledger.MAX_FREE_RIDERS);
  }

  @Test
  void shouldKeepABundleForThoseThatRunInIt() {
    BundleId id = new BundleId(new java.util.UUID(0, 1), 0);
    boolean[] isMade = new boolean[1];
    admission.add("g", 0, new Reservation(id, Demand.ONE_CPU, () -> isMade[0] = true));
    assertThat(begun()).isEmpty();
    admission.takeGranted().forEach(Runnable::run);
    assertThat(isMade[0]).isTrue();

    Body inside = new Body("inside", new Claim(Demand.ONE_CPU, id));
    admission.add("job", 0, inside);
    admission.add("job", 0, inside);
    admission.add("job", 0, new Body("plain", Claim.ORDINARY));
    admission.add("job", 0, new Body("plain", Claim.ORDINARY));
    assertThat(begun())
        .extracting(AdmissionTest::name)
        .containsExactlyInAnyOrder("inside", "plain");

    admission.free(id);
    assertThat(begun()).as("what runs in the bundle still has it").isEmpty();
    admission.end(inside.claim());
    assertThat(begun()).extracting(AdmissionTest::name).containsExactly("plain");
    assertThat(admission.mayFit(inside.claim())).isFalse();
  }

  @Test
  void shouldDropWhatWasTakenOutOfItsTurn() {
    Body gone = body(GPU);
    gone.isTaken = true;
    admission.add("job", 0, gone);
    admission.add("job", 0, new Body("plain", Claim.ORDINARY));

    assertThat(begun()).extracting(AdmissionTest::name).containsExactly("plain");
    assertThat(admission.isPlain()).isTrue();
    assertThat(admission.size()).isZero();
  }

  private List<Runnable> begun() {
    List<Runnable> begun = new ArrayList<>();
    for (Runnable next = admission.poll(); next != null; next = admission.poll()) {
      begun.add(next);
    }
    return begun;
  }

  private static Body body(Demand demand) {
    return new Body("b", Claim.of(demand));
  }

  private static String name(Runnable body) {
    return ((Body) body).name;
  }

  private static final class Body implements Work {

    private final String name;
    private final Claim claim;
    private boolean isTaken;

    Body(String name, Claim claim) {
      this.name = name;
      this.claim = claim;
    }

    @Override
    public boolean isTaken() {
      return isTaken;
    }

    @Override
    public Claim claim() {
      return claim;
    }

    @Override
    public void run() {}
  }
}
