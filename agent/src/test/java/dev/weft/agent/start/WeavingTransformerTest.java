package dev.weft.agent.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weft.agent.type.Includes;
import dev.weft.agent.type.Names;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Gives classes to the agent as the JVM does, and counts what it reads of others. */
class WeavingTransformerTest {

  /** Finds class files in memory. */
  private static final class MemoryLoader extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    MemoryLoader() {
      super(getPlatformClassLoader());
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
      asked.add(name);
      byte[] file = files.get(name);
      return file == null ? super.getResourceAsStream(name) : new ByteArrayInputStream(file);
    }
  }

  private final MemoryLoader loader = new MemoryLoader();

  private WeavingTransformer transformer = transformer(Includes.NONE);

  private static WeavingTransformer transformer(Includes includes) {
    return new WeavingTransformer(
        new LoaderWeavers(includes, false),
        new ApplicationClasses(new MemoryLoader()),
        IncludedClasses.watch(Includes.NONE),
        RunReport.open("", false),
        false);
  }

  private byte @Nullable [] load(String name, byte[] classFile) {
    loader.files.put(name + ".class", classFile);
    return transform(name, classFile);
  }

  private byte @Nullable [] transform(String name, byte[] classFile) {
    return transformer.transform(loader, name, null, null, classFile);
  }

  /** A class with a method that calls one of each of some other classes. */
  private static byte[] classFile(String name, String superName, String... called) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, superName, null);
    method(writer, "call", called);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** A class with the method that a pattern may make a task. */
  private static byte[] withMethod(String name) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, Names.OBJECT, null);
    method(writer, "task");
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] withTask(String name, String... called) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, Names.OBJECT, null);
    method(writer, "task").visitAnnotation(Names.REMOTE_ANNOTATION, true).visitEnd();
    method(writer, "call", called);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static MethodVisitor method(ClassWriter writer, String name, String... called) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, name, "()V", null, null);
    code.visitCode();
    for (String owner : called) {
      code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, "task", "()V", false);
    }
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return code;
  }

  @Test
  void shouldWeaveTasksAndTheirCallers() {
    byte[] prices = withTask("shop/Prices");
    loader.files.put("shop/Prices.class", prices);

    assertThat(load("shop/Main", classFile("shop/Main", Names.OBJECT, "shop/Prices"))).isNotNull();
    assertThat(load("shop/Prices", prices)).isNotNull();
  }

  @Test
  void shouldReadNoOtherClassWhereAllThatAreNamedAreKnown() {
    byte[] plain = classFile("shop/Plain", Names.OBJECT);
    loader.files.put("shop/Plain.class", plain);
    assertThat(load("shop/First", classFile("shop/First", Names.OBJECT, "shop/Plain"))).isNull();
    assertThat(loader.asked).contains("shop/Plain.class");
    loader.asked.clear();

    assertThat(load("shop/Plain", plain)).isNull();
    assertThat(load("shop/Second", classFile("shop/Second", "shop/First", "shop/Plain"))).isNull();
    assertThat(load("shop/Third", classFile("shop/Third", "shop/Second", "shop/First"))).isNull();

    assertThat(loader.asked).isEmpty();
  }

  @Test
  void shouldNotReadClassesOfKnownLibraries() {
    byte[] caller = classFile("shop/Main", "org/h2/Base", "org/h2/Driver");
    loader.files.put("org/h2/Driver.class", classFile("org/h2/Driver", Names.OBJECT));

    assertThat(load("shop/Main", caller)).isNull();

    assertThat(loader.asked).isEmpty();
  }

  @Test
  void shouldReadKnownLibrariesWhenAMethodOfTheirsIsIncluded() {
    transformer = transformer(Includes.parse("org.h2.Driver#task"));
    loader.files.put("org/h2/Sub.class", classFile("org/h2/Sub", "org/h2/Driver"));
    byte[] driver = withMethod("org/h2/Driver");
    loader.files.put("org/h2/Driver.class", driver);

    assertThat(load("shop/Main", classFile("shop/Main", Names.OBJECT, "org/h2/Driver")))
        .isNotNull();
    assertThat(load("shop/Other", classFile("shop/Other", Names.OBJECT, "org/h2/Sub"))).isNotNull();
    assertThat(load("org/h2/Driver", driver)).isNotNull();
  }

  @Test
  void shouldSeeWhatAClassIsWhenItIsLoadedRatherThanWhatItsFileWas() {
    loader.files.put("shop/Prices.class", classFile("shop/Prices", Names.OBJECT));
    assertThat(load("shop/First", classFile("shop/First", Names.OBJECT, "shop/Prices"))).isNull();

    byte[] changed = withTask("shop/Prices");
    assertThat(load("shop/Prices", changed)).isNotNull();

    assertThat(load("shop/Second", classFile("shop/Second", Names.OBJECT, "shop/Prices")))
        .isNotNull();
  }

  @Test
  void shouldWeaveCallersOfClassesThatHaveNoFile() {
    assertThat(transform("shop/Made", withTask("shop/Made"))).isNotNull();

    assertThat(load("shop/Main", classFile("shop/Main", Names.OBJECT, "shop/Made"))).isNotNull();
  }

  @Test
  void shouldLeaveWhatIsTruncatedAtAnyPlace() {
    byte[] whole = withTask("shop/Prices", "shop/Prices");

    for (int length = 0; length < whole.length; length++) {
      assertThat(transform("shop/Prices", Arrays.copyOf(whole, length)))
          .as("length %s", length)
          .isNull();
    }
    assertThat(transform("shop/Prices", whole)).as("afterwards").isNotNull();
  }

  @Test
  void shouldSurviveAnyChangedBytes() {
    long seed = Long.getLong("seed", 42);
    Random random = new Random(seed);
    byte[] whole = withTask("shop/Prices", "shop/Prices", "shop/Other");
    for (int round = 0; round < 3_000; round++) {
      byte[] changed = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt();
      }
      loader.files.put("shop/Other.class", changed);

      transform("shop/Prices", changed); // throws nothing: what does, the JVM does not show
    }
  }

  @Test
  void shouldLeaveTheJdksAndItsOwnClasses() {
    byte[] task = withTask("dev/weft/bridge/Scope");

    assertThat(transform("dev/weft/bridge/Scope", task)).isNull();
    assertThat(
            transformer.transform(
                ClassLoader.getPlatformClassLoader(), "shop/Prices", null, null, task))
        .isNull();
    assertThat(transformer.transform(null, "shop/Prices", null, null, task)).isNull();
  }
}
