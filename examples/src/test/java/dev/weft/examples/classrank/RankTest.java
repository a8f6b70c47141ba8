package dev.weft.examples.classrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ranks of small graphs, each given by what its vertices mention. */
class RankTest {

  @Test
  void shouldRankACircleEvenly() {
    assertThat(oneThread(new int[][] {{1}, {2}, {0}})).containsOnly(1.0 / 3);
  }

  @Test
  void shouldRankAStarAsComputedByHand() {
    // 1, 2 and 3 mention 0, and 0 mentions 1: with d = 0.85 and b = 0.15 / 4,
    // r2 = r3 = b, r0 = b + d (r1 + 2 b), r1 = b + d r0.
    double base = 0.15 / 4;
    double center = (base + 0.85 * 3 * base) / (1 - 0.85 * 0.85);

    double[] ranks = oneThread(new int[][] {{1}, {0}, {0}, {0}});

    assertThat(ranks)
        .containsExactly(new double[] {center, base + 0.85 * center, base, base}, within(1e-6));
  }

  @Test
  void shouldSpreadTheRankOfThoseThatMentionNone() {
    // 1 mentions 0, 0 mentions none: all of r0 is spread over both.
    // r0 = b + d (r0 / 2 + r1), r1 = b + d r0 / 2, r0 + r1 = 1, b = 0.075
    double[] ranks = oneThread(new int[][] {{}, {0}});

    assertThat(ranks[0] + ranks[1]).isEqualTo(1, within(1e-9));
    assertThat(ranks[1]).isEqualTo(0.075 + 0.85 * ranks[0] / 2, within(1e-9));
  }

  @Test
  void shouldCutEveryClassIntoOneSlice() {
    int[][] references = {{1, 2}, {2}, {}, {0, 1, 2}, {3}};

    Slice[] slices = Slice.cut(references, 2);

    assertThat(slices[0].first()).isZero();
    assertThat(slices[0].outgoing()).containsExactly(2, 1);
    assertThat(slices[0].incoming()).isDeepEqualTo(new int[][] {{3}, {0, 3}});
    assertThat(slices[1].first()).isEqualTo(2);
    assertThat(slices[1].outgoing()).containsExactly(0, 3, 1);
    assertThat(slices[1].incoming()).isDeepEqualTo(new int[][] {{0, 1, 3}, {4}, {}});
  }

  @Test
  void shouldRankInShardsToTheLastBitAsInOneThread() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int trial = 0; trial < 50; trial++) {
      int[][] references = randomGraph(random, 1 + random.nextInt(60));

      assertThat(inShards(references, 1 + random.nextInt(7)))
          .as("seed %d, trial %d", seed, trial)
          .containsExactly(oneThread(references));
    }
  }

  private static double[] oneThread(int[][] references) {
    return OneThread.rank(references).values();
  }

  private static double[] inShards(int[][] references, int shards) {
    return ShardedRanks.compute(references, shards).values();
  }

  private static int[][] randomGraph(Random random, int size) {
    int[][] references = new int[size][];
    Arrays.setAll(
        references,
        i -> IntStream.range(0, size).filter(j -> j != i && random.nextInt(8) == 0).toArray());
    return references;
  }
}
