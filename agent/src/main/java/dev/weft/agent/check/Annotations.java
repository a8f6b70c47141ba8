package dev.weft.agent.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AnnotationNode;

/** Reads annotations off the nodes of a class file. */
public final class Annotations {

  private Annotations() {}

  /** The annotation of that descriptor, or null. */
  public static @Nullable AnnotationNode find(
      @Nullable List<AnnotationNode> annotations, String descriptor) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        if (annotation.desc.equals(descriptor)) {
          return annotation;
        }
      }
    }
    return null;
  }

  /** Whether an annotation of that descriptor is there. */
  public static boolean has(@Nullable List<AnnotationNode> annotations, String descriptor) {
    return find(annotations, descriptor) != null;
  }

  /** An attribute's value, or a default when it is not given. */
  public static <T> T value(
      @Nullable AnnotationNode annotation, String attribute, Class<T> type, T defaultValue) {
    if (annotation == null || annotation.values == null) {
      return defaultValue;
    }
    for (int i = 0; i < annotation.values.size(); i += 2) {
      if (annotation.values.get(i).equals(attribute)) {
        return type.cast(annotation.values.get(i + 1));
      }
    }
    return defaultValue;
  }

  /** The names of the attributes that are given, in the order of the class file. */
  static List<String> attributes(AnnotationNode annotation) {
    List<String> names = new ArrayList<>();
    if (annotation.values != null) {
      for (int i = 0; i < annotation.values.size(); i += 2) {
        names.add((String) annotation.values.get(i));
      }
    }
    return names;
  }
}
