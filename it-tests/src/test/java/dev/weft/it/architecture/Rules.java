package dev.weft.it.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.jspecify.annotations.Nullable;

/** Sets of classes that rules speak of. */
final class Rules {

  /** Hazelcast's own parts, which change without notice. */
  static final DescribedPredicate<JavaClass> HAZELCAST_INTERNALS =
      resideInAnyPackage(
              "com.hazelcast.spi.impl..",
              "com.hazelcast.internal..",
              "com.hazelcast.instance.impl..")
          .as("Hazelcast's internal classes");

  /** What the boot class loader finds, and so what a class on its search path may use. */
  static final DescribedPredicate<JavaClass> JDK_OF_THE_BOOT_LOADER =
      describe("classes of the JDK that the boot loader has", Rules::isOnBootLoader);

  static final DescribedPredicate<JavaClass> JDK = describe("classes of the JDK", Rules::isOfJdk);

  /** Annotations for checkers; nothing is needed of them at run time. */
  static final DescribedPredicate<JavaClass> CHECKER_ANNOTATIONS =
      resideInAnyPackage("org.jspecify.annotations", "com.google.errorprone.annotations..")
          .as("annotations for checkers");

  private Rules() {}

  private static boolean isOnBootLoader(JavaClass type) {
    Class<?> loaded = isOfJdk(type) ? load(type) : null;
    return loaded != null && loaded.getClassLoader() == null;
  }

  private static boolean isOfJdk(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    if (base.isPrimitive()) {
      return true;
    }
    String name = base.getPackageName();
    return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.");
  }

  private static @Nullable Class<?> load(JavaClass type) {
    JavaClass base = type.getBaseComponentType();
    if (base.isPrimitive()) {
      return int.class;
    }
    try {
      return Class.forName(base.getName(), false, ClassLoader.getPlatformClassLoader());
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
