package dev.weft.agent.differential;

import dev.weft.agent.check.Message;
import dev.weft.agent.weave.Weaver;
import dev.weft.agent.weave.WovenClass;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.dynamic.ClassFileLocator;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;

/**
 * The class files of programs, by binary name.
 *
 * @param problems why classes could not be woven; they are in {@code files} as they were
 */
record ProgramClasses(Map<String, byte[]> files, Map<String, String> problems) {

  ProgramClasses(Map<String, byte[]> files) {
    this(files, Map.of());
  }

  /** Unwoven, with calls counted. */
  ProgramClasses counted() {
    Map<String, byte[]> counted = new LinkedHashMap<>();
    files.forEach((name, bytes) -> counted.put(name, CountedClass.of(bytes)));
    return new ProgramClasses(counted);
  }

  /** Woven. What the weaver calls an error is a problem, and so is what it throws. */
  ProgramClasses woven() {
    Weaver weaver =
        new Weaver(
            new ClassFileLocator.Compound(
                new ClassFileLocator.Simple(files),
                ClassFileLocator.ForClassLoader.of(ProgramClasses.class.getClassLoader())));
    Map<String, byte[]> woven = new LinkedHashMap<>(files);
    Map<String, String> found = new LinkedHashMap<>();
    files.forEach(
        (name, bytes) -> {
          try {
            WovenClass result = weaver.weave(bytes);
            result.wovenBytes().ifPresent(better -> woven.put(name, better));
            result.messages().stream()
                .filter(Message::isError)
                .forEach(message -> found.put(name, message.toString()));
          } catch (RuntimeException e) {
            found.put(name, e + " at " + List.of(e.getStackTrace()).subList(0, 4));
          }
        });
    return new ProgramClasses(woven, found);
  }

  /** Why a class or those nested in it could not be woven; empty when they could. */
  List<String> problems(String main) {
    return problems.entrySet().stream()
        .filter(problem -> isOf(main, problem.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static boolean isOf(String main, String name) {
    return name.equals(main) || name.startsWith(main + "$");
  }

  /** What ASM's checker has to say about a class and those nested in it; empty when it is right. */
  String findings(String main) {
    StringWriter findings = new StringWriter();
    files.forEach(
        (name, bytes) -> {
          if (isOf(main, name)) {
            CheckClassAdapter.verify(
                new ClassReader(bytes), loader(), false, new PrintWriter(findings, true));
          }
        });
    return findings.toString();
  }

  /** A loader of its own that defines them; the JVM verifies each. */
  ClassLoader loader() {
    return new ClassLoader(ProgramClasses.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
          throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
      }
    };
  }
}
