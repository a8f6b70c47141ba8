package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.name;
import static dev.weft.store.internal.codec.FixedTypes.put;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.store.UnreadableValueException;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Enums of the JDK and what is keyed by enums, buffers, paths; numbers 153 to 169. */
@SuppressWarnings({"rawtypes", "unchecked", "NullAway"}) // elements are of no particular type
final class SpecialTypes {

  private static final Class<?>[] ENUMS = {
    ChronoField.class,
    ChronoUnit.class,
    DayOfWeek.class,
    FormatStyle.class,
    Locale.Category.class,
    Month.class,
    RoundingMode.class,
    StandardCopyOption.class,
    StandardOpenOption.class,
    TextStyle.class,
    Thread.State.class,
    TimeUnit.class
  };

  private SpecialTypes() {}

  static void register() {
    put(153, new PlatformEnumForm(), Enum.class);
    for (Class<?> type : ENUMS) {
      name(type);
    }
    put(154, new EnumSetForm(), EnumSet.class);
    put(155, new EnumMapForm(), EnumMap.class);
    add(
        156,
        new ValueForm<>(SpecialTypes::writeBuffer, SpecialTypes::readBuffer),
        ByteBuffer.class);
    add(157, new ValueForm<>(SpecialTypes::writePath, in -> Path.of(Strings.read(in))), Path.class);
    put(
        158,
        new SetFromMapForm(),
        Collections.newSetFromMap(new EnumMap<>(Month.class)).getClass());
    put(
        159,
        new ReverseOrderForm(),
        Collections.reverseOrder(String.CASE_INSENSITIVE_ORDER).getClass());
  }

  private static void writePath(Output out, Path path) {
    if (path.getFileSystem() != FileSystems.getDefault()) {
      throw new CannotTravel(
          path.getClass().getName(),
          "cannot travel: it is a path of a file system of its own. Pass a URI instead.");
    }
    Strings.write(out, path.toString());
  }

  private static void writeBuffer(Output out, ByteBuffer buffer) {
    out.writeBoolean(buffer.isReadOnly());
    out.writeBoolean(buffer.order() == ByteOrder.BIG_ENDIAN);
    out.writeVarInt(buffer.position(), true);
    out.writeVarInt(buffer.limit(), true);
    Wire.writeLength(out, buffer.capacity());
    int at = Wire.reserve(out, buffer.capacity());
    buffer.duplicate().clear().get(out.getBuffer(), at, buffer.capacity());
  }

  /** The content, always on the heap: memory outside it is not a sender's to ask for. */
  private static ByteBuffer readBuffer(Input in) {
    boolean readOnly = in.readBoolean();
    boolean big = in.readBoolean();
    int position = in.readVarInt(true);
    int limit = in.readVarInt(true);
    ByteBuffer buffer = ByteBuffer.wrap(in.readBytes(Wire.readLength(in, 1)));
    buffer.limit(limit).position(position);
    return (readOnly ? buffer.asReadOnlyBuffer() : buffer)
        .order(big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
  }

  private static Class<? extends Enum> readEnumClass(GraphKryo kryo, Input in) {
    Object type = kryo.readClassAndObject(in);
    if (type instanceof Class<?> known && known.isEnum()) {
      return known.asSubclass(Enum.class);
    }
    throw new UnreadableValueException("A set or map of an enum was sent without the enum.");
  }

  /** By name: versions of the JDK may number them differently. */
  private static final class PlatformEnumForm extends Form<Enum> {

    @Override
    void write(GraphKryo kryo, Output out, Enum value) {
      Strings.write(out, value.getDeclaringClass().getName());
      Strings.write(out, value.name());
    }

    @Override
    Enum read(GraphKryo kryo, Input in, Class<? extends Enum> ignored) {
      Class<?> type = FixedTypes.named(Strings.read(in));
      if (type == null || !type.isEnum()) {
        throw new UnreadableValueException("An enum was sent that is none of the JDK's list.");
      }
      return Enum.valueOf(type.asSubclass(Enum.class), Strings.read(in));
    }
  }

  private static final class EnumSetForm extends Form<EnumSet> {

    @Override
    void write(GraphKryo kryo, Output out, EnumSet set) {
      EnumSet all = EnumSet.complementOf(set);
      Object any = set.isEmpty() ? all.stream().findFirst().orElse(null) : set.iterator().next();
      if (any == null) {
        throw new CannotTravel(
            EnumSet.class.getName(), "cannot travel: it is of an enum without constants.");
      }
      kryo.writeClassAndObject(out, ((Enum<?>) any).getDeclaringClass());
      kryo.writeItems(out, set.toArray());
    }

    @Override
    EnumSet read(GraphKryo kryo, Input in, Class<? extends EnumSet> type) {
      EnumSet set = EnumSet.noneOf(readEnumClass(kryo, in));
      Collections.addAll(set, kryo.readItems(in));
      return set;
    }
  }

  private static final class EnumMapForm extends Form<EnumMap> {

    @Override
    void write(GraphKryo kryo, Output out, EnumMap map) {
      Class<?> keys =
          map.isEmpty()
              ? HiddenParts.keyType(map)
              : ((Enum<?>) map.keySet().iterator().next()).getDeclaringClass();
      if (keys == null) {
        throw new CannotTravel(
            EnumMap.class.getName(), "cannot travel while empty: its key type is hidden.");
      }
      kryo.writeClassAndObject(out, keys);
      MapForm.writeEntries(kryo, out, map);
    }

    @Override
    EnumMap read(GraphKryo kryo, Input in, Class<? extends EnumMap> type) {
      int self = kryo.references().current();
      EnumMap map = new EnumMap(readEnumClass(kryo, in));
      kryo.reference(map);
      MapForm.fill(kryo, in, self, map);
      return map;
    }
  }

  /** A set that is the keys of a map: an identity map, a concurrent one. */
  private static final class SetFromMapForm extends Form<Set> {

    @Override
    void write(GraphKryo kryo, Output out, Set set) {
      kryo.references().seal();
      Object map = HiddenParts.find(set, Map.class);
      if (map == null) {
        throw Advice.refusal(set.getClass());
      }
      kryo.writeClassAndObject(out, map);
      kryo.references().unseal();
    }

    @Override
    Set read(GraphKryo kryo, Input in, Class<? extends Set> type) {
      if (!(kryo.readClassAndObject(in) instanceof Map map)) {
        throw new UnreadableValueException("A set of a map was sent without the map.");
      }
      Object[] keys = map.keySet().toArray();
      map.clear();
      Set set = Collections.newSetFromMap(map);
      Collections.addAll(set, keys);
      return set;
    }
  }

  private static final class ReverseOrderForm extends Form<Comparator> {

    @Override
    void write(GraphKryo kryo, Output out, Comparator comparator) {
      SortedForms.writeComparator(kryo, out, Collections.reverseOrder(comparator));
    }

    @Override
    Comparator read(GraphKryo kryo, Input in, Class<? extends Comparator> type) {
      return Collections.reverseOrder(SortedForms.readComparator(kryo, in));
    }
  }
}
