package dev.weft.agent.type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Reads the attributes of a {@code @Remote} annotation. */
abstract class RemoteMarkReader extends AnnotationVisitor {

  private static final Set<String> ARRAYS = Set.of("retryOn", "resources", "concurrencyGroups");

  private String name = RemoteMark.PLAIN.name();
  private int retries = RemoteMark.PLAIN.retries();
  private final Map<String, String> options = new TreeMap<>();
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
      case "retries" -> {
        retries = (Integer) value;
        options.put(attribute, value.toString());
      }
      case "await" -> isAwaited = (Boolean) value;
      case "timeoutMillis",
          "cpus",
          "memory",
          "maxRestarts",
          "concurrency",
          "concurrencyGroup",
          "reentrant",
          "maxPendingCalls",
          "keyed",
          "sleepAfterMillis" ->
          options.put(attribute, value.toString());
      default -> {} // of a later version
    }
  }

  @Override
  public void visitEnum(String attribute, String descriptor, String value) {
    if (attribute.equals("durability")) {
      options.put(attribute, value);
    }
  }

  @Override
  public @Nullable AnnotationVisitor visitArray(String attribute) {
    if (!ARRAYS.contains(attribute)) {
      return null;
    }
    List<String> values = new ArrayList<>();
    return new AnnotationVisitor(Opcodes.ASM9) {
      @Override
      public void visit(@Nullable String unnamed, Object value) {
        values.add(value instanceof Type type ? type.getClassName() : value.toString());
      }

      @Override
      public void visitEnd() {
        if (!values.isEmpty()) {
          options.put(attribute, String.join(",", values));
        }
      }
    };
  }

  @Override
  public void visitEnd() {
    found(new RemoteMark(name, retries, isAwaited, Collections.unmodifiableMap(options)));
  }
}
