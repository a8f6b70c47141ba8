package dev.weft.agent.differential;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Puts {@link PlainCalls} around the remote methods of an unwoven class: the body moves to a
 * private method, and what is left enters, calls it and leaves. Nothing else changes.
 */
final class CountedClass {

  private static final String REMOTE = "Ldev/weft/Remote;";
  private static final String HOOKS = "dev/weft/agent/differential/PlainCalls";

  private final ClassNode node = new ClassNode();

  private CountedClass(byte[] classFile) {
    new ClassReader(classFile).accept(node, ClassReader.EXPAND_FRAMES);
  }

  static byte[] of(byte[] classFile) {
    return new CountedClass(classFile).instrument();
  }

  private byte[] instrument() {
    boolean isActor = isRemote(node.visibleAnnotations);
    for (MethodNode method : new ArrayList<>(node.methods)) {
      boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
      boolean isActorMethod = isActor && !isStatic;
      boolean isTask = isRemote(method.visibleAnnotations) && !isActorMethod;
      boolean hasBody = (method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) == 0;
      if ((isTask || isActorMethod) && hasBody && !isLocal(method)) {
        wrap(method);
      }
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    return writer.toByteArray();
  }

  private static boolean isLocal(MethodNode method) {
    return method.name.startsWith("<")
        || (method.name + method.desc).equals("toString()Ljava/lang/String;")
        || (method.name + method.desc).equals("hashCode()I")
        || (method.name + method.desc).equals("equals(Ljava/lang/Object;)Z");
  }

  private static boolean isRemote(List<AnnotationNode> annotations) {
    return annotations != null && annotations.stream().anyMatch(a -> a.desc.equals(REMOTE));
  }

  private void wrap(MethodNode body) {
    String name = body.name;
    MethodNode method = new MethodNode(body.access, name, body.desc, body.signature, null);
    method.visibleAnnotations = body.visibleAnnotations;
    body.visibleAnnotations = null;
    body.name = name + "$body";
    body.access = (body.access & Opcodes.ACC_STATIC) | Opcodes.ACC_PRIVATE;
    node.methods.add(method);
    write(method, body, node.name.substring(node.name.lastIndexOf('/') + 1) + "." + name);
  }

  private void write(MethodVisitor code, MethodNode body, String displayName) {
    boolean isStatic = (body.access & Opcodes.ACC_STATIC) != 0;
    Type[] parameters = Type.getArgumentTypes(body.desc);
    Type result = Type.getReturnType(body.desc);
    int before = (isStatic ? 0 : 1) + Type.getArgumentsAndReturnSizes(body.desc) / 4 - 1;
    Label start = new Label();
    Label end = new Label();
    Label handler = new Label();
    code.visitTryCatchBlock(start, end, handler, "java/lang/Throwable");
    code.visitLdcInsn(displayName.substring(displayName.lastIndexOf('$') + 1));
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, HOOKS, "enter", "(Ljava/lang/String;)Ljava/lang/Object;", false);
    code.visitVarInsn(Opcodes.ASTORE, before);
    code.visitLabel(start);
    int slot = 0;
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      code.visitVarInsn(Opcodes.ALOAD, slot++);
      locals.add(node.name);
    }
    for (Type parameter : parameters) {
      code.visitVarInsn(parameter.getOpcode(Opcodes.ILOAD), slot);
      slot += parameter.getSize();
      locals.add(frameType(parameter));
    }
    locals.add("java/lang/Object");
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    code.visitMethodInsn(
        isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
        node.name,
        body.name,
        body.desc,
        isInterface);
    code.visitLabel(end);
    code.visitVarInsn(Opcodes.ALOAD, before);
    code.visitMethodInsn(Opcodes.INVOKESTATIC, HOOKS, "leave", "(Ljava/lang/Object;)V", false);
    code.visitInsn(result.getOpcode(Opcodes.IRETURN));
    code.visitLabel(handler);
    code.visitFrame(
        Opcodes.F_NEW, locals.size(), locals.toArray(), 1, new Object[] {"java/lang/Throwable"});
    code.visitVarInsn(Opcodes.ALOAD, before);
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        HOOKS,
        "failed",
        "(Ljava/lang/Throwable;Ljava/lang/Object;)Ljava/lang/Throwable;",
        false);
    code.visitInsn(Opcodes.ATHROW);
    code.visitMaxs(0, 0);
  }

  private static Object frameType(Type type) {
    return switch (type.getSort()) {
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.OBJECT, Type.ARRAY -> type.getInternalName();
      default -> Opcodes.INTEGER;
    };
  }
}
