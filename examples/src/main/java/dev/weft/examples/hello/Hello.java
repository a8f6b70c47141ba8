package dev.weft.examples.hello;

import dev.weft.Remote;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

public class Hello {
  @Remote
  static long primes(int from, int to) {
    return IntStream.range(from, to).filter(n -> isPrime(n)).count();
  }

  static boolean isPrime(int n) {
    return n > 1 && IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
  }

  public static void main(String[] args) {
    long[] counts = new long[20];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = primes(i * 100_000, (i + 1) * 100_000);
    }
    System.out.println(LongStream.of(counts).sum() + " primes below two million");
  }
}
