package dev.weft.bridge;

import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Objects;

/**
 * Lambdas that can travel: their descriptions, and the tables of them that classes have.
 *
 * <p>A description is never looked up by reflection. The class in which the lambda is written has a
 * table in the synthetic method {@value #TABLE}, made by the compiler or the weaver, which compares
 * the description with its own and makes the lambda, or refuses.
 */
public final class Lambdas {

  private static final String TABLE = "$deserializeLambda$";

  private Lambdas() {}

  /**
   * Makes a lambda again.
   *
   * @param holder the class in which it is written
   * @throws IllegalArgumentException if that class has no such lambda
   */
  public static Object make(Class<?> holder, SerializedLambda form) {
    try {
      Method table = holder.getDeclaredMethod(TABLE, SerializedLambda.class);
      if (table.isSynthetic() && Modifier.isStatic(table.getModifiers())) {
        table.setAccessible(true);
        return Objects.requireNonNull(table.invoke(null, form), "the table gave no lambda");
      }
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          holder.getName() + " makes no lambda of the description of one.", e.getCause());
    } catch (ReflectiveOperationException | InaccessibleObjectException | LinkageError e) {
      throw new IllegalArgumentException(
          holder.getName() + " has no lambdas that can travel, or does not let them be made.", e);
    }
    throw new IllegalArgumentException(holder.getName() + " has no lambdas that can travel.");
  }

  /** Called by tables of the weaver: whether a description is of the lambda with these parts. */
  public static boolean is(
      SerializedLambda lambda,
      int captured,
      int kind,
      String functionType,
      String functionName,
      String functionSignature,
      String bodyType,
      String bodyName,
      String bodySignature) {
    return lambda.getCapturedArgCount() == captured
        && lambda.getImplMethodKind() == kind
        && lambda.getImplMethodName().equals(bodyName)
        && lambda.getImplMethodSignature().equals(bodySignature)
        && lambda.getImplClass().equals(bodyType)
        && lambda.getFunctionalInterfaceClass().equals(functionType)
        && lambda.getFunctionalInterfaceMethodName().equals(functionName)
        && lambda.getFunctionalInterfaceMethodSignature().equals(functionSignature);
  }

  /** Called by tables of the weaver: what to throw when a class has no such lambda. */
  public static RuntimeException unknown(SerializedLambda lambda) {
    return new IllegalArgumentException(
        lambda.getCapturingClass().replace('/', '.')
            + " has no lambda "
            + lambda.getImplMethodName()
            + lambda.getImplMethodSignature()
            + " that can travel.");
  }
}
