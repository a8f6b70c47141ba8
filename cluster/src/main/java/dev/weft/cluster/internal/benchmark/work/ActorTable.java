package dev.weft.cluster.internal.benchmark.work;

import dev.weft.bridge.Real;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;

/** Fills the table of an actor's class. */
final class ActorTable {

  private ActorTable() {}

  /** Adds the constructor without parameters, and that of handles. */
  static void fill(RemoteTable table, Lookup lookup, Class<?> type)
      throws ReflectiveOperationException {
    RemoteTable unused =
        table
            .constructor(
                lookup.findConstructor(type, MethodType.methodType(void.class, Real.class)),
                "()V",
                type.getSimpleName())
            .handles(
                lookup.findConstructor(
                    type, MethodType.methodType(void.class, ActorAddress.class)));
  }

  /** Adds a method. */
  static void add(RemoteTable table, Lookup lookup, String name, MethodType type)
      throws ReflectiveOperationException {
    Class<?> owner = lookup.lookupClass();
    RemoteTable unused =
        table.method(
            lookup.findVirtual(owner, name, type),
            name,
            type.toMethodDescriptorString(),
            owner.getSimpleName() + "." + name);
  }
}
