package neighbours;

import dev.weft.ObjectRef;
import dev.weft.Remote;
import dev.weft.Weft;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An application that has its own, older Hazelcast, Kryo, ASM and slf4j. */
public final class Main {

  private static final Logger log = LoggerFactory.getLogger(Main.class);

  private Main() {}

  @Remote
  static int square(int x) {
    return x * x;
  }

  @Remote
  static boolean hasContextLoader() {
    return Thread.currentThread().getContextClassLoader() == Main.class.getClassLoader();
  }

  public static void main(String[] args) throws Exception {
    log.info("the application logs through {}", Origin.of(log.getClass()));
    System.out.println(Codec.roundTrip(List.of("a", "b")));
    Maps maps = new Maps();
    maps.count("calls");
    System.out.println("counted " + maps.count("calls") + " in Hazelcast " + maps.version());
    System.out.println(
        new ClassReader(Main.class.getResourceAsStream("Main.class")).getClassName()
            + " read by "
            + Origin.of(ClassReader.class));
    List<ObjectRef<Integer>> squares = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int x = i;
      squares.add(Weft.remote(() -> square(x)));
    }
    System.out.println(
        "squares " + Weft.get(squares).stream().mapToInt(s -> s).sum() + ", " + place());
    System.out.println(
        "context loader of tasks " + hasContextLoader() + ", actors " + maps.hasContextLoader());
    maps.close();
  }

  private static String place() {
    return Weft.context().mode();
  }
}
