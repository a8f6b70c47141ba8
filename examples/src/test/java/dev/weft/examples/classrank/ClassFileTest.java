package dev.weft.examples.classrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassFileTest {

  /** Mentions a class in every place that counts. */
  abstract static class Sample extends Thread implements Comparable<Sample> {
    Map<String, Integer> field;
    StringBuilder[][] array;

    abstract List<Long> method(Set<Double> first, int second, Short[] third);

    Object call() throws IOException {
      return new java.util.BitSet[1].length > 0 ? Character.valueOf('x') : (long) Byte.decode("1");
    }
  }

  interface Lonely {}

  @Test
  void shouldFindClassesInEveryPlaceThatCounts() throws IOException {
    Set<String> mentioned = ClassFile.mentionedBy(bytesOf(Sample.class));

    assertThat(mentioned)
        .contains("java/lang/Thread", "java/lang/Comparable") // super types
        .contains("java/util/Map", "java/lang/StringBuilder") // fields
        .contains("java/util/List", "java/util/Set", "java/lang/Short") // a method's descriptor
        .contains("java/io/IOException", "java/util/BitSet") // in code
        .contains("java/lang/Character", "java/lang/Byte"); // calls
  }

  @Test
  void shouldLeaveOutTheClassItselfAndTypeArguments() throws IOException {
    Set<String> mentioned = ClassFile.mentionedBy(bytesOf(Sample.class));

    assertThat(mentioned)
        .doesNotContain(Sample.class.getName().replace('.', '/'))
        .doesNotContain("java/lang/Integer", "java/lang/Double");
    assertThat(mentioned).noneMatch(name -> name.startsWith("[") || name.endsWith(";"));
  }

  @Test
  void shouldFindTheSuperTypeOfAnEmptyInterface() throws IOException {
    assertThat(ClassFile.mentionedBy(bytesOf(Lonely.class)))
        .contains("java/lang/Object", ClassFileTest.class.getName().replace('.', '/'));
  }

  @Test
  void shouldReadConstantsThatTakeTwoPlaces() throws IOException {
    assertThat(ClassFile.mentionedBy(bytesOf(Math.class))).contains("java/lang/StrictMath");
  }

  @Test
  void shouldRefuseWhatIsNoClassFile() {
    assertThatThrownBy(() -> ClassFile.mentionedBy("not a class file at all".getBytes()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CAFEBABE");
    assertThatThrownBy(() -> ClassFile.mentionedBy(new byte[3]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] bytesOf(Class<?> type) throws IOException {
    String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(file)) {
      return in.readAllBytes();
    }
  }
}
