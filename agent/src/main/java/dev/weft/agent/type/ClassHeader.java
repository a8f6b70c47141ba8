package dev.weft.agent.type;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/**
 * What nearly always suffices to know that a class has nothing to do with Weft, and costs little.
 *
 * @param superName the internal name of its superclass; null for {@code Object}
 * @param interfaces internal names
 * @param mentionsRemote whether the name of the annotation is among its constants, or a pattern of
 *     {@code weft.include} names the class
 */
record ClassHeader(@Nullable String superName, List<String> interfaces, boolean mentionsRemote) {

  private static final int UTF8 = 1;

  static ClassHeader of(ClassReader reader, Includes includes) {
    return new ClassHeader(
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        includes.contains(reader.getClassName()) || mentions(reader, Names.REMOTE_ANNOTATION));
  }

  private static boolean mentions(ClassReader reader, String constant) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset != 0 && reader.readByte(offset - 1) == UTF8 && isAt(reader, offset, constant)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAt(ClassReader reader, int offset, String constant) {
    if (reader.readUnsignedShort(offset) != constant.length()) {
      return false;
    }
    for (int i = 0; i < constant.length(); i++) {
      if (reader.readByte(offset + 2 + i) != constant.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
