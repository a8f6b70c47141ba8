package com.example.shop;

import dev.weft.bridge.Actor;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/** An actor as the weaver makes it, by hand. */
public class Counter implements Actor {

  private transient ActorAddress handle;
  private transient ActorAddress self;

  public int count;
  public Counter peer;
  public Object me;
  public List<Object> log = new ArrayList<>();
  public transient Thread worker = Thread.currentThread();

  public Counter() {}

  private Counter(ActorAddress handle) {
    this.handle = handle;
    worker = null;
    log = null;
  }

  @Override
  public ActorAddress $weft$handle() {
    return handle;
  }

  @Override
  public ActorAddress $weft$self() {
    return self;
  }

  @Override
  public void $weft$self(ActorAddress address) {
    self = address;
  }

  static RemoteTable $weft$table() throws ReflectiveOperationException {
    return RemoteTable.builder(Counter.class)
        .handles(
            MethodHandles.lookup()
                .findConstructor(
                    Counter.class, MethodType.methodType(void.class, ActorAddress.class)));
  }
}
