package dev.weft.cluster.internal.membership;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;

/**
 * The classes that may arrive in Java's own serialized form: the exceptions by which Hazelcast's
 * operations fail, Weft's errors, and what an exception is made of. Everything else is refused by
 * its name.
 *
 * <p>An operation that fails with an exception outside this list leaves its caller without an
 * answer until the call times out. So Weft's operations answer with bytes, and user code's
 * exceptions are within those.
 */
final class WireClasses {

  /** Packages that hold exceptions, interfaces and plain values, none of which does harm. */
  private static final String[] PACKAGES = {
    "com.hazelcast.core",
    "com.hazelcast.partition",
    "com.hazelcast.spi.exception",
    "dev.weft.error",
    "java.lang"
  };

  private static final String[] CLASSES = {
    "com.hazelcast.config.InvalidConfigurationException",
    "com.hazelcast.internal.cluster.impl.ClusterTopologyChangedException",
    "com.hazelcast.internal.cluster.impl.ConfigMismatchException",
    "com.hazelcast.internal.cluster.impl.MasterNodeChangedException",
    "com.hazelcast.internal.cluster.impl.VersionMismatchException",
    "com.hazelcast.internal.partition.PartitionStateVersionMismatchException",
    "com.hazelcast.map.ReachedMaxSizeException",
    "com.hazelcast.map.impl.operation.EntryOffloadableLockMismatchException",
    "com.hazelcast.nio.serialization.HazelcastSerializationException",
    "com.hazelcast.splitbrainprotection.SplitBrainProtectionException",
    // A part of MemberLeftException.
    "com.hazelcast.version.MemberVersion",
    "java.io.EOFException",
    "java.io.IOException",
    "java.io.InvalidClassException",
    "java.io.NotSerializableException",
    "java.io.ObjectStreamException",
    "java.io.UncheckedIOException",
    "java.net.ConnectException",
    "java.net.SocketException",
    "java.net.SocketTimeoutException",
    "java.nio.channels.AsynchronousCloseException",
    "java.nio.channels.ClosedByInterruptException",
    "java.nio.channels.ClosedChannelException",
    "java.util.ConcurrentModificationException",
    "java.util.NoSuchElementException",
    "java.util.concurrent.CancellationException",
    "java.util.concurrent.CompletionException",
    "java.util.concurrent.ExecutionException",
    "java.util.concurrent.RejectedExecutionException",
    "java.util.concurrent.TimeoutException",
    // The lists and stack traces within every exception.
    "[Ljava.lang.StackTraceElement;",
    "java.util.ArrayList",
    "java.util.Collections$EmptyList",
    "java.util.Collections$UnmodifiableCollection",
    "java.util.Collections$UnmodifiableList",
    "java.util.Collections$UnmodifiableRandomAccessList"
  };

  private WireClasses() {}

  static void restrict(SerializationConfig config) {
    config.setJavaSerializationFilterConfig(
        new JavaSerializationFilterConfig()
            .setDefaultsDisabled(true)
            .setWhitelist(new ClassFilter().addPackages(PACKAGES).addClasses(CLASSES)));
    // Reflective reading of any class by its fields: an empty list without defaults allows none.
    config
        .getCompactSerializationConfig()
        .setZeroConfigFilter(
            new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setWhitelist(new ClassFilter()));
  }
}
