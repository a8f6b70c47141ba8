package dev.weft.agent.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * One class as its class file declares it, without code.
 *
 * @param name its internal name
 * @param access its access flags
 * @param superName the internal name of its superclass; null for {@code Object}
 * @param interfaces internal names
 * @param mark what its own {@code @Remote} says; null without one
 * @param methods in the order of the class file
 * @param fields in the order of the class file
 * @param bridges for each bridge method, as name and descriptor, the descriptor of the method of
 *     the same name that it calls
 */
public record ClassInfo(
    String name,
    int access,
    @Nullable String superName,
    List<String> interfaces,
    @Nullable RemoteMark mark,
    List<MethodInfo> methods,
    List<FieldInfo> fields,
    Map<String, String> bridges) {

  public ClassInfo {
    interfaces = List.copyOf(interfaces);
    methods = List.copyOf(methods);
    fields = List.copyOf(fields);
    bridges = Map.copyOf(bridges);
  }

  /** Reads a class file; methods that are included are as if they were annotated. */
  static ClassInfo of(ClassReader reader, Includes includes) {
    Collector collector = new Collector(includes);
    reader.accept(
        collector, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassInfo(
        reader.getClassName(),
        reader.getAccess(),
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        collector.mark,
        collector.methods,
        collector.fields,
        collector.hasBridges ? Bridges.of(reader) : Map.of());
  }

  /** The same class without annotations of Weft's. */
  ClassInfo unmarked() {
    List<MethodInfo> plain =
        methods.stream()
            .map(
                m ->
                    new MethodInfo(
                        m.owner(), m.name(), m.descriptor(), m.access(), null, false, false))
            .toList();
    return new ClassInfo(name, access, superName, interfaces, null, plain, fields, bridges);
  }

  /** Whether it is annotated {@code @Remote} itself. */
  public boolean isRemote() {
    return mark != null;
  }

  public boolean isInterface() {
    return (access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The method that it declares with that name and descriptor. */
  public Optional<MethodInfo> method(String methodName, String descriptor) {
    for (MethodInfo method : methods) {
      if (method.matches(methodName, descriptor)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  /** The field that it declares with that name and descriptor. */
  public Optional<FieldInfo> field(String fieldName, String descriptor) {
    return fields.stream()
        .filter(f -> f.name().equals(fieldName) && f.descriptor().equals(descriptor))
        .findFirst();
  }

  private static final class Collector extends ClassVisitor {
    private final List<MethodInfo> methods = new ArrayList<>();
    private final List<FieldInfo> fields = new ArrayList<>();
    private final Includes includes;
    private String owner = "";
    private int version;
    private int classAccess;
    private @Nullable RemoteMark mark;
    private boolean hasBridges;

    Collector(Includes includes) {
      super(Opcodes.ASM9);
      this.includes = includes;
    }

    @Override
    public void visit(
        int classVersion,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      owner = name;
      version = classVersion;
      classAccess = access;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return descriptor.equals(Names.REMOTE_ANNOTATION)
          ? new RemoteMarkReader() {
            @Override
            void found(RemoteMark found) {
              mark = found;
            }
          }
          : null;
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        @Nullable Object value) {
      fields.add(new FieldInfo(owner, name, descriptor, access));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      hasBridges |= (access & Opcodes.ACC_BRIDGE) != 0;
      return new MethodVisitor(Opcodes.ASM9) {
        private @Nullable RemoteMark remote;
        private boolean restored;
        private boolean readOnly;

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
          restored |= annotation.equals(Names.RESTORED_ANNOTATION);
          readOnly |= annotation.equals(Names.READ_ONLY_ANNOTATION);
          return annotation.equals(Names.REMOTE_ANNOTATION)
              ? new RemoteMarkReader() {
                @Override
                void found(RemoteMark found) {
                  remote = found;
                }
              }
              : null;
        }

        @Override
        public void visitEnd() {
          methods.add(
              included(
                  new MethodInfo(owner, name, descriptor, access, remote, restored, readOnly)));
        }
      };
    }

    private MethodInfo included(MethodInfo method) {
      return !method.isRemote() && includes.covers(owner, version, classAccess, method)
          ? method.as(RemoteMark.PLAIN)
          : method;
    }
  }
}
