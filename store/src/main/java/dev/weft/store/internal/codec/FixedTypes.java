package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.Registration;
import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The types that travel without being classes of a job: Weft's and the value types of the JDK, each
 * under a number that is the same on every member.
 *
 * <p>Filled once, then only read. Numbers are part of the wire form: they are never reused.
 */
final class FixedTypes {

  static final int MAX_ID = 255;

  private static final @Nullable Registration[] BY_ID = new @Nullable Registration[MAX_ID + 1];
  private static final Map<Class<?>, Registration> BY_CLASS = new HashMap<>();
  private static final Map<String, Class<?>> NAMED = new HashMap<>();

  private static final Registration REF = put(1, new RefForm(), ObjectRef.class);
  private static final Registration ACTOR = put(2, new ActorForm(), Actor.class);
  private static final Registration THROWABLE = put(3, new ThrowableForm(), Throwable.class);
  private static final Registration LAMBDA = put(6, new LambdaForm(), LambdaForm.Lambda.class);

  static {
    ScalarTypes.register();
    TimeTypes.register();
    CollectionTypes.register();
    SpecialTypes.register();
    HolderTypes.register();
    WeftTypes.register();
    NameableTypes.register();
  }

  private FixedTypes() {}

  /** The registration of exactly this class. */
  static @Nullable Registration ofExact(Class<?> type) {
    return BY_CLASS.get(type);
  }

  static @Nullable Registration byId(int id) {
    return id >= 0 && id <= MAX_ID ? BY_ID[id] : null;
  }

  /** The class of that name, if it may be named as a value or as the component of an array. */
  static @Nullable Class<?> named(String name) {
    return NAMED.get(name);
  }

  /** The primitive of that descriptor. */
  static @Nullable Class<?> primitiveOf(String descriptor) {
    return switch (descriptor) {
      case "Z" -> boolean.class;
      case "B" -> byte.class;
      case "C" -> char.class;
      case "S" -> short.class;
      case "I" -> int.class;
      case "J" -> long.class;
      case "F" -> float.class;
      case "D" -> double.class;
      default -> null;
    };
  }

  /**
   * The registration under which a class of the platform travels as another: a view as a copy, a
   * hidden implementation as what it implements. Null if it does not travel.
   */
  static @Nullable Registration standIn(Class<?> type) {
    Class<?> other = StandIns.of(type);
    return other == null ? null : BY_CLASS.get(other);
  }

  static Registration ref() {
    return REF;
  }

  static Registration actor() {
    return ACTOR;
  }

  static Registration throwable() {
    return THROWABLE;
  }

  static Registration lambda() {
    return LAMBDA;
  }

  /**
   * Adds a form.
   *
   * @param type the class, or what stands for several
   */
  static <T> Registration add(int id, Form<T> form, Class<T> type) {
    return put(id, form, type);
  }

  /** Adds a form that is not of the very type it stands for. */
  static Registration put(int id, Form<?> form, Class<?> type) {
    if (BY_ID[id] != null) {
      throw new IllegalStateException("Type number " + id + " is taken");
    }
    Registration registration = new Registration(type, form, id);
    BY_ID[id] = registration;
    BY_CLASS.put(type, registration);
    name(type);
    return registration;
  }

  /** Lets another class travel under a registration. */
  static void also(Registration registration, Class<?> type) {
    BY_CLASS.putIfAbsent(type, registration);
  }

  /** Lets a class be named. */
  static void name(Class<?> type) {
    if (!type.isArray()) {
      NAMED.put(type.getName(), type);
    }
  }
}
