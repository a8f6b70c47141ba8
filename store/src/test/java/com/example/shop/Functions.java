package com.example.shop;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Lambdas that can travel, and some that cannot. */
public final class Functions {

  private Functions() {}

  /** A lambda that says so. */
  public interface Rule<T> extends Function<T, T>, Serializable {}

  public static Function<Integer, String> adding(int by, List<String> to) {
    return (Function<Integer, String> & Serializable) value -> to + ":" + (value + by);
  }

  public static Rule<String> rule() {
    return String::toUpperCase;
  }

  public static Callable<Object> holding(Object captured) {
    return (Callable<Object> & Serializable) () -> captured;
  }

  public static Callable<Object> plain() {
    return () -> "plain";
  }
}
