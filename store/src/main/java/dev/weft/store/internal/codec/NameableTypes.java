package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.name;

import java.io.Serializable;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Types of the JDK that have no instances of their own on the wire, but may be named: as the
 * component of an array, or as a class that is itself a value.
 */
final class NameableTypes {

  private NameableTypes() {}

  static void register() {
    Class<?>[] types = {
      Number.class,
      CharSequence.class,
      Comparable.class,
      Iterable.class,
      Runnable.class,
      Cloneable.class,
      Record.class,
      Enum.class,
      Serializable.class,
      AutoCloseable.class,
      Void.class,
      Collection.class,
      List.class,
      Set.class,
      SortedSet.class,
      NavigableSet.class,
      Map.class,
      Map.Entry.class,
      SortedMap.class,
      NavigableMap.class,
      Queue.class,
      Deque.class,
      Iterator.class,
      Comparator.class,
      EnumMap.class,
      EnumSet.class,
      ConcurrentMap.class,
      BlockingQueue.class,
      Callable.class,
      Temporal.class,
      Function.class,
      BiFunction.class,
      Supplier.class,
      Consumer.class,
      BiConsumer.class,
      Predicate.class,
      UnaryOperator.class,
      BinaryOperator.class,
      Exception.class,
      RuntimeException.class,
      Error.class
    };
    for (Class<?> type : types) {
      name(type);
    }
  }
}
