package com.example.shop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An order as an application has it: ordinary classes, records, an enum with bodies. */
public class Order {

  private final String id;
  private Customer customer;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, Object> notes = new HashMap<>();
  private transient Object scratch = new Object();

  public Order(String id, Customer customer) {
    this.id = id;
    this.customer = customer;
  }

  public String id() {
    return id;
  }

  public Customer customer() {
    return customer;
  }

  public List<Line> lines() {
    return lines;
  }

  public Map<String, Object> notes() {
    return notes;
  }

  public Object scratch() {
    return scratch;
  }

  /** Has every kind of field. */
  public static class Customer {
    public final String name;
    public Object session;
    public Customer friend;
    boolean flag = true;
    byte small = -1;
    char letter = 'ß';
    short shorter = -300;
    int number = Integer.MIN_VALUE;
    long big = Long.MAX_VALUE;
    float ratio = -0.5f;
    double exact = Math.PI;
    public int[] counts = {1, 2, 3};

    public Customer(String name) {
      this.name = name;
    }

    public String everything() {
      return name
          + flag
          + small
          + letter
          + shorter
          + number
          + big
          + ratio
          + exact
          + java.util.Arrays.toString(counts);
    }
  }

  /** A line. */
  public record Line(String what, int count, Object extra) {}

  /** A generic record. */
  public record Pair<A, B>(A first, B second) {}

  /** A record that copies and checks. */
  public record Tags(List<String> all) {
    public Tags {
      all = List.copyOf(all);
      if (all.contains("")) {
        throw new IllegalArgumentException("An empty tag");
      }
    }
  }

  /** An enum with bodies. */
  public enum State {
    OPEN {
      @Override
      public State next() {
        return PAID;
      }
    },
    PAID {
      @Override
      public State next() {
        return this;
      }
    };

    public abstract State next();
  }
}
