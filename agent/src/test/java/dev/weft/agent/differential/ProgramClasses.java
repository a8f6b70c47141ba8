package dev.weft.agent.differential;

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

/** The class files of programs, by binary name. */
record ProgramClasses(Map<String, byte[]> files) {

  /** Unwoven, with calls counted. */
  ProgramClasses counted() {
    Map<String, byte[]> counted = new LinkedHashMap<>();
    files.forEach((name, bytes) -> counted.put(name, CountedClass.of(bytes)));
    return new ProgramClasses(counted);
  }

  /** Woven; the weaver must have no errors to tell. */
  ProgramClasses woven() {
    return new ProgramClasses(weave(files));
  }

  private Map<String, byte[]> weave(Map<String, byte[]> some) {
    Weaver weaver =
        new Weaver(
            new ClassFileLocator.Compound(
                new ClassFileLocator.Simple(files),
                ClassFileLocator.ForClassLoader.of(ProgramClasses.class.getClassLoader())));
    Map<String, byte[]> woven = new LinkedHashMap<>();
    some.forEach(
        (name, bytes) -> {
          WovenClass result = weaver.weave(bytes);
          result.messages().stream()
              .filter(message -> message.isError())
              .forEach(
                  message -> {
                    throw new AssertionError(message.toString());
                  });
          woven.put(name, result.wovenBytes().orElse(bytes));
        });
    return woven;
  }

  /** Why a class and those nested in it cannot be woven; empty when they can. */
  String weaveProblem(String main) {
    Map<String, byte[]> some = new LinkedHashMap<>(files);
    some.keySet().removeIf(name -> !name.equals(main) && !name.startsWith(main + "$"));
    try {
      weave(some);
      return "";
    } catch (RuntimeException | AssertionError e) {
      return e + " at " + List.of(e.getStackTrace()).subList(0, 4);
    }
  }

  /** What ASM's checker has to say about a class and those nested in it; empty when it is right. */
  String findings(String main) {
    StringWriter findings = new StringWriter();
    files.forEach(
        (name, bytes) -> {
          if (name.equals(main) || name.startsWith(main + "$")) {
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
