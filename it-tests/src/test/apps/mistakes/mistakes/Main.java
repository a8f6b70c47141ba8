package mistakes;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.net.Socket;

/** Makes each mistake once and prints what comes of it. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Account account = new Account("Ada", new Account.Session(new Socket()));
    attempt("argument", () -> Failing.owner(account));
    attempt("put", () -> Weft.put(account));
    attempt("result", () -> Failing.notAValue());
    attempt("checked", () -> Failing.checked());
    attempt("unchecked", () -> Failing.unchecked());
    attempt("broken", () -> Failing.broken());
    attempt("error", () -> Failing.error());
    attempt("endless", () -> Failing.endless());
    attempt("explicit", () -> {
      ObjectRef<Void> ref = Weft.remote(() -> Failing.checked());
      ref.get();
    });
    System.out.println("still serving: " + Failing.fine(42));

    ObjectRef<Integer> ref = Weft.put(1);
    Weft.shutdown();
    attempt("get after shutdown", ref::get);
    attempt("put after shutdown", () -> Weft.put(2));
    attempt("call after shutdown", () -> Failing.fine(1));
    Weft.init();
    System.out.println("after a new start: " + Failing.fine(43));
  }

  private static void attempt(String name, Attempt attempt) {
    try {
      attempt.run();
      System.out.println(name + ": nothing happened");
    } catch (Throwable e) {
      describe(name, e);
    }
  }

  private static void describe(String name, Throwable thrown) {
    System.out.println(name + ": " + thrown);
    if (thrown instanceof LockedException locked) {
      System.out.println(name + " owner: " + locked.owner);
    }
    StackTraceElement[] stack = thrown.getStackTrace();
    for (int i = 0; i < Math.min(stack.length, 30); i++) {
      System.out.println(name + " at " + stack[i]);
    }
    if (thrown.getCause() != null) {
      System.out.println(name + " cause: " + thrown.getCause());
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      System.out.println(name + " suppressed: " + suppressed);
    }
  }

  private interface Attempt {
    void run() throws Throwable;
  }
}
