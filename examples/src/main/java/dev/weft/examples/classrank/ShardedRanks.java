package dev.weft.examples.classrank;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Computes ranks by shards that each own a slice of the graph. A round: the shares of all classes
 * are put once, every shard takes a step with them, and their new shares make the next round's.
 */
final class ShardedRanks {

  private final int[][] references;
  private final List<RankShard> shards = new ArrayList<>();

  private ShardedRanks(int[][] references, int shardCount) {
    this.references = references;
    for (int i = 0; i < shardCount; i++) {
      shards.add(new RankShard());
    }
  }

  static Ranks compute(int[][] references, int shardCount) {
    ShardedRanks ranks = new ShardedRanks(references, shardCount);
    int rounds = ranks.turn(ranks.handOut());
    return new Ranks(ranks.collect(), rounds);
  }

  /** Puts the graph, slice by slice, gives each shard its own, and returns their first shares. */
  private double[] handOut() {
    Slice[] slices = Slice.cut(references, shards.size());
    int classes = references.length;
    List<ObjectRef<double[]>> shares = new ArrayList<>();
    for (int i = 0; i < slices.length; i++) {
      RankShard shard = shards.get(i);
      ObjectRef<Slice> slice = Weft.put(slices[i]);
      shares.add(Weft.remote(() -> shard.own(slice.get(), classes)));
    }
    return join(Weft.get(shares).stream());
  }

  /** Goes on until the ranks stand still, and counts the rounds. */
  private int turn(double[] firstShares) {
    double[] shares = firstShares;
    double change = 1;
    int round = 0;
    while (change > Ranks.STILL && round < Ranks.MAX_ROUNDS) {
      List<RankShard.Step> steps = step(shares);
      shares = join(steps.stream().map(RankShard.Step::shares));
      change = steps.stream().mapToDouble(RankShard.Step::change).max().orElse(0);
      round++;
    }
    return round;
  }

  private List<RankShard.Step> step(double[] shares) {
    ObjectRef<double[]> all = Weft.put(shares);
    double base = Ranks.base(unshared(shares), shares.length);
    List<ObjectRef<RankShard.Step>> steps = new ArrayList<>();
    for (RankShard shard : shards) {
      steps.add(Weft.remote(() -> shard.step(all.get(), base)));
    }
    return Weft.get(steps);
  }

  private double unshared(double[] shares) {
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      if (references[i].length == 0) {
        sum += shares[i];
      }
    }
    return sum;
  }

  private double[] collect() {
    List<double[]> ranks = new ArrayList<>();
    for (RankShard shard : shards) {
      ranks.add(shard.ranks()); // a plain call of an actor waits for its answer
    }
    return join(ranks.stream());
  }

  private static double[] join(Stream<double[]> parts) {
    return parts.flatMapToDouble(Arrays::stream).toArray();
  }
}
