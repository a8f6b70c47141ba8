package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Constructor;
import java.util.AbstractCollection;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.AbstractQueue;
import java.util.AbstractSequentialList;
import java.util.AbstractSet;
import java.util.Set;

/**
 * The form of an ordinary class of the job: its fields, one after the other. Instances are made
 * without running the class's constructors.
 */
final class ObjectForm extends Form<Object> {

  /** Superclasses of the JDK whose own fields need not travel. */
  private static final Set<Class<?>> SKELETONS =
      Set.of(
          Object.class,
          Number.class,
          AbstractCollection.class,
          AbstractList.class,
          AbstractSequentialList.class,
          AbstractSet.class,
          AbstractQueue.class,
          AbstractMap.class);

  private final FieldTable fields;
  private final Constructor<?> constructor;

  private ObjectForm(Class<?> type, Class<?> above) {
    fields = new FieldTable(type, above);
    try {
      constructor = Instances.startingAt(type, above.getDeclaredConstructor());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The form of a class, by what it extends of the JDK. */
  static Form<?> of(Class<?> type) {
    Class<?> above = Platform.ancestor(type);
    if (SKELETONS.contains(above)) {
      ObjectForm form = new ObjectForm(type, above);
      Form<?> hooked = HookedForm.of(type, above, form.constructor);
      return hooked == null ? form : hooked;
    }
    Form<?> container = ContainerForm.of(type, above);
    if (container != null) {
      return container;
    }
    throw new CannotTravel(
        type.getName(),
        "extends "
            + above.getName()
            + ", whose state cannot travel. Hold such an object in a transient field instead.");
  }

  /** The form of an actor's state, whose class must extend no stateful class of the JDK. */
  static ObjectForm ofActor(Class<?> type) {
    Class<?> above = Platform.ancestor(type);
    if (SKELETONS.contains(above)) {
      return new ObjectForm(type, above);
    }
    throw new CannotTravel(
        type.getName(),
        "is an actor and extends " + above.getName() + ". Hold such an object in a field instead.");
  }

  @Override
  int fingerprint() {
    return fields.fingerprint();
  }

  @Override
  void write(GraphKryo kryo, Output out, Object value) {
    fields.write(kryo, out, value);
  }

  @Override
  Object read(GraphKryo kryo, Input in, Class<?> type) {
    int self = kryo.references().current();
    Object instance = Instances.make(constructor);
    kryo.reference(instance);
    kryo.references().open(self);
    fields.read(kryo, in, instance);
    kryo.references().close();
    return instance;
  }

  /** Writes the fields of an object that is no part of the graph. */
  void writeRoot(GraphKryo kryo, Output out, Object instance) {
    fields.write(kryo, out, instance);
  }

  /** Reads an object that is no part of the graph. */
  Object readRoot(GraphKryo kryo, Input in) {
    Object instance = Instances.make(constructor);
    fields.read(kryo, in, instance);
    return instance;
  }
}
