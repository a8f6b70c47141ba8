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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  private static @Nullable ClassHeader header(JarClasses classes, String name, Includes includes)
      throws IOException {
    return classes.look(new EntryName(name), constants -> ClassHeader.of(constants, includes));
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
          assertThat(classes.read(new EntryName(entry.getName()))).isEqualTo(content);
          assertThat(header(classes, entry.getName(), Includes.NONE))
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

    assertThat(classes.read(new EntryName("shop/Main.class"))).isEqualTo(content);
    assertThat(header(classes, "shop/Main.class", Includes.NONE))
        .isEqualTo(ClassHeader.of(ConstantPool.of(content), Includes.NONE));
  }

  @Test
  void shouldUnpackTheRestWhereTheConstantsAreLong() throws IOException {
    byte[] content = classFile("shop/Main", 5_000); // nearly nothing but constants
    JarClasses classes = open(jar(false, "shop/Main.class", content, "a comment"));

    ClassHeader header = header(classes, "shop/Main.class", Includes.NONE);

    assertThat(header.parents()).containsExactly("shop/Base");
    assertThat(header.mentionsRemote()).isTrue();
  }

  @Test
  void shouldMarkWhatAPatternNames() throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, "shop/Main", null, Names.OBJECT, null);
    JarClasses classes = open(jar(false, "shop/Main.class", writer.toByteArray(), ""));

    assertThat(header(classes, "shop/Main.class", Includes.NONE).mentionsRemote()).isFalse();
    assertThat(header(classes, "shop/Main.class", Includes.parse("shop.Main#*")).mentionsRemote())
        .isTrue();
  }

  @Test
  void shouldFindNothingUnderOtherNames() throws IOException {
    JarClasses classes = open(jar(false, "shop/Main.class", classFile("shop/Main", 0), ""));

    assertThat(header(classes, "shop/Main", Includes.NONE)).isNull();
    assertThat(header(classes, "shop/Main.classes", Includes.NONE)).isNull();
    assertThat(classes.read(new EntryName(""))).isNull();
  }

  @Test
  void shouldTakeTheNewestVersionThatThisReleaseHas() throws IOException {
    Path jar = temp.resolve("versions.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String folder : new String[] {"", "9/", "11/", "17/", "21/", "x/", "8/", "011/"}) {
        String versions = folder.isEmpty() ? "" : "META-INF/versions/";
        out.putNextEntry(new ZipEntry(versions + folder + "shop/Main.class"));
        out.write(folder.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
      out.putNextEntry(new ZipEntry("META-INF/versions/9/META-INF/MANIFEST.MF"));
      out.closeEntry();
    }
    EntryName name = new EntryName("shop/Main.class");

    JarClasses plain = open(jar.toFile());

    assertThat(plain.read(name)).isEmpty();
    assertThat(plain.forRelease(8).read(name)).isEmpty();
    assertThat(plain.forRelease(10).read(name)).asString().isEqualTo("9/");
    assertThat(plain.forRelease(17).read(name)).asString().isEqualTo("17/");
    assertThat(plain.forRelease(25).read(name)).asString().isEqualTo("21/");
    assertThat(plain.forRelease(25).read(new EntryName("META-INF/MANIFEST.MF"))).isNull();
  }

  @Test
  @Timeout(60)
  void shouldServeManyThreads() throws Exception {
    byte[] content = classFile("shop/Main", 100);
    JarClasses classes = open(jar(false, "shop/Main.class", content, ""));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        done.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 500; i++) {
                    assertThat(header(classes, "shop/Main.class", Includes.NONE).parents())
                        .containsExactly("shop/Base");
                    assertThat(classes.read(new EntryName("shop/Main.class"))).isEqualTo(content);
                  }
                  return null;
                }));
      }
      for (Future<?> one : done) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldSayWhatIsNoClassFile() throws IOException {
    JarClasses classes = open(jar(false, "shop/Main.class", "<html></html>".getBytes(), ""));

    assertThatThrownBy(() -> header(classes, "shop/Main.class", Includes.NONE))
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
          header(classes, "shop/Main.class", Includes.NONE);
          classes.read(new EntryName("shop/Main.class"));
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
