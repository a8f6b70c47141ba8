package dev.weft.cluster.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterKeyTest {

  @TempDir Path folder;

  @Test
  void shouldMakeAFileAndFolderForTheOwnerAlone() throws Exception {
    Path file = folder.resolve("new/cluster.key");
    ClusterKey made = ClusterKey.readOrCreate(file);

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
    assertThat(ClusterKey.readOrCreate(file)).isEqualTo(made);
    assertThat(ClusterKey.read(file)).isEqualTo(made).isNotEqualTo(ClusterKey.random());
  }

  @Test
  void shouldGiveAllWhoStartAtOnceTheSameKey() throws Exception {
    Path file = folder.resolve("new/cluster.key");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<ClusterKey>> calls =
          IntStream.range(0, 8)
              .<Callable<ClusterKey>>mapToObj(i -> () -> ClusterKey.readOrCreate(file))
              .toList();
      ClusterKey first = null;
      for (var future : threads.invokeAll(calls)) {
        first = first == null ? future.get() : first;
        assertThat(future.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void shouldRefuseAFileThatOthersMayRead() throws Exception {
    Path file = folder.resolve("cluster.key");
    ClusterKey.readOrCreate(file);
    for (String open : List.of("rw-r-----", "rw----r--", "rw--w----")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> ClusterKey.read(file))
          .isInstanceOf(ClusterKeyException.class)
          .hasMessageContaining("chmod 600 " + file);
    }
  }

  @Test
  void shouldRefuseWhatIsNoKeyWithoutShowingIt() throws Exception {
    Path file = folder.resolve("cluster.key");
    ClusterKey.readOrCreate(file);
    for (String text : List.of("", "abc", "z".repeat(64), "a".repeat(66), "é".repeat(32))) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> ClusterKey.read(file))
          .isInstanceOf(ClusterKeyException.class)
          .hasMessageContaining("does not hold a cluster key")
          .hasMessageNotContaining("zzz")
          .hasMessageNotContaining("aaa");
    }
  }

  @Test
  void shouldSayThatTheFileIsMissing() {
    assertThatThrownBy(() -> ClusterKey.read(folder.resolve("none")))
        .isInstanceOf(ClusterKeyException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void shouldNotPrintTheKey() throws Exception {
    Path file = folder.resolve("cluster.key");
    String text = ClusterKey.readOrCreate(file).toString();
    assertThat(text).isEqualTo("ClusterKey[hidden]");
  }

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
