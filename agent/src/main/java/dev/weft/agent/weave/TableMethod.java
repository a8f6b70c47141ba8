package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteMark;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Builds the static method by which a woven class gives away the table of its remote methods, from
 * constant method handles. A long table is spread over several methods, for the limit of 64 KiB.
 */
final class TableMethod {

  private static final String NAME = Names.ADDED + "table";
  private static final String TABLE = Names.REMOTE_TABLE_DESCRIPTOR;
  private static final String HANDLE = "Ljava/lang/invoke/MethodHandle;";
  private static final String STRING = "Ljava/lang/String;";

  /** An entry takes some 20 bytes. */
  private static final int ENTRIES_PER_METHOD = 1_000;

  /** Since Java 11 a private method may be called virtually. */
  private static final int NESTMATES = 55;

  private final ClassNode node;
  private final List<InsnList> entries = new ArrayList<>();
  private int methods;

  TableMethod(ClassNode node) {
    this.node = node;
  }

  /** How many tasks and methods were added, not counting constructors. */
  int methods() {
    return methods;
  }

  /** A task, with a receiver if it is not static. */
  void task(MethodNode method, RemoteMark mark) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    InsnList code =
        start(
            isStatic
                ? handle(Opcodes.H_INVOKESTATIC, method.name, method.desc)
                : instanceHandle(method));
    code.add(new LdcInsnNode(method.name));
    code.add(new LdcInsnNode(method.desc));
    code.add(
        new LdcInsnNode(
            mark.name().isEmpty() ? simpleName(node) + "." + method.name : mark.name()));
    code.add(number(mark.retries()));
    add(code, "task", "(" + HANDLE + STRING + STRING + STRING + "I)" + TABLE);
    mark.options()
        .forEach(
            (attribute, value) -> {
              if (!attribute.equals("retries")) {
                option(attribute, value);
              }
            });
    methods++;
  }

  /** What is said of the method added last, or of the task beyond its name and retries. */
  void option(String attribute, String value) {
    if (attribute.equals("timeoutMillis") && value.equals("0")) {
      return; // any time
    }
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(attribute));
    code.add(new LdcInsnNode(value));
    add(code, "option", "(" + STRING + STRING + ")" + TABLE);
  }

  /** What the annotation of the class, an actor, says beyond its name. */
  void trait(String attribute, String value) {
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(attribute));
    code.add(new LdcInsnNode(value));
    add(code, "trait", "(" + STRING + STRING + ")" + TABLE);
  }

  void method(MethodNode method, String actorName) {
    addedMethod(method, actorName + "." + method.name);
    methods++;
  }

  /**
   * Enters a method that its class does not declare in source.
   *
   * @param display its name in messages
   */
  void addedMethod(MethodNode method, String display) {
    InsnList code = start(instanceHandle(method));
    code.add(new LdcInsnNode(method.name));
    code.add(new LdcInsnNode(method.desc));
    code.add(new LdcInsnNode(display));
    add(code, "method", "(" + HANDLE + STRING + STRING + STRING + ")" + TABLE);
  }

  /**
   * @param descriptor the descriptor of the constructor as its author wrote it
   * @param realDescriptor the one that builds the live instance
   */
  void constructor(String descriptor, String realDescriptor, String actorName) {
    InsnList code = start(handle(Opcodes.H_NEWINVOKESPECIAL, "<init>", realDescriptor));
    code.add(new LdcInsnNode(descriptor));
    code.add(new LdcInsnNode("new " + actorName));
    add(code, "constructor", "(" + HANDLE + STRING + STRING + ")" + TABLE);
  }

  void handles() {
    InsnList code = start(handle(Opcodes.H_NEWINVOKESPECIAL, "<init>", Names.HANDLE_CONSTRUCTOR));
    add(code, "handles", "(" + HANDLE + ")" + TABLE);
  }

  void restored(MethodNode method) {
    add(start(instanceHandle(method)), "restored", "(" + HANDLE + ")" + TABLE);
  }

  /** The name by which messages call a class, without its package and outer classes. */
  static String simpleName(ClassNode node) {
    for (InnerClassNode inner : node.innerClasses) {
      if (inner.name.equals(node.name) && inner.innerName != null) {
        return inner.innerName;
      }
    }
    return node.name.substring(node.name.lastIndexOf('/') + 1);
  }

  /** Adds the method to the class. */
  void write() {
    MethodNode table = newMethod(NAME, "()" + TABLE);
    InsnList code = table.instructions;
    code.add(new LdcInsnNode(Type.getObjectType(node.name)));
    code.add(call(Names.REMOTE_TABLE, "builder", "(Ljava/lang/Class;)" + TABLE, false));
    if (entries.size() <= ENTRIES_PER_METHOD) {
      for (InsnList entry : entries) {
        code.add(entry);
      }
    } else {
      writeParts(code);
    }
    code.add(new InsnNode(Opcodes.ARETURN));
    node.methods.add(table);
  }

  private void writeParts(InsnList code) {
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    for (int from = 0; from < entries.size(); from += ENTRIES_PER_METHOD) {
      MethodNode part =
          newMethod(NAME + "$" + from / ENTRIES_PER_METHOD, "(" + TABLE + ")" + TABLE);
      part.instructions.add(new VarInsnNode(Opcodes.ALOAD, 0));
      entries
          .subList(from, Math.min(from + ENTRIES_PER_METHOD, entries.size()))
          .forEach(part.instructions::add);
      part.instructions.add(new InsnNode(Opcodes.ARETURN));
      node.methods.add(part);
      code.add(call(node.name, part.name, part.desc, isInterface));
    }
  }

  private static MethodNode newMethod(String name, String descriptor) {
    return new MethodNode(
        Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC,
        name,
        descriptor,
        null,
        null);
  }

  private static MethodInsnNode call(
      String owner, String name, String descriptor, boolean isInterface) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, isInterface);
  }

  private Handle instanceHandle(MethodNode method) {
    boolean isPrivate = (method.access & Opcodes.ACC_PRIVATE) != 0;
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    int kind = isInterface ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
    if (isPrivate && (node.version & 0xFFFF) < NESTMATES) {
      kind = Opcodes.H_INVOKESPECIAL;
    }
    return handle(kind, method.name, method.desc);
  }

  private Handle handle(int kind, String name, String descriptor) {
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    return new Handle(kind, node.name, name, descriptor, isInterface);
  }

  private static InsnList start(Handle handle) {
    InsnList code = new InsnList();
    code.add(new LdcInsnNode(handle));
    return code;
  }

  private static AbstractInsnNode number(int value) {
    return value >= 0 && value <= Short.MAX_VALUE
        ? new IntInsnNode(Opcodes.SIPUSH, value)
        : new LdcInsnNode(value);
  }

  private void add(InsnList code, String adder, String descriptor) {
    code.add(
        new MethodInsnNode(Opcodes.INVOKEVIRTUAL, Names.REMOTE_TABLE, adder, descriptor, false));
    entries.add(code);
  }
}
