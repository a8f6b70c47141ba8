package dev.weft.examples.classrank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassListTest {

  private final ClassList classes = ClassList.ofModule("java.base");

  @Test
  void shouldListTheClassesOfAModuleSorted() {
    assertThat(classes.names())
        .hasSizeGreaterThan(5_000)
        .isSorted()
        .doesNotHaveDuplicates()
        .contains("java/lang/Object", "java/util/Map$Entry")
        .doesNotContain("module-info");
    assertThat(classes.modules()).hasSameSizeAs(classes.names()).containsOnly("java.base");
  }

  @Test
  void shouldListTheClassesOfEveryModule() {
    ClassList all = ClassList.ofThisJdk();

    assertThat(all.names()).isSorted().doesNotHaveDuplicates();
    assertThat(Set.of(all.names()).containsAll(Set.of(classes.names()))).isTrue();
    assertThat(all.moduleCount()).isGreaterThan(1);
  }

  @Test
  void shouldTellReferencesByIndex() {
    int object = Arrays.binarySearch(classes.names(), "java/lang/Object");

    int[] references = classes.references(object);

    assertThat(references).isSorted().doesNotHaveDuplicates().doesNotContain(object);
    assertThat(IntStream.of(references).mapToObj(i -> classes.names()[i]))
        .contains("java/lang/String", "java/lang/Class", "java/lang/InterruptedException");
  }

  @Test
  void shouldRefuseTheListOfAnotherJdk() {
    ClassList foreign = new ClassList("1.2.3+4", classes.names(), classes.modules());

    assertThatCode(classes::requireThisJdk).doesNotThrowAnyException();
    assertThatThrownBy(foreign::requireThisJdk)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("1.2.3+4")
        .hasMessageContaining(System.getProperty("java.vm.version"));
  }
}
