package dev.weft.store;

/**
 * Finds the classes of one job by name.
 *
 * <p>It is asked for application classes only: names of the JDK, of Weft and of its libraries never
 * reach it. It must not initialise what it finds, and may block, for instance to fetch the class.
 */
@FunctionalInterface
public interface ClassLookup {

  /**
   * The class of that binary name; never an array or a primitive.
   *
   * @throws ClassNotFoundException if the job has no such class
   */
  Class<?> find(String name) throws ClassNotFoundException;

  /** Looks in a class loader. */
  static ClassLookup of(ClassLoader loader) {
    return name -> Class.forName(name, false, loader);
  }
}
