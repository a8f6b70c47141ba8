package dev.weft.agent.type;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * A pattern of {@code weft.include}: methods that are remote although nobody annotated them.
 *
 * <pre>
 *   com.acme.Pricing#price                           all methods of that name
 *   com.acme.Pricing#price(int,java.lang.String[])   the one with these parameters
 *   com.acme.Pricing$Rule#find*                      public methods whose names begin so
 *   com.acme.Pricing#*                               all public methods
 * </pre>
 *
 * @param text as it was given
 * @param className the internal name of the class
 * @param method the name, in which {@code *} stands for any characters
 * @param parameters the names of the parameters' types; null for any
 */
public record Include(
    String text, String className, String method, @Nullable List<String> parameters) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?<class>[\\p{javaJavaIdentifierPart}.]+)#(?<method>[\\p{javaJavaIdentifierPart}*]+)"
              + "(?<parameters>\\([^()]*\\))?");

  /** Classes that are never shipped: each member has its own. */
  private static final Pattern NOT_SHIPPED =
      Pattern.compile(
          "com/(hazelcast|esotericsoftware)/.*"
              + "|dev/weft/((agent|bridge|cluster|error|internal|spi|store)/.*|[^/]*)");

  /**
   * Reads one pattern.
   *
   * @throws IllegalArgumentException if it is none, or names a class that cannot be woven; the
   *     message says what to do
   */
  static Include parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a pattern. Write class#method, as in com.acme.Pricing#price.");
    }
    String type = form.group("class").replace('.', '/');
    if (RemoteTypes.isForeign(type)) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" names a class of the JDK, whose methods cannot be remote. Include a method of"
              + " your own that calls it.");
    }
    if (NOT_SHIPPED.matcher(type).matches()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" names a class that every member has already and that is not shipped. Include a"
              + " method of your own that calls it.");
    }
    String parameters = form.group("parameters");
    return new Include(
        text,
        type,
        form.group("method"),
        parameters == null ? null : types(parameters.substring(1, parameters.length() - 1)));
  }

  private static List<String> types(String text) {
    return text.isBlank()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::trim).toList();
  }

  /** Whether it names a method of its class, be that one that can be remote or not. */
  public boolean names(String name, String descriptor, int access) {
    if (parameters != null && !parameters.equals(typesOf(descriptor))) {
      return false;
    }
    return isGlob()
        ? (access & Opcodes.ACC_PUBLIC) != 0 && glob().matcher(name).matches()
        : name.equals(method);
  }

  /** Whether it may name many methods. */
  public boolean isGlob() {
    return method.indexOf('*') >= 0;
  }

  private Pattern glob() {
    return Pattern.compile(
        Arrays.stream(method.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElseThrow());
  }

  private static List<String> typesOf(String descriptor) {
    return Arrays.stream(Type.getArgumentTypes(descriptor)).map(Type::getClassName).toList();
  }

  @Override
  public String toString() {
    return text;
  }
}
