package dev.weft.agent.type;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/** Finds class files, and the constants of one at less cost than the whole. */
public interface HeaderFiles extends ClassFileLocator {

  /** Takes what is wanted from the constants of a class, which it must not keep. */
  interface Look<T> {
    T at(ConstantPool constants);
  }

  /** Whether a class is known, by its internal name alone, to have nothing to do with Weft. */
  boolean isKnownPlain(String internalName);

  /**
   * Looks at the constants of a class by its internal name; returns null if it cannot be found.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  <T> @Nullable T look(String internalName, Look<T> look) throws IOException;
}
