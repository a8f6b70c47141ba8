package dev.weft.cluster.internal.replica;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Answers to calls, by the numbers of these, in their order. Immutable, and the arrays of those
 * that were there before are copied whole, since there are a thousand at times, and a few more with
 * each version.
 */
public final class Answers {

  public static final Answers NONE = new Answers(new long[0], new byte[0][]);

  private final long[] numbers;
  private final byte[][] answers;

  private Answers(long[] numbers, byte[][] answers) {
    this.numbers = numbers;
    this.answers = answers;
  }

  /** Answers that are given in any order. */
  public static Answers of(Map<Long, byte[]> answers) {
    if (answers.isEmpty()) {
      return NONE;
    }
    long[] numbers = new long[answers.size()];
    int count = 0;
    for (long number : answers.keySet()) {
      numbers[count++] = number;
    }
    Arrays.sort(numbers);
    byte[][] sorted = new byte[count][];
    for (int i = 0; i < count; i++) {
      sorted[i] = answers.get(numbers[i]);
    }
    return new Answers(numbers, sorted);
  }

  /** The answer to the call of that number; null if there is none. */
  public byte @Nullable [] get(long number) {
    int index = Arrays.binarySearch(numbers, number);
    return index < 0 ? null : answers[index];
  }

  public void forEach(BiConsumer<Long, byte[]> action) {
    for (int i = 0; i < numbers.length; i++) {
      action.accept(numbers[i], answers[i]);
    }
  }

  int size() {
    return numbers.length;
  }

  /** About how many bytes they take in a message. */
  int bytes() {
    int bytes = 0;
    for (byte[] answer : answers) {
      bytes += answer.length + Long.BYTES + 2;
    }
    return bytes;
  }

  /** These and others, which count where both are there, without those before a number. */
  Answers with(Answers more, long first) {
    int kept = firstFrom(first);
    int added = more.firstFrom(first);
    int left = numbers.length - kept;
    int right = more.numbers.length - added;
    if (left == 0) {
      return more.from(added);
    }
    if (right == 0) {
      return from(kept);
    }
    long[] allNumbers = new long[left + right];
    byte[][] allAnswers = new byte[left + right][];
    int size = 0;
    while (kept < numbers.length || added < more.numbers.length) {
      boolean isOld =
          added == more.numbers.length
              || (kept < numbers.length && numbers[kept] < more.numbers[added]);
      if (isOld) {
        int run =
            added == more.numbers.length
                ? numbers.length - kept
                : runBefore(kept, more.numbers[added]);
        System.arraycopy(numbers, kept, allNumbers, size, run);
        System.arraycopy(answers, kept, allAnswers, size, run);
        kept += run;
        size += run;
      } else {
        if (kept < numbers.length && numbers[kept] == more.numbers[added]) {
          kept++;
        }
        allNumbers[size] = more.numbers[added];
        allAnswers[size++] = more.answers[added++];
      }
    }
    return size == allNumbers.length
        ? new Answers(allNumbers, allAnswers)
        : new Answers(Arrays.copyOf(allNumbers, size), Arrays.copyOf(allAnswers, size));
  }

  /** How many from an index on are before a number; at least one is. */
  private int runBefore(int index, long number) {
    int end = Arrays.binarySearch(numbers, index, numbers.length, number);
    return (end < 0 ? -end - 1 : end) - index;
  }

  private Answers from(int index) {
    if (index == 0) {
      return this;
    }
    if (index == numbers.length) {
      return NONE;
    }
    return new Answers(
        Arrays.copyOfRange(numbers, index, numbers.length),
        Arrays.copyOfRange(answers, index, answers.length));
  }

  private int firstFrom(long number) {
    if (numbers.length == 0 || numbers[0] >= number) {
      return 0;
    }
    int index = Arrays.binarySearch(numbers, number);
    return index < 0 ? -index - 1 : index;
  }

  void write(MessageWriter out) {
    out.putVarInt(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      out.putLong(numbers[i]).putBytes(answers[i]);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException if they are not in order
   */
  static Answers read(MessageReader in) {
    int count = in.getCount();
    if (count == 0) {
      return NONE;
    }
    long[] numbers = new long[count];
    byte[][] answers = new byte[count][];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.getLong();
      answers[i] = in.getBytes();
      if (i > 0 && numbers[i] <= numbers[i - 1]) {
        throw new IllegalArgumentException(
            "Answer " + numbers[i] + " comes after " + numbers[i - 1] + ".");
      }
    }
    return new Answers(numbers, answers);
  }
}
