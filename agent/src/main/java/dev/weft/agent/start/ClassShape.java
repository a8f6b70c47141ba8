package dev.weft.agent.start;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What the JVM allows no new version of a loaded class to change: its supertypes, and the fields
 * and methods that it has.
 *
 * @param supertypes the superclass and the interfaces
 * @param fields with access and type
 * @param methods with access and descriptor
 */
record ClassShape(Set<String> supertypes, Set<String> fields, Set<String> methods) {

  static ClassShape of(byte[] classFile) {
    Collector collector = new Collector();
    new ClassReader(classFile)
        .accept(
            collector, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassShape(collector.supertypes, collector.fields, collector.methods);
  }

  /** Whether it has a method of that name. */
  boolean hasMethod(String name) {
    return methods.stream().anyMatch(method -> method.contains(" " + name + "("));
  }

  private static final class Collector extends ClassVisitor {

    private final Set<String> supertypes = new HashSet<>();
    private final Set<String> fields = new HashSet<>();
    private final Set<String> methods = new TreeSet<>();

    Collector() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      supertypes.add(access + " extends " + superName);
      for (String type : interfaces == null ? new String[0] : interfaces) {
        supertypes.add(type);
      }
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(access + " " + name + " " + descriptor);
      return null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      methods.add(access + " " + name + descriptor);
      return null;
    }
  }
}
