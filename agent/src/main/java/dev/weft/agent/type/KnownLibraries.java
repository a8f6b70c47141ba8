package dev.weft.agent.type;

import java.util.Set;

/**
 * Libraries that many applications have and that were made without Weft, by their packages. Their
 * classes are taken for plain without a look into their class files, which at the start of a large
 * application is most of what there is to look at.
 *
 * <p>A pattern of {@code weft.include} may name a method of theirs, and then subclasses and callers
 * of that class may be anywhere: with such a pattern no library is known.
 */
public final class KnownLibraries {

  /**
   * The first two or three parts of their packages. Where applications, such as examples, have the
   * first two in common with a library, each of its packages stands here by itself.
   */
  private static final Set<String> PACKAGES =
      Set.of(
          "ch/qos/logback",
          "com/esotericsoftware/kryo",
          "com/fasterxml/classmate",
          "com/fasterxml/jackson",
          "com/github/benmanes",
          "com/google/common",
          "com/google/gson",
          "com/google/protobuf",
          "com/hazelcast",
          "com/mysql/cj",
          "com/tngtech/archunit",
          "com/zaxxer/hikari",
          "io/grpc/internal",
          "io/micrometer/common",
          "io/micrometer/core",
          "io/micrometer/observation",
          "io/netty/buffer",
          "io/netty/channel",
          "io/netty/handler",
          "io/netty/util",
          "io/undertow/server",
          "io/undertow/servlet",
          "net/bytebuddy",
          "org/apache/catalina",
          "org/apache/commons/codec",
          "org/apache/commons/collections4",
          "org/apache/commons/io",
          "org/apache/commons/lang3",
          "org/apache/commons/logging",
          "org/apache/coyote",
          "org/apache/el",
          "org/apache/hc",
          "org/apache/http",
          "org/apache/jasper",
          "org/apache/juli",
          "org/apache/kafka/clients",
          "org/apache/kafka/common",
          "org/apache/logging/log4j",
          "org/apache/naming",
          "org/apache/tomcat",
          "org/apiguardian/api",
          "org/aspectj/weaver",
          "org/assertj/core",
          "org/bouncycastle",
          "org/eclipse/jetty",
          "org/h2",
          "org/hibernate",
          "org/jboss/logging",
          "org/junit/jupiter",
          "org/junit/platform",
          "org/mockito",
          "org/objectweb/asm",
          "org/openjdk/jmh",
          "org/opentest4j",
          "org/postgresql",
          "org/slf4j",
          "org/springframework/aop",
          "org/springframework/beans",
          "org/springframework/boot",
          "org/springframework/cglib",
          "org/springframework/context",
          "org/springframework/core",
          "org/springframework/data",
          "org/springframework/expression",
          "org/springframework/http",
          "org/springframework/jdbc",
          "org/springframework/orm",
          "org/springframework/security",
          "org/springframework/transaction",
          "org/springframework/util",
          "org/springframework/web",
          "org/yaml/snakeyaml",
          "reactor/core");

  private final boolean isAnyKnown;

  private KnownLibraries(boolean isAnyKnown) {
    this.isAnyKnown = isAnyKnown;
  }

  /** All of them, or none if one of the patterns names a class of theirs. */
  public static KnownLibraries besides(Includes includes) {
    for (String name : includes.classNames()) {
      if (isIn(name)) {
        return new KnownLibraries(false);
      }
    }
    return new KnownLibraries(true);
  }

  /** Whether a class, by its internal name, is one of a library that is known. */
  public boolean contains(String internalName) {
    return isAnyKnown && isIn(internalName);
  }

  private static boolean isIn(String internalName) {
    int first = internalName.indexOf('/');
    int second = internalName.indexOf('/', first + 1);
    if (first < 0 || second < 0) {
      return false;
    }
    if (PACKAGES.contains(internalName.substring(0, second))) {
      return true;
    }
    int third = internalName.indexOf('/', second + 1);
    return third > 0 && PACKAGES.contains(internalName.substring(0, third));
  }
}
