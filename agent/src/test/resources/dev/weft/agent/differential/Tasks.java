package cases;

import static dev.weft.agent.differential.Trace.oddValue;
import static dev.weft.agent.differential.Trace.trace;

import dev.weft.Remote;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the cases call. Tasks fail when they are given something negative, "" or "no…". */
public final class Tasks {

  private Tasks() {}

  private static void check(String name, long x) {
    if (x < 0) {
      throw new IllegalArgumentException(name + " " + x);
    }
  }

  @Remote public static double train(int x) { check("train", x); return x * 1.5; }
  @Remote public static double merge(double a, double b) { return a * 2 + b; }
  @Remote public static int count(int x) { check("count", x); return x + 100; }
  @Remote public static int add(int a, int b) { return a + b; }
  @Remote public static long wide(long x) { check("wide", x); return x * 1_000_000_007L; }
  @Remote public static long widen(int a, long b, double c) { return a + b + (long) c; }
  @Remote public static boolean even(int x) { check("even", x); return x % 2 == 0; }
  @Remote public static byte tiny(int x) { check("tiny", x); return (byte) x; }
  @Remote public static short small(int x) { check("small", x); return (short) x; }
  @Remote public static char letter(int x) { check("letter", x); return (char) ('a' + x); }
  @Remote public static float single(int x) { check("single", x); return x / 4f; }
  @Remote public static String name(int x) { check("name", x); return "n" + x; }
  @Remote public static String join(String a, String b) { return a + "+" + b; }
  @Remote public static Integer boxed(int x) { check("boxed", x); return x == 0 ? oddValue(null) : (Integer) x; }
  @Remote public static Double real(int x) { check("real", x); return x == 0 ? oddValue(null) : (Double) (x * 0.5); }
  @Remote public static Object any(int x) { check("any", x); return x % 2 == 0 ? "s" + x : oddValue(x); }
  @Remote public static <T> T same(T x) { return x; }
  @Remote public static <T extends Comparable<T>> T larger(T a, T b) {
    return a.compareTo(b) > 0 ? a : b;
  }
  @Remote public static void step(int x) { check("step", x); }
  @Remote public static int[] range(int n) {
    check("range", n);
    int[] range = new int[n];
    for (int i = 0; i < n; i++) {
      range[i] = i;
    }
    return range;
  }
  @Remote public static List<Integer> numbers(int n) {
    check("numbers", n);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      numbers.add(i);
    }
    return numbers;
  }
  @Remote public static double sum(double[] xs) {
    double sum = 0;
    for (double x : xs) {
      sum += x;
    }
    return sum;
  }
  @Remote public static double total(Collection<? extends Number> xs) {
    double sum = 0;
    for (Number x : xs) {
      sum += x.doubleValue();
    }
    return sum;
  }
  @Remote public static int all(int... xs) {
    int sum = 0;
    for (int x : xs) {
      sum += x;
    }
    return sum;
  }
  @Remote public static String read(String path) throws IOException {
    if (path.startsWith("no")) {
      throw new FileNotFoundException(path);
    }
    return "<" + path + ">";
  }
  @Remote public static int fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

  // For random programs: whatever they are given, they end; those named risky fail now and then.

  @Remote public static int next(int x) { return x + 1; }
  @Remote public static boolean odd(int x) { return (x & 1) == 1; }
  @Remote public static long far(long x) { return x * 31 + 7; }
  @Remote public static double half(int x) { return x * 0.5; }
  @Remote public static void touch(int x) { risk(x); }
  @Remote public static Object thing(int x) { return Math.floorMod(x, 9) == 4 ? oddValue("thing") : x; }
  @Remote public static Integer maybe(int x) { return Math.floorMod(x, 9) == 5 ? oddValue(null) : (Integer) x; }
  @Remote public static String brief(String a, int b) { return b + a.substring(0, a.length() / 2); }
  @Remote public static int risky(int x) { risk(x); return x + 3; }
  @Remote public static double riskyReal(int x) { risk(x); return x * 1.25; }
  @Remote public static String riskyText(int x) { risk(x); return "r" + x; }

  private static void risk(int x) {
    switch (Math.floorMod(x, 13)) {
      case 0 -> throw new IllegalArgumentException("risk " + x);
      case 5 -> throw new IllegalStateException("risk " + x);
      case 9 -> throw new ArithmeticException("risk " + x);
      default -> { }
    }
  }

  public static final Object LOCK = new Object();

  /** A resource that may fail when it is opened, and when it is closed. */
  public static final class Resource implements AutoCloseable {
    private final int n;

    public Resource(int n) {
      this.n = n;
      trace("open " + n);
      if (n == 11) {
        throw new IllegalStateException("open " + n);
      }
    }

    @Override
    public void close() {
      trace("close " + n);
      if (n == 7) {
        throw new ArithmeticException("close " + n);
      }
    }
  }
}
