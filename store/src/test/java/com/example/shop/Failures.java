package com.example.shop;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** Exceptions as applications have them. */
public final class Failures {

  private Failures() {}

  /** Carries data and makes its message from it. */
  public static class OutOfStock extends RuntimeException {
    private final List<String> items;
    private final int code;

    public OutOfStock(String message, List<String> items, int code) {
      super(message);
      this.items = items;
      this.code = code;
    }

    @Override
    public String getMessage() {
      return super.getMessage() + " " + items + " (" + code + ")";
    }

    public List<String> items() {
      return items;
    }
  }

  /** Checked, without any of the usual constructors. */
  public static class Checked extends IOException {
    public final int status;

    public Checked(int status) {
      super("status " + status);
      this.status = status;
    }
  }

  /** Extends one of the JDK with fields. */
  public static class Database extends SQLException {
    public Database(String reason) {
      super(reason);
    }
  }

  /** Holds something that cannot travel. */
  public static class Leaky extends RuntimeException {
    public final Object open = Thread.currentThread();

    public Leaky(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Holds itself and its cause in fields. */
  public static class SelfHolding extends RuntimeException {
    public Throwable self = this;
    public List<Throwable> all;

    public SelfHolding(Throwable cause) {
      super("self", cause);
      all = List.of(cause);
    }
  }

  /** An error. */
  public static class Fatal extends Error {
    public Fatal(String message) {
      super(message);
    }
  }

  /** Throws from its own methods. */
  public static class Rude extends RuntimeException {
    @Override
    public String getMessage() {
      throw new IllegalStateException("no message for you");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause either");
    }
  }
}
