package swap;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;

/** Calls a task and an actor before and after its classes are changed. */
public final class Main {

  @Remote
  static String task(String argument) {
    return argument + " by the first, in " + where();
  }

  @Remote
  static class Register {

    private int calls;

    String note(String what) {
      return ++calls + " " + what + " by the first, in " + where();
    }
  }

  private Main() {}

  public static void main(String[] args) throws Exception {
    Register register = new Register();
    call(register);
    System.out.println(Agent.retransform(Main.class, Register.class) + " transformed again");
    call(register);
    Agent.redefine("by the first", "by the other", Main.class, Register.class);
    System.out.println("redefined");
    call(register);
    call(new Register());
  }

  private static void call(Register register) {
    String plain = task("called");
    ObjectRef<String> sent = Weft.remote(() -> task("sent"));
    System.out.println(plain + "; " + sent.get() + "; " + register.note("noted"));
  }

  private static String where() {
    return Thread.currentThread().getName().replaceAll("-[0-9]+$", "");
  }
}
