package dev.weft.cluster.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.cluster.Address;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Members are numbered by age; the ids compare as the numbers do. */
final class CourseTest {

  private static final UUID CLUSTER = id(100);

  private static UUID id(int number) {
    return new UUID(0, number);
  }

  private static List<UUID> ids(int... numbers) {
    return Arrays.stream(numbers).mapToObj(CourseTest::id).toList();
  }

  private static Standing agreed(int version, boolean isCutOff, int... members) {
    return new Standing(version, ids(members), isCutOff, false);
  }

  private static Part part(UUID lineage, List<UUID> listed, Standing standing, long unchanged) {
    try {
      return new Part(
          lineage,
          listed.get(0),
          new Address("127.0.0.1", 5701),
          listed.get(0),
          listed,
          List.of(),
          standing,
          true,
          false,
          unchanged);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Part part(Standing standing, int... listed) {
    return part(CLUSTER, ids(listed), standing, 0);
  }

  private static Part blank(Part part) {
    return new Part(
        part.lineage(),
        part.member(),
        part.master(),
        part.masterId(),
        part.listed(),
        part.addresses(),
        part.standing(),
        part.hasBelonged(),
        true,
        part.unchangedMillis());
  }

  @Test
  void shouldStartAfreshWhenALaterAgreementLeavesItOut() {
    Part left = part(agreed(1, true, 1, 2, 3), 3);
    Part others = part(agreed(2, false, 1, 2), 1, 2);

    assertThat(Course.of(left, others)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(others, left)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldStartAfreshAlsoWhileItStillListsTheOthers() {
    Part resumed = part(agreed(1, false, 1, 2, 3), 1, 2, 3);
    Part others = part(agreed(2, false, 2, 3), 2, 3);

    assertThat(Course.of(resumed, others)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(others, resumed)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldRejoinAsItIsWhenNobodyCouldAgreeOnAnything() {
    Part oldest = part(agreed(1, true, 1, 2, 3), 1);
    Part middle = part(agreed(1, true, 1, 2, 3), 2);
    Part pair = part(agreed(1, true, 1, 2, 3, 4, 5), 4, 5);
    Part single = part(agreed(1, true, 1, 2, 3, 4, 5), 1);

    assertThat(Course.of(middle, oldest)).isEqualTo(Course.REJOIN);
    assertThat(Course.of(oldest, middle)).isEqualTo(Course.STAY);
    assertThat(Course.of(single, pair)).isEqualTo(Course.REJOIN);
    assertThat(Course.of(pair, single)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldNeverLeaveThePartThatCanAgree() {
    Part able = part(agreed(1, false, 1, 2, 3), 1, 2);
    Part cutOff = part(agreed(1, true, 1, 2, 3), 3);

    assertThat(Course.of(cutOff, able)).isEqualTo(Course.REJOIN);
    assertThat(Course.of(able, cutOff)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldWaitWhileOneStillCountsTheOtherAmongItsOwn() {
    Part cutOff = part(agreed(1, true, 1, 2, 3), 3);
    Part others = part(agreed(1, false, 1, 2, 3), 1, 2, 3);

    assertThat(Course.of(cutOff, others)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldGiveWayWithoutAnAgreementAsTheSmallerPart() {
    Part small = part(Standing.none(), 1);
    Part large = part(Standing.none(), 2, 3);

    assertThat(Course.of(small, large)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(large, small)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldGiveWayWithoutAnAgreementAsTheOneThatWasSuspended() {
    Part resumed = part(CLUSTER, ids(1), Standing.none(), 2_000);
    Part survivor = part(CLUSTER, ids(2), Standing.none(), 20_000);

    assertThat(Course.of(resumed, survivor)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(survivor, resumed)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldComeInWhereSomethingIsAgreedAlready() {
    Part newcomer = part(Standing.none(), 7);
    Part others = part(agreed(1, false, 8), 8);

    assertThat(Course.of(newcomer, others)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(others, newcomer)).isEqualTo(Course.STAY);
  }

  @Test
  void shouldJoinAnotherClusterOnlyWithNothingToLose() {
    Part one = part(id(200), ids(1), Standing.none(), 0);
    Part other = part(id(201), ids(2, 3), Standing.none(), 0);

    assertThat(Course.of(one, other)).isEqualTo(Course.STRANGERS);
    assertThat(Course.of(other, one)).isEqualTo(Course.STRANGERS);
    assertThat(Course.of(blank(other), one)).isEqualTo(Course.AFRESH);
    assertThat(Course.of(one, blank(other))).isEqualTo(Course.STAY);
    assertThat(Course.of(blank(one), blank(other))).isEqualTo(Course.AFRESH);
    assertThat(Course.of(blank(other), blank(one))).isEqualTo(Course.STAY);
  }

  @Test
  void shouldLeaveItToThoseWhoSpeakForTheirParts() {
    Part cutOff = part(agreed(1, true, 1, 2, 3), 3);
    Part able = part(agreed(1, false, 1, 2, 3), 1, 2);
    Part spoken =
        new Part(
            CLUSTER,
            id(2),
            able.master(),
            id(1),
            able.listed(),
            able.addresses(),
            able.standing(),
            true,
            false,
            0);

    assertThat(Course.of(cutOff, spoken)).isEqualTo(Course.STAY);
  }

  /** Whatever two parts say of themselves, at most one of them gives way. */
  @Test
  void shouldNeverSendBoth() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      List<List<UUID>> agreements = List.of(List.of(), subset(random), subset(random));
      Part one = random(random, agreements);
      Part other = random(random, agreements);
      boolean oneGoes = goes(Course.of(one, other));
      boolean otherGoes = goes(Course.of(other, one));

      assertThat(oneGoes && otherGoes)
          .as("both go, seed %d: %s and %s", seed, one, other)
          .isFalse();
    }
  }

  private static boolean goes(Course course) {
    return course == Course.REJOIN || course == Course.AFRESH;
  }

  private static List<UUID> subset(Random random) {
    return IntStream.rangeClosed(1, 7)
        .filter(n -> random.nextBoolean())
        .mapToObj(CourseTest::id)
        .toList();
  }

  private static Part random(Random random, List<List<UUID>> agreements) {
    int from = 1 + random.nextInt(5);
    int to = from + random.nextInt(3);
    int version = random.nextInt(agreements.size());
    Part part =
        part(
            random.nextInt(4) == 0 ? id(200 + random.nextInt(2)) : CLUSTER,
            IntStream.rangeClosed(from, to).mapToObj(CourseTest::id).toList(),
            new Standing(version, agreements.get(version), random.nextBoolean(), false),
            random.nextInt(3) * 5_000L);
    return random.nextBoolean() ? blank(part) : part;
  }
}
