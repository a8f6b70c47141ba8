package dev.weft.store.internal.codec;

import java.io.File;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Set;
import java.util.Stack;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.Vector;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A value or more of each type of the JDK that travels. */
final class JdkSamples {

  private JdkSamples() {}

  static Stream<Object> all() throws Exception {
    return Stream.of(
            scalars(), arrays(), times(), mutable(), immutable(), wrappers(), holders(), others())
        .flatMap(List::stream);
  }

  private static List<Object> scalars() {
    return List.of(
        true,
        (byte) -1,
        'ß',
        (short) -300,
        -1,
        Integer.MIN_VALUE,
        Long.MIN_VALUE,
        0.5f,
        Double.NaN,
        -0.0,
        "",
        "ascii",
        "Straße",
        "日本語",
        "lone \ud800 surrogate",
        "x".repeat(100_000),
        new BigInteger("-123456789012345678901234567890"),
        BigInteger.ZERO,
        new BigDecimal("-12345.678900"),
        new BigDecimal("1E+1000"),
        MathContext.DECIMAL128,
        UUID.randomUUID(),
        URI.create("weft://a/b?c=d#e"),
        Locale.GERMANY,
        Locale.forLanguageTag("zh-Hant-TW-x-priv"),
        Locale.ROOT,
        new Locale("xx", "YY", "odd_v"),
        Currency.getInstance("EUR"),
        Pattern.compile("a+(b)?", Pattern.CASE_INSENSITIVE),
        StandardCharsets.UTF_16BE,
        new StringBuilder("sb"),
        new StringBuffer("sf"),
        new Date(1234567890123L),
        String.class,
        int.class,
        double[][].class,
        List.class,
        TimeUnit.DAYS,
        DayOfWeek.FRIDAY,
        ChronoUnit.DECADES,
        RoundingMode.HALF_EVEN);
  }

  private static List<Object> arrays() {
    return List.of(
        new boolean[] {true, false},
        new byte[] {1, -1},
        new char[] {'a', '\uffff'},
        new short[] {1, -1},
        new int[] {1, -1},
        new long[] {1, -1},
        new float[] {1, -1},
        new double[] {1, Double.MIN_VALUE, Double.NEGATIVE_INFINITY},
        new int[0],
        new double[][] {{1}, {}, null, {2, 3}},
        new Object[] {1, "a", null},
        new String[] {"a", null},
        new Integer[] {1, null},
        new List<?>[] {List.of(1), null},
        new Object[][] {{1}, {"x"}},
        new Map.Entry<?, ?>[] {Map.entry(1, 2)},
        new Instant[] {Instant.EPOCH},
        new Comparable<?>[] {1, "a"},
        new Class<?>[] {int.class},
        new UUID[1],
        new Runnable[1],
        new byte[100_000]);
  }

  private static List<Object> times() {
    LocalDateTime when = LocalDateTime.of(2026, 11, 27, 13, 14, 15, 123_456_789);
    return List.of(
        Duration.ofNanos(-1),
        Duration.ZERO,
        Duration.ofSeconds(Long.MAX_VALUE, 999_999_999),
        Instant.MIN,
        Instant.MAX,
        Instant.now(),
        LocalDate.MIN,
        LocalDate.MAX,
        LocalTime.MIDNIGHT,
        LocalTime.MAX,
        when,
        LocalDateTime.MIN,
        ZoneOffset.MAX,
        ZoneOffset.UTC,
        ZoneId.of("Europe/Berlin"),
        ZoneId.of("UTC"),
        OffsetTime.of(when.toLocalTime(), ZoneOffset.MIN),
        OffsetDateTime.of(when, ZoneOffset.ofHours(2)),
        when.atZone(ZoneId.of("America/New_York")),
        // The hour that comes twice, the second time.
        ZonedDateTime.ofLocal(
            LocalDateTime.of(2026, 10, 25, 2, 30),
            ZoneId.of("Europe/Berlin"),
            ZoneOffset.ofHours(1)),
        Year.of(-5),
        YearMonth.of(2026, 2),
        MonthDay.of(2, 29),
        Period.of(1, -2, 3),
        new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo")),
        TimeZone.getTimeZone("CET"));
  }

  private static List<Object> mutable() {
    IdentityHashMap<Object, Object> identity = new IdentityHashMap<>(Map.of(5, "five"));
    Properties properties = new Properties();
    properties.setProperty("k", "v");
    Stack<Object> stack = new Stack<>();
    stack.addAll(List.of(1, 2));
    return List.of(
        list(new ArrayList<>()),
        list(new LinkedList<>()),
        list(new Vector<>()),
        stack,
        list(new CopyOnWriteArrayList<>()),
        new HashSet<>(Set.of(1, "a")),
        new LinkedHashSet<>(List.of(3, 1, 2)),
        new CopyOnWriteArraySet<>(List.of(1, 2)),
        keySet(),
        new HashMap<>(Map.of("a", 1, 2L, List.of())),
        new LinkedHashMap<>(Map.of("a", 1)),
        new ConcurrentHashMap<>(Map.of("a", 1)),
        new Hashtable<>(Map.of("a", 1)),
        properties,
        identity,
        new TreeSet<>(List.of(3, 1, 2)),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        reverse(new TreeSet<>(Comparator.reverseOrder())),
        reverse(new TreeSet<>(Collections.reverseOrder())),
        caseInsensitive(),
        new ConcurrentSkipListSet<>(Set.of("b", "a")),
        new ConcurrentSkipListMap<>(Map.of("b", "a")),
        new ArrayDeque<>(List.of(1, 2)),
        new ConcurrentLinkedQueue<>(List.of(1)),
        new ConcurrentLinkedDeque<>(List.of(1)),
        new PriorityQueue<>(List.of(3, 1, 2)),
        new LinkedBlockingQueue<>(List.of(1, 2)),
        new LinkedBlockingDeque<>(List.of(1)),
        new ArrayBlockingQueue<>(7, true, List.of(1, 2)),
        new PriorityBlockingQueue<>(List.of(2, 1)),
        new EnumMap<>(Map.of(Month.MAY, 1)),
        new EnumMap<Month, String>(Month.class),
        EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS),
        EnumSet.noneOf(Month.class),
        EnumSet.allOf(Month.class));
  }

  private static List<Object> immutable() {
    List<Object> samples = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      List<Integer> numbers = Stream.iterate(1, i -> i + 1).limit(n).toList();
      samples.add(List.copyOf(numbers));
      samples.add(Set.copyOf(numbers));
      Map<Integer, Integer> map = new HashMap<>();
      numbers.forEach(i -> map.put(i, -i));
      samples.add(Map.copyOf(map));
    }
    samples.addAll(
        List.of(
            Stream.of(1, null, 2).toList(),
            Stream.of(1, 2).toList(),
            List.of(1, 2, 3).subList(1, 3),
            Arrays.asList(1, null),
            new ArrayList<>(List.of(1, 2, 3)).subList(0, 2),
            Collections.emptyList(),
            Collections.emptySet(),
            Collections.emptyMap(),
            Collections.singletonList(null),
            Collections.singleton(1),
            Collections.singletonMap("a", null),
            Collections.nCopies(3, "x"),
            Map.entry(1, 2),
            new AbstractMap.SimpleEntry<>(1, null),
            new AbstractMap.SimpleImmutableEntry<>(1, 2),
            Optional.empty(),
            Optional.of("x"),
            OptionalInt.of(1),
            OptionalInt.empty(),
            OptionalLong.of(2),
            OptionalLong.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.empty(),
            new HashMap<>(Map.of(1, 2)).keySet(),
            new LinkedHashMap<>(Map.of(1, 2)).entrySet(),
            new HashMap<>(Map.of(1, 2)).entrySet().iterator().next(),
            new TreeMap<>(Map.of(1, 2, 3, 4)).tailMap(2),
            new TreeMap<>(Map.of(1, 2)).navigableKeySet()));
    return samples;
  }

  private static List<Object> wrappers() {
    List<Object> samples = new ArrayList<>();
    samples.addAll(
        List.of(
            Collections.unmodifiableList(new ArrayList<>(List.of(1))),
            Collections.unmodifiableList(new LinkedList<>(List.of(1))),
            Collections.unmodifiableList(List.of(1)),
            Collections.unmodifiableSet(new TreeSet<>(Set.of(1))),
            Collections.unmodifiableMap(new HashMap<>(Map.of(1, 2))),
            Collections.unmodifiableSortedSet(new TreeSet<>(Set.of(1))),
            Collections.unmodifiableSortedMap(new TreeMap<>(Map.of(1, 2))),
            Collections.unmodifiableNavigableSet(new TreeSet<>(Set.of(1))),
            Collections.unmodifiableNavigableMap(new TreeMap<>(Map.of(1, 2))),
            Collections.synchronizedList(new ArrayList<>(List.of(1))),
            Collections.synchronizedList(new LinkedList<>(List.of(1))),
            Collections.synchronizedSet(new HashSet<>(Set.of(1))),
            Collections.synchronizedMap(new HashMap<>(Map.of(1, 2))),
            Collections.synchronizedSortedSet(new TreeSet<>(Set.of(1))),
            Collections.synchronizedSortedMap(new TreeMap<>(Map.of(1, 2))),
            Collections.synchronizedNavigableSet(new TreeSet<>(Set.of(1))),
            Collections.synchronizedNavigableMap(new TreeMap<>(Map.of(1, 2))),
            Collections.newSetFromMap(new ConcurrentHashMap<>())));
    return samples;
  }

  private static List<Object> holders() {
    IntSummaryStatistics ints = new IntSummaryStatistics();
    ints.accept(3);
    LongAdder adder = new LongAdder();
    adder.add(5);
    return List.of(
        new AtomicInteger(1),
        new AtomicLong(-1),
        new AtomicBoolean(true),
        new AtomicReference<>("x"),
        new AtomicIntegerArray(new int[] {1, 2}),
        new AtomicLongArray(new long[] {1}),
        new AtomicReferenceArray<>(new Object[] {1, null}),
        adder,
        new DoubleAdder(),
        ints,
        new LongSummaryStatistics(),
        BitSet.valueOf(new long[] {5, 0, 1}),
        new BitSet());
  }

  private static List<Object> others() throws Exception {
    return List.of(
        new File("a/b"),
        Path.of("a", "b"),
        InetAddress.getByAddress("host", new byte[] {127, 0, 0, 1}),
        InetAddress.getByAddress(new byte[16]),
        new InetSocketAddress("127.0.0.1", 80),
        InetSocketAddress.createUnresolved("nowhere.invalid", 1),
        ByteBuffer.wrap(new byte[] {1, 2, 3}).position(1).order(ByteOrder.LITTLE_ENDIAN),
        ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer(),
        ByteBuffer.allocateDirect(5),
        new ReentrantLock(true),
        new ReentrantReadWriteLock(),
        Comparator.naturalOrder(),
        String.CASE_INSENSITIVE_ORDER);
  }

  /** Sets and locks have no equality of their own; this is what is compared instead. */
  static Object comparable(Object value) {
    if (value instanceof PriorityQueue<?> || value instanceof PriorityBlockingQueue<?>) {
      return ((Collection<?>) value).stream().sorted().toList();
    }
    if (value instanceof Pattern pattern) {
      return pattern.pattern() + pattern.flags();
    }
    if (value instanceof IdentityHashMap<?, ?> map) {
      return new HashMap<>(map);
    }
    if (value instanceof ReentrantLock lock) {
      return lock.isFair();
    }
    if (value instanceof ReentrantReadWriteLock lock) {
      return lock.isFair();
    }
    if (value instanceof ArrayBlockingQueue<?> queue) {
      return List.of(List.copyOf(queue), queue.remainingCapacity());
    }
    if (value instanceof AtomicReferenceArray<?>
        || value instanceof Number && value.getClass().getName().contains("concurrent")
        || value.getClass().getName().contains("Atomic")
        || value instanceof StringBuilder
        || value instanceof StringBuffer
        || value instanceof IntSummaryStatistics
        || value instanceof LongSummaryStatistics) {
      return value.toString();
    }
    if (value instanceof Collection<?> collection
        && !(value instanceof List)
        && !(value instanceof Set)) {
      return List.copyOf(collection);
    }
    return value;
  }

  private static List<Object> list(List<Object> list) {
    list.addAll(Arrays.asList(1, "two", null, List.of(3)));
    return list;
  }

  private static Set<Object> keySet() {
    Set<Object> set = ConcurrentHashMap.newKeySet();
    set.add(1);
    return set;
  }

  private static Set<Integer> reverse(Set<Integer> set) {
    set.addAll(List.of(1, 2, 3));
    return set;
  }

  private static Map<String, Integer> caseInsensitive() {
    Map<String, Integer> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    map.put("A", 1);
    return map;
  }
}
