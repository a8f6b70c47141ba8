package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.Registration;
import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.store.ClassLookup;
import dev.weft.store.UnreadableValueException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The types of one job: which form each class has, and which class a name of the wire means.
 *
 * <p>Shared by all threads. The maps hold only what was found, so they are bounded by the classes
 * of the job.
 */
final class JobTypes {

  private static final int MAX_DIMENSIONS = 255;

  private final ClassLookup lookup;
  private final Map<Class<?>, Registration> byClass = new ConcurrentHashMap<>();
  private final Map<Class<?>, ThrowableShape> shapes = new ConcurrentHashMap<>();
  private final Map<Class<?>, ObjectForm> states = new ConcurrentHashMap<>();
  private final Map<String, Registration> byName = new ConcurrentHashMap<>();

  JobTypes(ClassLookup lookup) {
    this.lookup = lookup;
  }

  /** The registration under which objects of a class are written. */
  Registration of(Class<?> type) {
    Registration registration = FixedTypes.ofExact(type);
    if (registration != null) {
      return registration;
    }
    registration = byClass.get(type);
    if (registration == null) {
      registration = decide(type);
      byClass.put(type, registration);
    }
    return registration;
  }

  /** The registration that a name on the wire means; nothing is loaded for a refused name. */
  Registration ofName(String name) {
    Registration registration = byName.get(name);
    if (registration == null) {
      Class<?> type = name.startsWith("[") ? arrayClass(name) : applicationClass(name);
      try {
        registration = of(type);
      } catch (CannotTravel e) {
        throw refused(name, e.getMessage());
      }
      if (registration.getId() != NameResolver.BY_NAME || registration.getType() != type) {
        throw refused(name, "it does not travel under its name");
      }
      byName.put(name, registration);
    }
    return registration;
  }

  /** The form of a live actor's state. */
  ObjectForm stateForm(Class<?> type) {
    return states.computeIfAbsent(type, ObjectForm::ofActor);
  }

  /** How throwables of a class travel. */
  ThrowableShape shapeOf(Class<?> type) {
    ThrowableShape shape = shapes.get(type);
    if (shape == null) {
      if (!NamePolicy.isKnownException(type.getName())) {
        if (Platform.has(type) || !NamePolicy.isApplication(type.getName())) {
          throw Advice.refusal(type);
        }
        requireFound(type);
      }
      shape = new ThrowableShape(type);
      shapes.put(type, shape);
    }
    return shape;
  }

  /** How throwables of a class of that name travel. */
  ThrowableShape shapeOfName(String name) {
    Class<?> type = NamePolicy.isKnownException(name) ? knownClass(name) : applicationClass(name);
    if (!Throwable.class.isAssignableFrom(type)) {
      throw refused(name, "it is no exception");
    }
    return shapeOf(type);
  }

  private static Class<?> knownClass(String name) {
    try {
      return Class.forName(name, false, JobTypes.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UnreadableValueException(
          "This Java has no exception " + Labels.printable(name) + ".", e);
    }
  }

  /** The class of the job with that name. */
  Class<?> applicationClass(String name) {
    if (!NamePolicy.isApplication(name)) {
      throw refused(name, "the name is reserved");
    }
    Class<?> type;
    try {
      type = lookup.find(name);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new UnreadableValueException(
          "The class "
              + Labels.printable(name)
              + " of a value cannot be found by this job. Is it on the driver's class path?",
          e);
    }
    if (Platform.has(type) || !type.getName().equals(name)) {
      throw refused(name, "it is no class of the job");
    }
    return type;
  }

  /** The class that a name means where classes are values. */
  Class<?> namedClass(String name) {
    if (name.startsWith("[")) {
      return arrayClass(name);
    }
    Class<?> known = FixedTypes.named(name);
    return known != null ? known : applicationClass(name);
  }

  /** Whether {@link #namedClass} would give this class. */
  boolean isNameable(Class<?> type) {
    Class<?> component = type;
    while (component.isArray()) {
      component = component.getComponentType();
    }
    return FixedTypes.named(component.getName()) == component
        || (!Platform.has(component) && NamePolicy.isApplication(component.getName()));
  }

  private Class<?> arrayClass(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    String rest = name.substring(dimensions);
    if (dimensions > MAX_DIMENSIONS || rest.isEmpty()) {
      throw refused(name, "it is no array");
    }
    Class<?> type = FixedTypes.primitiveOf(rest);
    if (type == null) {
      if (rest.length() < 3 || rest.charAt(0) != 'L' || !rest.endsWith(";")) {
        throw refused(name, "it is no array");
      }
      type = namedClass(rest.substring(1, rest.length() - 1));
    }
    for (int i = 0; i < dimensions; i++) {
      type = type.arrayType();
    }
    return type;
  }

  private Registration decide(Class<?> type) {
    if (ObjectRef.class.isAssignableFrom(type)) {
      return FixedTypes.ref();
    }
    if (Actor.class.isAssignableFrom(type)) {
      return FixedTypes.actor();
    }
    if (LambdaForm.isFor(type)) {
      return FixedTypes.lambda();
    }
    if (type.isHidden() || Proxy.isProxyClass(type)) {
      throw Advice.refusal(type);
    }
    if (type.isArray()) {
      if (!isNameable(type)) {
        throw Advice.refusal(type);
      }
      return named(type, new ArrayForm(type.getComponentType()));
    }
    if (Throwable.class.isAssignableFrom(type)) {
      return FixedTypes.throwable();
    }
    if (Platform.has(type) || !NamePolicy.isApplication(type.getName())) {
      Registration stand = FixedTypes.standIn(type);
      if (stand == null) {
        throw Advice.refusal(type);
      }
      return stand;
    }
    if (Enum.class.isAssignableFrom(type) && !type.isEnum() && type != Enum.class) {
      return of(type.getSuperclass());
    }
    requireFound(type);
    return named(type, formOf(type));
  }

  private static Form<?> formOf(Class<?> type) {
    if (type.isEnum()) {
      return new EnumForm(type);
    }
    if (type.isRecord()) {
      return new RecordForm(type);
    }
    return ObjectForm.of(type);
  }

  /** A class that others could not find by its name is refused where the value is made. */
  private void requireFound(Class<?> type) {
    if (requireFound(type, type.getName()) != type) {
      throw new CannotTravel(
          type.getName(),
          "was loaded by "
              + type.getClassLoader()
              + ", but the job has another class of that name. Load the class with the"
              + " application.");
    }
  }

  /**
   * The class of that name in the job.
   *
   * @param type for which it is needed: the class itself, or a lambda written in it
   */
  Class<?> requireFound(Class<?> type, String name) {
    if (!NamePolicy.isApplication(name)) {
      throw Advice.refusal(type);
    }
    try {
      return lookup.find(name);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CannotTravel(
          name,
          "is unknown to the job: its class loader "
              + type.getClassLoader()
              + " is not the application's. Load the class with the application.",
          e);
    }
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // as Kryo has it
  private static Registration named(Class<?> type, Form form) {
    return new Registration(type, form, NameResolver.BY_NAME);
  }

  private static UnreadableValueException refused(String name, @Nullable String why) {
    return new UnreadableValueException(
        "A value names the class " + Labels.printable(name) + ", which is refused: " + why + ".");
  }
}
