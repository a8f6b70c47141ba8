package dev.weft.agent.weave;

import dev.weft.agent.type.ClassInfos;
import dev.weft.agent.type.Names;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/** Writes class files with their frames computed from class files, without loading a class. */
final class WovenClassWriter extends ClassWriter {

  private final ClassInfos infos;

  WovenClassWriter(ClassInfos infos) {
    super(COMPUTE_FRAMES);
    this.infos = infos;
  }

  /**
   * A writer that copies the methods that it gets straight from a reader.
   *
   * @param original its constants are the first of those of the class that is written
   */
  WovenClassWriter(ClassReader original, ClassInfos infos) {
    super(original, COMPUTE_FRAMES);
    this.infos = infos;
  }

  @Override
  protected String getCommonSuperClass(String a, String b) {
    String common = infos.commonSuperclass(a, b);
    if (common.equals(Names.OBJECT)) {
      infos
          .missing(a, b)
          .ifPresent(
              missing -> {
                throw new UnknownTypeException(missing);
              });
    }
    return common;
  }
}
