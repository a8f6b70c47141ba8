package dev.weft.agent.type;

import java.util.function.Consumer;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;

/** Reads the attributes of a {@code @Remote} annotation. */
final class RemoteMarkReader extends AnnotationVisitor {

  private final Consumer<RemoteMark> found;
  private String name = RemoteMark.PLAIN.name();
  private int retries = RemoteMark.PLAIN.retries();
  private boolean isAwaited = RemoteMark.PLAIN.isAwaited();

  RemoteMarkReader(Consumer<RemoteMark> found) {
    super(Opcodes.ASM9);
    this.found = found;
  }

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
    found.accept(new RemoteMark(name, retries, isAwaited));
  }
}
