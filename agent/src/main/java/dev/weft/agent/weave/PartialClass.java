package dev.weft.agent.weave;

import dev.weft.agent.type.ClassInfos;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * A class of which some methods are not read, but copied when it is written: byte for byte, with
 * their frames. These stand among its methods by their names alone, without code.
 */
final class PartialClass extends ClassNode {

  /** The tag of a constant that names a class. */
  private static final int CLASS = 7;

  private final ClassReader reader;
  private final BitSet unread;
  private int count;

  private PartialClass(ClassReader reader, BitSet unread) {
    super(Opcodes.ASM9);
    this.reader = reader;
    this.unread = unread;
  }

  /**
   * @param unread the numbers of the methods to be copied, in the order of the class file
   */
  static PartialClass read(ClassReader reader, BitSet unread) {
    PartialClass node = new PartialClass(reader, unread);
    reader.accept(node, ClassReader.SKIP_FRAMES);
    return node;
  }

  /** The class once more, as it is in its file. */
  PartialClass again() {
    return read(reader, unread);
  }

  /** Whether the file names one of these classes, be it in a method that is not read. */
  boolean namesAny(Set<String> internalNames) {
    char[] buffer = new char[reader.getMaxStringLength()];
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset > 0
          && reader.readByte(offset - 1) == CLASS
          && internalNames.contains(reader.readUTF8(offset, buffer))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    if (!unread.get(count++)) {
      return super.visitMethod(access, name, descriptor, signature, exceptions);
    }
    methods.add(new Unread(access, name, descriptor, signature, exceptions));
    return null;
  }

  /** Writes the class file, with all methods in the order of the original, the added ones last. */
  byte[] write(ClassInfos infos) {
    if (unread.isEmpty()) {
      WovenClassWriter writer = new WovenClassWriter(infos);
      accept(writer);
      return writer.toByteArray();
    }
    WovenClassWriter writer = new WovenClassWriter(reader, infos);
    List<MethodNode> all = methods;
    methods = List.of();
    accept(writer);
    methods = all;
    Copier copier = new Copier(writer);
    reader.accept(copier, ClassReader.SKIP_FRAMES);
    copier.writeRest();
    return writer.toByteArray();
  }

  private static final class Unread extends MethodNode {
    Unread(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      super(Opcodes.ASM9, access, name, descriptor, signature, exceptions);
    }
  }

  /** Sees the original once more: what it gives the writer of an unread method is copied. */
  private final class Copier extends ClassVisitor {

    private final WovenClassWriter writer;
    private int next;

    Copier(WovenClassWriter writer) {
      super(Opcodes.ASM9);
      this.writer = writer;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      while (next < methods.size() && !(methods.get(next) instanceof Unread)) {
        methods.get(next++).accept(writer);
      }
      if (next == methods.size() || !isNext(name, descriptor)) {
        return null; // it was read, and is written as it has become, if it is still there
      }
      next++;
      return writer.visitMethod(access, name, descriptor, signature, exceptions);
    }

    private boolean isNext(String name, String descriptor) {
      MethodNode method = methods.get(next);
      return method.name.equals(name) && method.desc.equals(descriptor);
    }

    void writeRest() {
      for (; next < methods.size(); next++) {
        methods.get(next).accept(writer);
      }
    }
  }
}
