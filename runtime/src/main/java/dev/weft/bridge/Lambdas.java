package dev.weft.bridge;

import java.lang.invoke.SerializedLambda;

/** Called by the tables of lambdas that the weaver writes into classes. */
public final class Lambdas {

  private Lambdas() {}

  /** Whether a description is of the lambda with these parts. */
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

  /** What to throw when a class has no such lambda. */
  public static RuntimeException unknown(SerializedLambda lambda) {
    return new IllegalArgumentException(
        lambda.getCapturingClass().replace('/', '.')
            + " has no lambda "
            + lambda.getImplMethodName()
            + lambda.getImplMethodSignature()
            + " that can travel.");
  }
}
