package dev.weft.cluster.internal.shipping;

import dev.weft.cluster.internal.transport.Channel;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Transport;
import dev.weft.cluster.internal.transport.TransportException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Gets bundles of one job: from the grid, else from its driver, if it has one. Blocks; never on a
 * grid thread.
 */
final class ClassFetcher {

  private static final long DRIVER_SECONDS = 60;

  private final UUID job;
  private final @Nullable NodeId driver;
  private final BundleMap map;
  private final Transport transport;

  ClassFetcher(UUID job, @Nullable NodeId driver, BundleMap map, Transport transport) {
    this.job = job;
    this.driver = driver;
    this.map = map;
    this.transport = transport;
  }

  /** A bundle with the class of that name; empty if the job has no such class. */
  Optional<ClassBundle> fetch(String name) {
    Optional<String> hash = map.hash(job, name);
    Optional<byte[]> wire = hash.flatMap(map::bundle);
    if (hash.isPresent() && wire.isPresent()) {
      return Optional.of(ClassBundle.of(wire.get(), hash.get()));
    }
    return driver == null ? Optional.empty() : askDriver(driver, name, false);
  }

  /** Has a class, and all classes that it refers to, put into the grid. */
  void publish(String name) {
    if (driver != null) {
      askDriver(driver, name, true);
    }
  }

  private Optional<ClassBundle> askDriver(NodeId from, String name, boolean isForGrid) {
    byte[] question =
        new MessageWriter().putUuid(job).putString(name).putByte(isForGrid ? 1 : 0).toBytes();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    transport.send(
        from,
        Channel.CLASSES,
        question,
        (bytes, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
          } else {
            answer.complete(bytes);
          }
        });
    MessageReader in = new MessageReader(await(answer, name));
    if (in.getByte() == 0) {
      return Optional.empty();
    }
    String hash = in.getString();
    return Optional.of(ClassBundle.of(in.getBytes(), hash));
  }

  private byte[] await(CompletableFuture<byte[]> answer, String name) {
    try {
      return answer.get(DRIVER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while fetching the class " + name + ".", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "The driver did not send the class " + name + " within " + DRIVER_SECONDS + " s.", e);
    } catch (ExecutionException e) {
      String why =
          e.getCause() instanceof TransportException cause ? cause.getMessage() : e.getMessage();
      throw new IllegalStateException(
          "The class " + name + " cannot be had from the driver: " + why, e);
    }
  }
}
