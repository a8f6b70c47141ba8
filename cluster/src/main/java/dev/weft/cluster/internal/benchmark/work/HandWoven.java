package dev.weft.cluster.internal.benchmark.work;

import dev.weft.CallOptions;
import dev.weft.bridge.Actor;
import dev.weft.bridge.Engines;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCreation;
import org.jspecify.annotations.Nullable;

/** What the weaver adds to an actor's class. */
@SuppressWarnings("checkstyle:MethodName")
abstract class HandWoven implements Actor {

  private transient @Nullable ActorAddress handle;
  private transient @Nullable ActorAddress self;

  /**
   * @param handle the actor that this stands for; null for the live instance
   */
  HandWoven(@Nullable ActorAddress handle) {
    this.handle = handle;
  }

  /** Creates an actor by its constructor without parameters, and waits for it. */
  static ActorAddress create(Class<?> type) {
    ActorBirth birth = born(type);
    Object unused = birth.born().get();
    return birth.address();
  }

  /** Creates one by its constructor without parameters, and does not wait for it. */
  static ActorAddress begin(Class<?> type) {
    return born(type).address();
  }

  private static ActorBirth born(Class<?> type) {
    return Engines.current()
        .actors()
        .create(
            new ActorCreation(
                RemoteTable.of(type).find("<init>", "()V"), CallOptions.defaults(), new Object[0]));
  }

  @Override
  public final @Nullable ActorAddress $weft$handle() {
    return handle;
  }

  @Override
  public final @Nullable ActorAddress $weft$self() {
    return self;
  }

  @Override
  public final void $weft$self(ActorAddress address) {
    self = address;
  }
}
