package dev.weft.agent.type;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the attributes of a {@code @Remote} annotation. */
abstract class RemoteMarkReader extends AnnotationVisitor {

  private String name = RemoteMark.PLAIN.name();
  private int retries = RemoteMark.PLAIN.retries();
  private boolean isAwaited = RemoteMark.PLAIN.isAwaited();

  RemoteMarkReader() {
    super(Opcodes.ASM9);
  }

  /** Gets what the annotation says. */
  abstract void found(RemoteMark mark);

  @Override
  public void visit(String attribute, Object value) {
    switch (attribute) {
      case "name" -> name = (String) value;
      case "retries" -> retries = (Integer) value;
      case "await" -> isAwaited = (Boolean) value;
      default -> {} // of a later version
    }
  }

  @Override
  public void visitEnd() {
    found(new RemoteMark(name, retries, isAwaited));
  }
}
