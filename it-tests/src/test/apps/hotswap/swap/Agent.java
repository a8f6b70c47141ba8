package swap;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;

/** Another agent, which has classes transformed once more and redefines them. */
public final class Agent {

  private static final AtomicInteger TRANSFORMED = new AtomicInteger();
  private static Instrumentation instrumentation;

  private Agent() {}

  public static void premain(String arguments, Instrumentation given) {
    instrumentation = given;
    given.addTransformer(new Same(), true);
  }

  /** Has them transformed again; returns how many were. */
  static int retransform(Class<?>... types) throws Exception {
    TRANSFORMED.set(0);
    instrumentation.retransformClasses(types);
    return TRANSFORMED.get();
  }

  /** Gives classes their class files anew, some text in them replaced by another of its length. */
  static void redefine(String text, String replacement, Class<?>... types) throws Exception {
    ClassDefinition[] definitions = new ClassDefinition[types.length];
    for (int i = 0; i < types.length; i++) {
      String content = new String(classFile(types[i]), StandardCharsets.ISO_8859_1);
      definitions[i] =
          new ClassDefinition(
              types[i],
              content.replace(text, replacement).getBytes(StandardCharsets.ISO_8859_1));
    }
    instrumentation.redefineClasses(definitions);
  }

  private static byte[] classFile(Class<?> type) throws IOException {
    String name = type.getName();
    try (InputStream in =
        type.getResourceAsStream(name.substring(name.lastIndexOf('.') + 1) + ".class")) {
      return in.readAllBytes();
    }
  }

  /** Gives back what it gets, as bytes of its own. */
  private static final class Same implements ClassFileTransformer {

    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      if (name == null || !name.startsWith("swap/")) {
        return null;
      }
      TRANSFORMED.incrementAndGet();
      return bytes.clone();
    }
  }
}
