package dev.weft.agent.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weft.agent.type.ClassHeader;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.Includes;
import dev.weft.agent.type.Names;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class JarClassesTest {

  @TempDir private Path temp;

  private static byte[] classFile(String name, int constants) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "shop/Base", null);
    writer.visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    for (int i = 0; i < constants; i++) {
      writer.newUTF8("a constant that makes the others long " + i * 7919L);
    }
    return writer.toByteArray();
  }

  private File jar(boolean isStored, String name, byte[] content, String comment)
      throws IOException {
    Path jar = temp.resolve("classes.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      out.setComment(comment);
      ZipEntry entry = new ZipEntry(name);
      if (isStored) {
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
      }
      out.putNextEntry(entry);
      out.write(content);
      out.closeEntry();
    }
    return jar.toFile();
  }

  private static JarClasses open(File jar) throws IOException {
    JarClasses classes = JarClasses.open(jar);
    assertThat(classes).isNotNull();
    return classes;
  }

  @Test
  void shouldReadTheHeadersAndContentsOfAWholeLibrary() throws Exception {
    File library =
        new File(
            com.google.common.collect.ImmutableList.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    JarClasses classes = open(library);
    int read = 0;
    try (JarFile jar = new JarFile(library)) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          byte[] content = jar.getInputStream(entry).readAllBytes();
          assertThat(classes.read(entry.getName())).isEqualTo(content);
          assertThat(classes.header(entry.getName(), Includes.NONE))
              .as(entry.getName())
              .isEqualTo(ClassHeader.of(ConstantPool.of(content), Includes.NONE));
          read++;
        }
      }
    }
    assertThat(read).isGreaterThan(1_000);
  }

  @Test
  void shouldReadStoredEntries() throws IOException {
    byte[] content = classFile("shop/Main", 3);
    JarClasses classes = open(jar(true, "shop/Main.class", content, ""));

    assertThat(classes.read("shop/Main.class")).isEqualTo(content);
    assertThat(classes.header("shop/Main.class", Includes.NONE))
        .isEqualTo(ClassHeader.of(ConstantPool.of(content), Includes.NONE));
  }

  @Test
  void shouldUnpackTheRestWhereTheConstantsAreLong() throws IOException {
    byte[] content = classFile("shop/Main", 5_000); // nearly nothing but constants
    JarClasses classes = open(jar(false, "shop/Main.class", content, "a comment"));

    ClassHeader header = classes.header("shop/Main.class", Includes.NONE);

    assertThat(header.parents()).containsExactly("shop/Base");
    assertThat(header.mentionsRemote()).isTrue();
  }

  @Test
  void shouldMarkWhatAPatternNames() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, Names.OBJECT, null);
    JarClasses classes = open(jar(false, "shop/Main.class", writer.toByteArray(), ""));

    assertThat(classes.header("shop/Main.class", Includes.NONE).mentionsRemote()).isFalse();
    assertThat(classes.header("shop/Main.class", Includes.parse("shop.Main#*")).mentionsRemote())
        .isTrue();
  }

  @Test
  void shouldFindNothingUnderOtherNames() throws IOException {
    JarClasses classes = open(jar(false, "shop/Main.class", classFile("shop/Main", 0), ""));

    assertThat(classes.header("shop/Main", Includes.NONE)).isNull();
    assertThat(classes.header("shop/Main.classes", Includes.NONE)).isNull();
    assertThat(classes.read("")).isNull();
  }

  @Test
  void shouldSayWhatIsNoClassFile() throws IOException {
    JarClasses classes = open(jar(false, "shop/Main.class", "<html></html>".getBytes(), ""));

    assertThatThrownBy(() -> classes.header("shop/Main.class", Includes.NONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldNeverGiveAnythingButAnErrorForDamagedBytes() throws IOException {
    long seed = Long.getLong("seed", 42);
    Random random = new Random(seed);
    byte[] content = classFile("shop/Main", 100);
    byte[] whole = Files.readAllBytes(jar(false, "shop/Main.class", content, "").toPath());
    for (int round = 0; round < 500; round++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      Path file = Files.write(temp.resolve("damaged.jar"), damaged);
      try {
        JarClasses classes = JarClasses.open(file.toFile());
        if (classes != null) {
          classes.header("shop/Main.class", Includes.NONE);
          classes.read("shop/Main.class");
        }
      } catch (IOException | IllegalArgumentException e) {
        // so the class is as good as missing
      }
    }
  }

  @Test
  void shouldLeaveWhatIsNoJarToTheJdk() throws IOException {
    Path file = Files.write(temp.resolve("no.jar"), new byte[1_000]);

    assertThat(JarClasses.open(file.toFile())).isNull();
  }
}
