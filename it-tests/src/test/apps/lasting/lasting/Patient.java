package lasting;

import dev.weft.ObjectRef;
import dev.weft.Weft;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A driver whose tasks must not run twice, while a member leaves in good order. */
public final class Patient {

  private static final int TASKS = 400;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Patient() {}

  public static void main(String[] args) throws Exception {
    List<ObjectRef<Long>> squares = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      int number = i;
      squares.add(Weft.options().retries(0).remote(() -> Work.square(number)));
    }
    Weft.wait(squares, TASKS / 10, LIMIT);
    System.out.println("under way");
    System.in.read(); // the member has been told to leave
    System.out.println("sum " + Weft.get(squares).stream().mapToLong(s -> s).sum());
  }
}
