package dev.weft.agent.type;

import java.io.IOException;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.jspecify.annotations.Nullable;

/** Finds class files, and the constants of one at less cost than the whole. */
public interface ConstantFiles extends ClassFileLocator {

  /**
   * The constants of a class by its internal name, or null if it cannot be found.
   *
   * @throws IllegalArgumentException if it is not a class file
   */
  @Nullable ConstantPool constants(String internalName) throws IOException;
}
