package loading;

import java.io.BufferedReader;
import java.io.FileReader;

/** Loads and links the classes whose names stand in a file, and prints how many these were. */
public final class Main {

  public static void main(String[] args) throws Exception {
    ClassLoader loader = Main.class.getClassLoader();
    int linked = 0;
    try (BufferedReader names = new BufferedReader(new FileReader(args[0]))) {
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        try {
          Class.forName(name, false, loader).getDeclaredMethods(); // links, and so verifies
          linked++;
        } catch (LinkageError e) {
          // It needs a library that is not there, as some classes of most libraries do.
        }
      }
    }
    System.out.println(linked);
  }
}
