package dev.weft.agent.type;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/** Finds class files, and the header of one at less cost than the whole. */
public interface HeaderFiles extends ClassFileLocator {

  /**
   * The header of a class by its internal name, or null if it cannot be found.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  @Nullable ClassHeader header(String internalName, Includes includes) throws IOException;
}
