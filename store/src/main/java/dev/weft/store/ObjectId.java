package dev.weft.store;

/**
 * Names one object in the grid: 128 random bits, which cannot be guessed, and the partition that
 * keeps it.
 *
 * @param high the first half of the random bits
 * @param low the second half
 * @param partition the partition, chosen by whoever makes the object so that the bytes stay there
 */
public record ObjectId(long high, long low, int partition) {

  public ObjectId {
    if (partition < 0) {
      throw new IllegalArgumentException("partition must not be negative: " + partition);
    }
  }

  @Override
  public String toString() {
    return String.format("object-%016x%016x@%d", high, low, partition);
  }
}
