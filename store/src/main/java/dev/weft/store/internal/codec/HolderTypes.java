package dev.weft.store.internal.codec;

import static dev.weft.store.internal.codec.FixedTypes.add;
import static dev.weft.store.internal.codec.FixedTypes.put;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.DoubleSummaryStatistics;
import java.util.GregorianCalendar;
import java.util.IntSummaryStatistics;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.TimeZone;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;

/**
 * What holds a changing state: atomics, queues with a bound, locks, statistics; numbers 182 to 219.
 * Locks arrive unlocked.
 */
@SuppressWarnings({
  "rawtypes",
  "unchecked",
  "NullAway",
  "JdkObsolete",
  "JavaUtilDate"
}) // any content
final class HolderTypes {

  private static final int MAX_ARRAY_QUEUE = 1 << 20;

  private HolderTypes() {}

  static void register() {
    atomics();
    queues();
    locks();
    statistics();
    others();
  }

  private static void atomics() {
    add(
        182,
        new ValueForm<>(
            (out, v) -> out.writeVarInt(v.get(), false),
            in -> new AtomicInteger(in.readVarInt(false))),
        AtomicInteger.class);
    add(
        183,
        new ValueForm<>(
            (out, v) -> out.writeVarLong(v.get(), false),
            in -> new AtomicLong(in.readVarLong(false))),
        AtomicLong.class);
    add(
        184,
        new ValueForm<>(
            (out, v) -> out.writeBoolean(v.get()), in -> new AtomicBoolean(in.readBoolean())),
        AtomicBoolean.class);
    put(185, new AtomicReferenceForm(), AtomicReference.class);
    add(
        186,
        new ValueForm<>(HolderTypes::writeInts, in -> new AtomicIntegerArray(readInts(in))),
        AtomicIntegerArray.class);
    add(
        187,
        new ValueForm<>(HolderTypes::writeLongs, in -> new AtomicLongArray(readLongs(in))),
        AtomicLongArray.class);
    add(
        188,
        new SealedForm<AtomicReferenceArray>(
            SealedForm.Kind.ELEMENTS, HolderTypes::elements, AtomicReferenceArray::new),
        AtomicReferenceArray.class);
    add(
        189,
        new ValueForm<>(
            (out, v) -> out.writeVarLong(v.sum(), false),
            in -> {
              LongAdder adder = new LongAdder();
              adder.add(in.readVarLong(false));
              return adder;
            }),
        LongAdder.class);
    add(
        190,
        new ValueForm<>(
            (out, v) -> out.writeDouble(v.sum()),
            in -> {
              DoubleAdder adder = new DoubleAdder();
              adder.add(in.readDouble());
              return adder;
            }),
        DoubleAdder.class);
  }

  private static void queues() {
    put(191, new BoundedQueueForm(LinkedBlockingQueue::new), LinkedBlockingQueue.class);
    put(192, new BoundedQueueForm(LinkedBlockingDeque::new), LinkedBlockingDeque.class);
    put(193, new BoundedQueueForm(HolderTypes::arrayQueue), ArrayBlockingQueue.class);
    put(
        194,
        SortedForms.of(
            c -> new PriorityBlockingQueue(11, c), (PriorityBlockingQueue q) -> q.comparator()),
        PriorityBlockingQueue.class);
  }

  private static void locks() {
    add(
        195,
        new ValueForm<>(
            (out, v) -> out.writeBoolean(v.isFair()), in -> new ReentrantLock(in.readBoolean())),
        ReentrantLock.class);
    add(
        196,
        new ValueForm<>(
            (out, v) -> out.writeBoolean(v.isFair()),
            in -> new ReentrantReadWriteLock(in.readBoolean())),
        ReentrantReadWriteLock.class);
    add(
        197,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarInt(v.availablePermits(), false);
              out.writeBoolean(v.isFair());
            },
            in -> new Semaphore(in.readVarInt(false), in.readBoolean())),
        Semaphore.class);
  }

  private static void statistics() {
    add(
        198,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarLong(v.getCount(), true);
              out.writeInt(v.getMin());
              out.writeInt(v.getMax());
              out.writeLong(v.getSum());
            },
            in ->
                new IntSummaryStatistics(
                    in.readVarLong(true), in.readInt(), in.readInt(), in.readLong())),
        IntSummaryStatistics.class);
    add(
        199,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarLong(v.getCount(), true);
              out.writeLong(v.getMin());
              out.writeLong(v.getMax());
              out.writeLong(v.getSum());
            },
            in ->
                new LongSummaryStatistics(
                    in.readVarLong(true), in.readLong(), in.readLong(), in.readLong())),
        LongSummaryStatistics.class);
    add(
        200,
        new ValueForm<>(
            (out, v) -> {
              out.writeVarLong(v.getCount(), true);
              out.writeDouble(v.getMin());
              out.writeDouble(v.getMax());
              out.writeDouble(v.getSum());
            },
            in ->
                new DoubleSummaryStatistics(
                    in.readVarLong(true), in.readDouble(), in.readDouble(), in.readDouble())),
        DoubleSummaryStatistics.class);
  }

  private static void others() {
    add(
        201,
        new ValueForm<>(
            (out, v) -> Strings.write(out, v.getID()),
            in -> TimeZone.getTimeZone(Strings.read(in))),
        TimeZone.class);
    add(
        202,
        new ValueForm<>(
            (out, v) -> {
              Strings.write(out, v.getTimeZone().getID());
              out.writeLong(v.getTimeInMillis());
              out.writeBoolean(v.isLenient());
              out.writeByte(v.getFirstDayOfWeek());
              out.writeByte(v.getMinimalDaysInFirstWeek());
            },
            HolderTypes::readCalendar),
        GregorianCalendar.class);
    put(203, HookedForm.ofRandom(), Random.class);
  }

  /** Such a queue takes all its room at once: a capacity is no licence for that. */
  private static BlockingQueue arrayQueue(int capacity) {
    return capacity <= MAX_ARRAY_QUEUE
        ? new ArrayBlockingQueue(capacity)
        : new LinkedBlockingQueue(capacity);
  }

  private static GregorianCalendar readCalendar(Input in) {
    GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(Strings.read(in)));
    calendar.setTimeInMillis(in.readLong());
    calendar.setLenient(in.readBoolean());
    calendar.setFirstDayOfWeek(in.readByte());
    calendar.setMinimalDaysInFirstWeek(in.readByte());
    return calendar;
  }

  private static Object[] elements(AtomicReferenceArray array) {
    Object[] elements = new Object[array.length()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = array.get(i);
    }
    return elements;
  }

  private static void writeInts(Output out, AtomicIntegerArray array) {
    int[] copy = new int[array.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array.get(i);
    }
    PrimitiveArrays.INTS.write(out, copy);
  }

  private static int[] readInts(Input in) {
    return PrimitiveArrays.INTS.read(in);
  }

  private static void writeLongs(Output out, AtomicLongArray array) {
    long[] copy = new long[array.length()];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = array.get(i);
    }
    PrimitiveArrays.LONGS.write(out, copy);
  }

  private static long[] readLongs(Input in) {
    return PrimitiveArrays.LONGS.read(in);
  }

  /** A holder to which its content may refer. */
  private static final class AtomicReferenceForm extends Form<AtomicReference> {

    @Override
    void write(GraphKryo kryo, Output out, AtomicReference value) {
      try {
        kryo.writeClassAndObject(out, value.get());
      } catch (CannotTravel e) {
        throw e.in(".value");
      }
    }

    @Override
    AtomicReference read(GraphKryo kryo, Input in, Class<? extends AtomicReference> type) {
      int self = kryo.references().current();
      AtomicReference reference = new AtomicReference();
      kryo.reference(reference);
      kryo.references().open(self);
      reference.set(kryo.readClassAndObject(in));
      kryo.references().close();
      return reference;
    }
  }

  /** A queue with a capacity. */
  private static final class BoundedQueueForm extends Form<BlockingQueue> {

    private final IntFunction<BlockingQueue> maker;

    BoundedQueueForm(IntFunction<BlockingQueue> maker) {
      this.maker = maker;
    }

    @Override
    void write(GraphKryo kryo, Output out, BlockingQueue queue) {
      Object[] items = queue.toArray();
      long capacity = (long) queue.remainingCapacity() + items.length;
      out.writeVarInt((int) Math.min(Integer.MAX_VALUE, capacity), true);
      kryo.writeItems(out, items);
    }

    @Override
    BlockingQueue read(GraphKryo kryo, Input in, Class<? extends BlockingQueue> type) {
      int self = kryo.references().current();
      BlockingQueue queue = maker.apply(in.readVarInt(true));
      kryo.reference(queue);
      CollectionForm.fill(kryo, in, self, queue, false);
      return queue;
    }
  }
}
