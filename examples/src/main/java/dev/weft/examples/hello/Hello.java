package dev.weft.examples.hello;

import dev.weft.Remote;
import dev.weft.Weft;
import java.util.stream.IntStream;

public class Hello {
  @Remote
  static long primes(int from, int to) {
    return IntStream.range(from, to).filter(n -> isPrime(n)).count();
  }

  static boolean isPrime(int n) {
    return n > 1 && IntStream.rangeClosed(2, (int) Math.sqrt(n)).noneMatch(d -> n % d == 0);
  }

  public static void main(String[] args) {
    var counts =
        IntStream.range(0, 20)
            .mapToObj(i -> Weft.remote(() -> primes(i * 100_000, (i + 1) * 100_000)))
            .toList();
    long sum = Weft.get(counts).stream().mapToLong(n -> n).sum();
    System.out.println(sum + " primes below two million");
  }
}
