package dev.weft.agent.weave;

import dev.weft.agent.type.ClassInfos;
import org.objectweb.asm.ClassWriter;

/** Writes class files with their frames computed from class files, without loading a class. */
final class WovenClassWriter extends ClassWriter {

  private final ClassInfos infos;

  WovenClassWriter(ClassInfos infos) {
    super(COMPUTE_FRAMES);
    this.infos = infos;
  }

  @Override
  protected String getCommonSuperClass(String a, String b) {
    return infos.commonSuperclass(a, b);
  }
}
