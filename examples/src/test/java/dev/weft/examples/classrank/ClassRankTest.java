package dev.weft.examples.classrank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The program as plain Java, in this thread: this module's classes are not woven. */
class ClassRankTest {

  private final ClassList classes = ClassList.ofModule("java.base");

  @Test
  void shouldAgreeWithOneThread() {
    Ranking ranking = ClassRank.run(classes, (done, all) -> {});
    Ranking plain = OneThread.run(classes);

    assertThat(ranking.difference(plain)).isZero();
    assertThat(ranking.ranks().rounds())
        .isEqualTo(plain.ranks().rounds())
        .isLessThan(Ranks.MAX_ROUNDS);
    assertThat(ranking.top(2))
        .extracting(Ranking.Entry::name)
        .containsExactlyInAnyOrder("java.lang.Object", "java.lang.String");
  }

  @Test
  void shouldTellHowFarTheParsingHasCome() {
    List<Integer> done = new ArrayList<>();

    ClassRank.run(classes, (count, all) -> done.add(all - count));

    assertThat(done).hasSizeGreaterThan(10).endsWith(0);
    for (int i = 0; i < done.size(); i++) {
      assertThat(done.get(i)).isEqualTo(done.size() - 1 - i);
    }
  }

  @Test
  void shouldSeeADifferenceInClassesReferencesAndRanks() {
    Ranking plain = OneThread.run(ClassList.ofModule("java.logging"));
    double[] ranks = plain.ranks().values().clone();
    ranks[3] += 1e-6;
    int[][] references = plain.references().clone();
    references[3] = new int[] {0};

    assertThat(plain.difference(with(plain, plain.references(), ranks))).isBetween(9e-7, 1.1e-6);
    assertThat(plain.difference(with(plain, references, plain.ranks().values()))).isInfinite();
    assertThat(plain.difference(OneThread.run(classes))).isInfinite();
  }

  private static Ranking with(Ranking ranking, int[][] references, double[] ranks) {
    return new Ranking(
        ranking.classes(),
        references,
        new Ranks(ranks, ranking.ranks().rounds()),
        ranking.parseTime(),
        ranking.rankTime());
  }
}
