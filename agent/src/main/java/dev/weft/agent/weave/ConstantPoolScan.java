package dev.weft.agent.weave;

import dev.weft.agent.type.Names;
import dev.weft.agent.type.RemoteTypes;
import org.objectweb.asm.ClassReader;

/**
 * Looks at a class's constants only, to tell in microseconds that it has nothing to do with Weft:
 * that is true of nearly every class.
 */
final class ConstantPoolScan {

  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;

  private final ClassReader reader;
  private final RemoteTypes types;
  private final char[] buffer;

  private ConstantPoolScan(ClassReader reader, RemoteTypes types) {
    this.reader = reader;
    this.types = types;
    this.buffer = new char[reader.getMaxStringLength()];
  }

  /** Whether a class declares, inherits or refers to anything remote. */
  static boolean mayConcern(ClassReader reader, RemoteTypes types) {
    ConstantPoolScan scan = new ConstantPoolScan(reader, types);
    return types.infos().seeHierarchy(reader) || scan.refersToRemote();
  }

  private boolean refersToRemote() {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int offset = reader.getItem(i);
      if (offset == 0) {
        continue;
      }
      int tag = reader.readByte(offset - 1);
      if ((tag == FIELD || tag == METHOD || tag == INTERFACE_METHOD) && isRemote(offset)) {
        return true;
      }
    }
    return false;
  }

  private boolean isRemote(int offset) {
    String owner = reader.readClass(offset, buffer);
    if (RemoteTypes.isForeign(owner)) {
      return false;
    }
    int nameAndType = reader.getItem(reader.readUnsignedShort(offset + 2));
    String name = reader.readUTF8(nameAndType, buffer);
    if (owner.equals(Names.WEFT) || owner.equals(Names.CALL_OPTIONS)) {
      return name.equals("remote") || name.equals("actor");
    }
    if (types.isActor(owner)) {
      return true; // it is created or called, and callers go on meanwhile
    }
    if (name.startsWith("<") || !types.mayHaveTasks(owner)) {
      return false;
    }
    String descriptor = reader.readUTF8(nameAndType + 2, buffer);
    return types.task(owner, name, descriptor).isPresent()
        || types.instanceTask(owner, name, descriptor).isPresent();
  }
}
