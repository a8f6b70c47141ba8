package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;

/** The constants of a class file, which tell in microseconds what a class refers to. */
final class Constants {

  private static final int UTF8 = 1;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final ClassReader reader;
  private final char[] buffer;

  Constants(ClassReader reader) {
    this.reader = reader;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** A method that is referred to, under the class that is named there. */
  record Method(String owner, String name, String descriptor) {}

  /** Whether it is one of the verbs that take a lambda. */
  static boolean isVerb(Method method) {
    return (method.owner().equals(Names.WEFT) || method.owner().equals(Names.CALL_OPTIONS))
        && (method.name().equals("remote") || method.name().equals("actor"));
  }

  /** Whether a text is among them, as the names of annotations are. */
  boolean hasText(String text) {
    return items(UTF8)
        .anyMatch(
            item ->
                reader.readUnsignedShort(item) == text.length()
                    && IntStream.range(0, text.length())
                        .allMatch(i -> reader.readByte(item + 2 + i) == text.charAt(i)));
  }

  /** The methods that are referred to, of certain classes. */
  Stream<Method> methods(Predicate<String> owner) {
    return IntStream.concat(items(METHOD), items(INTERFACE_METHOD))
        .filter(item -> owner.test(reader.readClass(item, buffer)))
        .mapToObj(this::method);
  }

  private Method method(int item) {
    int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
    return new Method(
        reader.readClass(item, buffer),
        reader.readUTF8(nameAndType, buffer),
        reader.readUTF8(nameAndType + 2, buffer));
  }

  private IntStream items(int tag) {
    return IntStream.range(1, reader.getItemCount())
        .map(reader::getItem)
        .filter(item -> item != 0 && reader.readByte(item - 1) == tag);
  }
}
