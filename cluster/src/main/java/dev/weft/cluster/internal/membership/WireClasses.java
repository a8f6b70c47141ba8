package dev.weft.cluster.internal.membership;

import com.hazelcast.config.ClassFilter;
import com.hazelcast.config.JavaSerializationFilterConfig;
import com.hazelcast.config.SerializationConfig;

/**
 * The classes that may arrive in Java's own serialized form: the exceptions by which Hazelcast's
 * operations fail, and what an exception is made of. Everything else is refused by its name.
 */
final class WireClasses {

  /** Packages that hold exceptions and interfaces, and nothing that does harm when made. */
  private static final String[] EXCEPTION_PACKAGES = {
    "com.hazelcast.core", "com.hazelcast.spi.exception", "com.hazelcast.partition"
  };

  private static final String[] CLASSES = {
    "com.hazelcast.nio.serialization.HazelcastSerializationException",
    "com.hazelcast.config.InvalidConfigurationException",
    "com.hazelcast.internal.cluster.impl.ClusterTopologyChangedException",
    "com.hazelcast.internal.cluster.impl.ConfigMismatchException",
    "com.hazelcast.internal.cluster.impl.MasterNodeChangedException",
    "com.hazelcast.internal.cluster.impl.VersionMismatchException",
    "com.hazelcast.internal.partition.PartitionStateVersionMismatchException",
    "com.hazelcast.map.ReachedMaxSizeException",
    "com.hazelcast.map.impl.operation.EntryOffloadableLockMismatchException",
    "com.hazelcast.splitbrainprotection.SplitBrainProtectionException",
    "java.lang.Throwable",
    "java.lang.Error",
    "java.lang.Exception",
    "java.lang.RuntimeException",
    "java.lang.StackTraceElement",
    "[Ljava.lang.StackTraceElement;",
    "java.lang.ArithmeticException",
    "java.lang.AssertionError",
    "java.lang.ClassCastException",
    "java.lang.ClassNotFoundException",
    "java.lang.IllegalArgumentException",
    "java.lang.IllegalMonitorStateException",
    "java.lang.IllegalStateException",
    "java.lang.IndexOutOfBoundsException",
    "java.lang.ArrayIndexOutOfBoundsException",
    "java.lang.InterruptedException",
    "java.lang.LinkageError",
    "java.lang.NoClassDefFoundError",
    "java.lang.NullPointerException",
    "java.lang.NumberFormatException",
    "java.lang.ReflectiveOperationException",
    "java.lang.SecurityException",
    "java.lang.StackOverflowError",
    "java.lang.OutOfMemoryError",
    "java.lang.VirtualMachineError",
    "java.lang.UnsupportedOperationException",
    "java.io.IOException",
    "java.io.EOFException",
    "java.io.NotSerializableException",
    "java.io.ObjectStreamException",
    "java.io.InvalidClassException",
    "java.util.ConcurrentModificationException",
    "java.util.NoSuchElementException",
    "java.util.concurrent.CancellationException",
    "java.util.concurrent.CompletionException",
    "java.util.concurrent.ExecutionException",
    "java.util.concurrent.RejectedExecutionException",
    "java.util.concurrent.TimeoutException",
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
            .setWhitelist(new ClassFilter().addPackages(EXCEPTION_PACKAGES).addClasses(CLASSES)));
    // Reflective reading of any class by its fields: an empty list without defaults allows none.
    config
        .getCompactSerializationConfig()
        .setZeroConfigFilter(
            new JavaSerializationFilterConfig()
                .setDefaultsDisabled(true)
                .setWhitelist(new ClassFilter()));
  }
}
