package dev.weft.cluster.internal.membership;

import java.nio.file.Path;
import java.util.List;

/** Settings for members of one test: any free port of loopback, the key in the test's folder. */
final class Grids {

  private final Path folder;

  Grids(Path folder) {
    this.folder = folder;
  }

  Path keyFile() {
    return folder.resolve("cluster.key");
  }

  GridSettings member() {
    return GridSettings.of(GridMode.MEMBER).withPort(0).withKeyFile(keyFile());
  }

  GridSettings memberOf(Grid grid) {
    return member().withJoin(addressOf(grid));
  }

  GridSettings driverOf(Grid grid) {
    return GridSettings.of(GridMode.DRIVER).withKeyFile(keyFile()).withJoin(addressOf(grid));
  }

  static List<String> addressOf(Grid grid) {
    return List.of("127.0.0.1:" + grid.address().getPort());
  }
}
