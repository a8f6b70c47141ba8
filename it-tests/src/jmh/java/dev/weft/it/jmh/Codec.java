package dev.weft.it.jmh;

import dev.weft.store.ClassLookup;
import dev.weft.store.RefSink;
import dev.weft.store.RefSource;
import dev.weft.store.ValueCodec;
import dev.weft.store.provider.Stores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to make bytes of arguments, and arguments of bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(2)
public class Codec {

  /** What the arguments are. */
  @Param({"NONE", "INTS", "TEXT", "RECORD", "BYTES_64K", "DOUBLES_64K", "GRAPH"})
  public Arguments arguments = Arguments.NONE;

  private final ValueCodec codec = Stores.codec(ClassLookup.of(Codec.class.getClassLoader()));
  private @Nullable Object[] values = {};
  private byte[] bytes = {};

  @Setup
  public void encodeOnce() {
    values = arguments.make();
    bytes = codec.encodeArguments(values, RefSink.none());
  }

  @Benchmark
  public byte[] encode() {
    return codec.encodeArguments(values, RefSink.none());
  }

  @Benchmark
  public @Nullable Object[] decode() {
    return codec.decodeArguments(bytes, RefSource.none());
  }

  /** Arguments of a call. */
  public enum Arguments {
    NONE {
      @Override
      Object[] make() {
        return new Object[0];
      }
    },
    INTS {
      @Override
      Object[] make() {
        return new Object[] {1, 1 << 20};
      }
    },
    TEXT {
      @Override
      Object[] make() {
        return new Object[] {"the quick brown fox jumps over the lazy dog"};
      }
    },
    RECORD {
      @Override
      Object[] make() {
        return new Object[] {new Order(1, "tea", 2.5, List.of("green", "loose"))};
      }
    },
    BYTES_64K {
      @Override
      Object[] make() {
        return new Object[] {new byte[1 << 16]};
      }
    },
    DOUBLES_64K {
      @Override
      Object[] make() {
        return new Object[] {new double[1 << 13]};
      }
    },
    /** A thousand objects in collections, with shared ones. */
    GRAPH {
      @Override
      Object[] make() {
        Map<String, List<Order>> orders = new HashMap<>();
        for (int i = 0; i < 100; i++) {
          List<Order> list = new ArrayList<>();
          for (int k = 0; k < 10; k++) {
            list.add(new Order(k, "item " + i, k / 2.0, List.of("a", "b")));
          }
          list.add(list.get(0));
          orders.put("customer " + i, list);
        }
        return new Object[] {orders};
      }
    };

    abstract Object[] make();
  }

  /** A class of an application's. */
  public record Order(int number, String item, double price, List<String> notes) {}
}
