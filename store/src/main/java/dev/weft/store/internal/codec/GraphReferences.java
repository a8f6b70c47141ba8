package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.util.IntArray;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import com.esotericsoftware.kryo.util.Util;
import dev.weft.store.UnreadableValueException;
import java.util.Arrays;

/**
 * Keeps shared parts of a graph shared.
 *
 * <p>Some objects can only be made when all their parts are there: records, immutable collections.
 * While such a one is written it is <em>sealed</em>; a way back to it from inside cannot be rebuilt
 * and is refused. While any other is read it is <em>open</em>; what was told of it meanwhile, its
 * hash above all, is provisional.
 *
 * <p>Confined to the thread that uses the Kryo.
 */
final class GraphReferences extends MapReferenceResolver {

  private final IntArray sealed = new IntArray(8);
  private final IntArray open = new IntArray(16);
  private int openSeen;

  /** The object written last cannot be referred to until {@link #unseal()}. */
  void seal() {
    sealed.add(writtenObjects.size - 1);
  }

  void unseal() {
    sealed.pop();
  }

  /** The number of the object whose reading has just begun. */
  int current() {
    return readObjects.size() - 1;
  }

  /** The object of that number is incomplete until {@link #close()}. */
  void open(int number) {
    open.add(number);
  }

  void close() {
    open.pop();
  }

  /** How often a way back to an incomplete object was met so far. */
  int openSeen() {
    return openSeen;
  }

  @Override
  public int getWrittenId(Object object) {
    int id = super.getWrittenId(object);
    if (id >= 0 && sealed.size > 0 && contains(sealed, id)) {
      throw new CannotTravel(
          object.getClass().getName(),
          "refers to itself. A cycle through a record, an immutable collection or an Optional"
              + " cannot be rebuilt: break it, or use an ordinary class or a mutable collection"
              + " there.");
    }
    return id;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo has it
  public Object getReadObject(Class type, int id) {
    if (id < 0 || id >= readObjects.size()) {
      throw new UnreadableValueException("A part is referred to that is not there.");
    }
    Object object = readObjects.get(id);
    if (object == null) {
      throw new UnreadableValueException("A part is referred to before it is complete.");
    }
    if (contains(open, id)) {
      openSeen++;
    }
    return object;
  }

  @Override
  public void reset() {
    super.reset();
    sealed.clear();
    open.clear();
    openSeen = 0;
  }

  /** Ids on a stack ascend from the root inwards. */
  private static boolean contains(IntArray ids, int id) {
    return Arrays.binarySearch(ids.items, 0, ids.size, id) >= 0;
  }

  @Override
  @SuppressWarnings("rawtypes") // as Kryo has it
  public boolean useReferences(Class type) {
    return !Util.isWrapperClass(type) && !Enum.class.isAssignableFrom(type);
  }
}
