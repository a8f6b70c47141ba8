package dev.weft.cluster.internal.membership;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import com.hazelcast.map.IMap;

/**
 * A program that uses Weft as a plain library, prints nothing, and ends without closing anything.
 */
public final class QuietMain {

  private QuietMain() {}

  public static void main(String[] args) {
    Grid grid = Grid.open(GridSettings.of(GridMode.EMBEDDED), ServiceRegistration.none());
    ExitWatch.start(grid::close);
    IMap<Integer, byte[]> map = grid.hazelcast().getMap("m");
    Kryo kryo = new Kryo();
    kryo.register(double[].class);
    Output output = new Output(1024);
    kryo.writeObject(output, new double[] {1, 2, 3});
    map.setAsync(1, output.toBytes()).toCompletableFuture().join();
    if (map.get(1).length != output.position()) {
      throw new IllegalStateException("The map lost what was put");
    }
  }
}
