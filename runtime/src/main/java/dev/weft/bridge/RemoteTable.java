package dev.weft.bridge;

import dev.weft.error.WeaveException;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorTraits;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The remote methods of one class, written by the weaver and read by engines.
 *
 * <p>The woven class builds it in a synthetic static method {@value #FACTORY} from constant method
 * handles. A call from the wire is resolved through this table only: what is not in it cannot be
 * called, whatever the wire says.
 */
public final class RemoteTable {

  /** The name of the static method of a woven class that returns its table. */
  public static final String FACTORY = "$weft$table";

  /** The default of {@link dev.weft.Remote#retries}. */
  private static final int RETRIES = 3;

  /** The descriptor of the constructor that takes the key of an actor. */
  private static final String KEYED = "(Ljava/lang/String;)V";

  private static final ClassValue<RemoteTable> TABLES =
      new ClassValue<>() {
        @Override
        protected RemoteTable computeValue(Class<?> type) {
          return build(type);
        }
      };

  private final Class<?> owner;
  private final Map<String, RemoteMethod> methods = new LinkedHashMap<>();
  private @Nullable RemoteMethod last;
  private @Nullable MethodHandle handleFactory;
  private @Nullable MethodHandle restored;
  private final Map<String, String> traits = new LinkedHashMap<>();
  private @Nullable ActorTraits merged;

  private RemoteTable(Class<?> owner) {
    this.owner = owner;
  }

  /** The table of a class; initialises the class. */
  public static RemoteTable of(Class<?> owner) {
    return TABLES.get(owner);
  }

  /** Whether the weaver gave this class a table. */
  public static boolean exists(Class<?> owner) {
    Method[] methods;
    try {
      methods = owner.getDeclaredMethods();
    } catch (NoClassDefFoundError e) {
      return false; // a class that lacks some of its own, optional ones; in plain Java it runs too
    }
    for (Method method : methods) {
      if (method.getName().equals(FACTORY)) {
        return true;
      }
    }
    return false;
  }

  /** Called by woven code: an empty table. */
  public static RemoteTable builder(Class<?> owner) {
    return new RemoteTable(owner);
  }

  /**
   * Called by woven code: adds a task.
   *
   * @param body takes the receiver first if the method is not static, and finds the override that
   *     the receiver's class has
   */
  public RemoteTable task(
      MethodHandle body, String name, String descriptor, String displayName, int retries) {
    return add(
        new RemoteMethod(
            owner,
            name,
            descriptor,
            displayName,
            retries,
            RemoteMethod.Kind.TASK,
            RemoteMethod.spread(body)));
  }

  /**
   * Called by woven code: what the annotation of the task added last says beyond its name and
   * retries, or those of a method of an actor beyond its name.
   *
   * @param attribute of {@link dev.weft.Remote}, or {@code readOnly}
   * @param value its value as text
   */
  public RemoteTable option(String attribute, String value) {
    RemoteMethod method = Objects.requireNonNull(last, "no method yet");
    RemoteMethod changed = method.with(attribute, value);
    if (changed != null) {
      return add(changed);
    }
    return add(
        method.with(
            AnnotatedOptions.add(method.options(), attribute, value, owner.getClassLoader())));
  }

  /** Called by woven code: adds an instance method of an actor; {@code body} takes the receiver. */
  public RemoteTable method(MethodHandle body, String name, String descriptor, String displayName) {
    return add(
        new RemoteMethod(
            owner,
            name,
            descriptor,
            displayName,
            RETRIES,
            RemoteMethod.Kind.METHOD,
            RemoteMethod.spread(body)));
  }

  /**
   * Called by woven code: adds a constructor of an actor.
   *
   * @param body takes the arguments and a {@link Real}
   * @param descriptor the descriptor without the {@link Real}
   */
  public RemoteTable constructor(MethodHandle body, String descriptor, String displayName) {
    int last = body.type().parameterCount() - 1;
    MethodHandle bound = MethodHandles.insertArguments(body, last, new Object[] {null});
    return add(
        new RemoteMethod(
            owner,
            "<init>",
            descriptor,
            displayName,
            0,
            RemoteMethod.Kind.CONSTRUCTOR,
            RemoteMethod.spread(bound)));
  }

  /** Called by woven code: sets the constructor of handles, {@code (ActorAddress) Owner}. */
  public RemoteTable handles(MethodHandle constructor) {
    handleFactory = constructor.asType(MethodType.methodType(Object.class, ActorAddress.class));
    return this;
  }

  /** Called by woven code: sets the method marked {@code @Restored}, {@code (Owner) void}. */
  public RemoteTable restored(MethodHandle method) {
    restored = method.asType(MethodType.methodType(void.class, Object.class));
    return this;
  }

  /**
   * Called by woven code: what the annotation of the class, an actor, says beyond its name.
   *
   * @param attribute of {@link dev.weft.Remote}
   * @param value its value as text
   */
  public RemoteTable trait(String attribute, String value) {
    traits.put(attribute, value);
    return this;
  }

  /**
   * How actors of this class are kept and called: as its superclass says, and the class over that.
   */
  public ActorTraits actorTraits() {
    ActorTraits known = merged;
    if (known == null) {
      Class<?> parent = owner.getSuperclass();
      known =
          AnnotatedTraits.over(
              parent != null && exists(parent) ? of(parent).actorTraits() : ActorTraits.DEFAULTS,
              traits);
      merged = known;
    }
    return known;
  }

  /**
   * The constructor that takes the key of an actor.
   *
   * @throws WeaveException if the class has none
   */
  public RemoteMethod keyedConstructor() {
    return find("<init>", KEYED);
  }

  /**
   * The method of that name and descriptor.
   *
   * @throws WeaveException if the class has no such remote method
   */
  public RemoteMethod find(String name, String descriptor) {
    RemoteMethod method = methods.get(name + descriptor);
    if (method == null) {
      throw new WeaveException(
          owner.getName()
              + "."
              + name
              + descriptor
              + " is not a remote method: only methods that were woven as @Remote can be called.");
    }
    return method;
  }

  /** Whether the class has that remote method. */
  boolean has(String name, String descriptor) {
    return methods.containsKey(name + descriptor);
  }

  /** A new handle of this class for an actor. */
  public Object newHandle(ActorAddress address) {
    if (handleFactory == null) {
      throw new WeaveException(owner.getName() + " is not woven as an actor class.");
    }
    try {
      return (Object) handleFactory.invokeExact(address);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new WeaveException("Cannot make a handle of " + owner.getName() + ".", e);
    }
  }

  /**
   * Runs the methods marked {@code @Restored} on a live instance: those of superclasses first. A
   * method that overrides another such one stands in that one's table only.
   */
  public void runRestored(Object instance) throws Throwable {
    Class<?> parent = owner.getSuperclass();
    if (parent != null && exists(parent)) {
      of(parent).runRestored(instance);
    }
    if (restored != null) {
      restored.invokeExact(instance);
    }
  }

  private RemoteTable add(RemoteMethod method) {
    methods.put(method.name() + method.descriptor(), method);
    last = method;
    return this;
  }

  private static RemoteTable build(Class<?> type) {
    try {
      Method factory = type.getDeclaredMethod(FACTORY);
      factory.setAccessible(true);
      return Objects.requireNonNull((RemoteTable) factory.invoke(null));
    } catch (NoSuchMethodException e) {
      throw new WeaveException(
          type.getName()
              + " is not woven. Start the application with -javaagent:weft-agent.jar, or weave it"
              + " at build time with weft-maven-plugin.",
          e);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new WeaveException("The remote methods of " + type.getName() + " cannot be read.", e);
    } catch (ReflectiveOperationException e) {
      throw new WeaveException("The remote methods of " + type.getName() + " cannot be read.", e);
    }
  }
}
