package dev.weft.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The classes of this copy of Weft, by name.
 *
 * <p>The agent lets the application's class loaders ask here before they look anywhere else: an
 * archive may bring a copy of its own, but a process has one Weft.
 */
public final class RuntimeClasses {

  private static final String PREFIX = "dev.weft.";

  private RuntimeClasses() {}

  /** Called by class loaders that the agent has seen: the class of that name, or null. */
  public static @Nullable Class<?> find(@Nullable String name) {
    return name != null && name.startsWith(PREFIX) ? load(name) : null;
  }

  private static @Nullable Class<?> load(String name) {
    try {
      return Class.forName(name, false, RuntimeClasses.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      return null; // another part of Weft, or a program in its packages
    }
  }
}
