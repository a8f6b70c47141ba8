package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.bridge.Lambdas;
import dev.weft.store.UnreadableValueException;
import java.io.Serializable;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The form of a serialisable lambda: the class in which it is written, its description, and the
 * values that it captures.
 *
 * <p>What is read is made by the table of that class alone, see {@link Lambdas}.
 */
final class LambdaForm extends Form<Object> {

  private static final String DESCRIBE = "writeReplace";

  /** Stands for the classes of all lambdas. */
  interface Lambda {}

  /** The lambdas of one class know how to describe themselves in the same way. */
  private static final ClassValue<Method> DESCRIBERS =
      new ClassValue<>() {
        @Override
        protected @Nullable Method computeValue(Class<?> type) {
          return find(type);
        }
      };

  /** Whether objects of a class are lambdas that can describe themselves. */
  static boolean isFor(Class<?> type) {
    return type.isHidden() && Serializable.class.isAssignableFrom(type) && describer(type) != null;
  }

  private static @Nullable Method describer(Class<?> type) {
    return DESCRIBERS.get(type);
  }

  @Override
  void write(GraphKryo kryo, Output out, Object lambda) {
    SerializedLambda form = describe(lambda);
    kryo.types().requireFound(lambda.getClass(), name(form.getCapturingClass()));
    Strings.write(out, name(form.getCapturingClass()));
    Strings.write(out, form.getFunctionalInterfaceClass());
    Strings.write(out, form.getFunctionalInterfaceMethodName());
    Strings.write(out, form.getFunctionalInterfaceMethodSignature());
    out.writeByte(form.getImplMethodKind());
    Strings.write(out, form.getImplClass());
    Strings.write(out, form.getImplMethodName());
    Strings.write(out, form.getImplMethodSignature());
    Strings.write(out, form.getInstantiatedMethodType());
    kryo.references().seal();
    out.writeVarInt(form.getCapturedArgCount(), true);
    for (int i = 0; i < form.getCapturedArgCount(); i++) {
      try {
        kryo.writeClassAndObject(out, form.getCapturedArg(i));
      } catch (CannotTravel e) {
        throw e.in(" captures " + (i + 1));
      }
    }
    kryo.references().unseal();
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> ignored) {
    Class<?> holder = kryo.types().applicationClass(Strings.read(in));
    String functionType = Strings.read(in);
    String functionName = Strings.read(in);
    String functionSignature = Strings.read(in);
    int kind = in.readByte();
    String bodyType = Strings.read(in);
    String bodyName = Strings.read(in);
    String bodySignature = Strings.read(in);
    String instantiated = Strings.read(in);
    int provisional = kryo.provisionalCount();
    @Nullable Object[] captured = new Object[Wire.readLength(in, 1)];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = kryo.readClassAndObject(in);
    }
    kryo.captureSince(provisional);
    return make(
        holder,
        new SerializedLambda(
            holder,
            functionType,
            functionName,
            functionSignature,
            kind,
            bodyType,
            bodyName,
            bodySignature,
            instantiated,
            captured));
  }

  private static SerializedLambda describe(Object lambda) {
    Method describer = describer(lambda.getClass());
    try {
      if (describer != null && describer.invoke(lambda) instanceof SerializedLambda form) {
        return form;
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    throw Advice.refusal(lambda.getClass());
  }

  private static Object make(Class<?> holder, SerializedLambda form) {
    try {
      return Lambdas.make(holder, form);
    } catch (IllegalArgumentException e) {
      throw new UnreadableValueException(
          holder.getName()
              + " has no lambda here like the one that was sent: it was woven otherwise, or is"
              + " another version. Deploy the same one everywhere.",
          e);
    }
  }

  private static @Nullable Method find(Class<?> type) {
    try {
      Method method = type.getDeclaredMethod(DESCRIBE);
      method.setAccessible(true);
      return method;
    } catch (NoSuchMethodException | InaccessibleObjectException | LinkageError e) {
      return null;
    }
  }

  private static String name(String internalName) {
    return internalName.replace('/', '.');
  }
}
