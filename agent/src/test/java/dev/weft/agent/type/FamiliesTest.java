package dev.weft.agent.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class FamiliesTest {

  /** Class files by their names, and which were asked for. */
  private static final class Files implements HeaderFiles {
    private final Map<String, byte[]> classes = new HashMap<>();
    private final Set<String> lookedAt = new HashSet<>();

    Files with(String name, String parent, String... used) {
      classes.put(name, classFile(name, parent, used));
      return this;
    }

    @Override
    public boolean isKnownPlain(String internalName) {
      return internalName.startsWith("known/");
    }

    @Override
    public <T> @Nullable T look(String internalName, Look<T> look) {
      byte[] bytes = classes.get(internalName);
      lookedAt.add(internalName);
      return bytes == null ? null : look.at(ConstantPool.of(bytes));
    }

    boolean isLookedAt(String name) {
      return lookedAt.contains(name);
    }

    @Override
    public Resolution locate(String name) {
      return new Resolution.Illegal(name);
    }

    @Override
    public void close() {}
  }

  /** A class that mentions the annotation if it uses {@code @}. */
  private static byte[] classFile(String name, String parent, String... used) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, parent, null);
    for (String other : used) {
      if (other.equals("@")) {
        writer.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
      } else {
        writer.newMethod(other, "run", "()V", false);
      }
    }
    return writer.toByteArray();
  }

  private static ConstantPool constants(String name, String... used) {
    return ConstantPool.of(classFile(name, Names.OBJECT, used));
  }

  @Test
  void shouldTakeAClassForPlainThatUsesOnlySuch() {
    Files files = new Files().with("A", "B").with("B", Names.OBJECT, "Unread");
    Families families = new Families(files, Includes.NONE);

    assertThat(families.isKnownPlain(constants("Main", "A"))).isFalse();
    assertThat(files.lookedAt).isEmpty();
    assertThat(families.isPlain(constants("Main", "A"))).isTrue();
    assertThat(families.isKnownPlain(constants("Main", "A", "B"))).isTrue();
    assertThat(families.isKnownPlain(constants("Other", "Main"))).isTrue();
    assertThat(files.isLookedAt("Unread")).isFalse();
  }

  @Test
  void shouldSeeTheAnnotationOfItselfOfWhatItUsesAndOfTheirParents() {
    Files files = new Files().with("A", "B").with("B", "C").with("C", Names.OBJECT, "@");
    Families families = new Families(files, Includes.NONE);

    assertThat(families.isPlain(constants("Main", "@"))).isFalse();
    assertThat(families.isPlain(constants("Main", "Missing", "A"))).isFalse();
    assertThat(families.isKnownPlain(constants("Main", "A"))).isFalse();
    assertThat(families.mention("A")).isTrue();
    assertThat(families.mention("Missing")).isFalse();
    assertThat(families.isPlain(constants("Main", "Missing"))).isTrue();
  }

  @Test
  void shouldTakeTheVerbsForMoreThanPlain() {
    Families families = new Families(new Files(), Includes.NONE);

    assertThat(families.isPlain(constants("Main", Names.WEFT))).isFalse();
    assertThat(families.isPlain(constants("Main", Names.CALL_OPTIONS))).isFalse();
    assertThat(families.isPlain(constants("Main", Names.OBJECT_REF))).isTrue();
  }

  @Test
  void shouldHeedThePatternsOfClassesThatAreNotAnnotated() {
    Files files = new Files().with("shop/Prices", Names.OBJECT).with("shop/Plain", Names.OBJECT);
    Families families = new Families(files, Includes.parse("shop.Prices#of"));

    assertThat(families.isPlain(constants("Main", "shop/Prices"))).isFalse();
    assertThat(families.isPlain(constants("Main", "shop/Plain"))).isTrue();
    assertThat(families.isPlain(constants("shop/Prices"))).isFalse();
    assertThat(families.isKnownPlain(constants("shop/Prices"))).isFalse();
  }

  @Test
  void shouldEndWhereAClassIsItsOwnAncestor() {
    Files files = new Files().with("A", "B").with("B", "A").with("C", "C", "@");
    Families families = new Families(files, Includes.NONE);

    assertThat(families.mention("A")).isFalse();
    assertThat(families.mention("C")).isTrue();
  }

  @Test
  void shouldNotLookAtClassesThatAreKnownByTheirNames() {
    Files files = new Files().with("known/Base", Names.OBJECT, "@").with("shop/Sub", "known/Base");
    Families families = new Families(files, Includes.NONE);

    assertThat(families.isPlain(constants("shop/Main", "known/Base", "shop/Sub"))).isTrue();
    assertThat(files.isLookedAt("known/Base")).isFalse();
    assertThat(files.isLookedAt("shop/Sub")).isTrue();
  }
}
