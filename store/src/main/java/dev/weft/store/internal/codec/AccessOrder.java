package dev.weft.store.internal.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamConstants;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a linked map orders its entries by access, as caches do. The map does not tell,
 * but the serialised form of {@code LinkedHashMap}, which is laid down, has the flag behind that of
 * {@code HashMap}:
 *
 * <pre>
 *   ..."threshold" | end of annotations | no superclass
 *   load factor (4) | threshold (4) | block, length 8 | buckets (4) | size (4)
 *   keys and values, here all null | end of block | ACCESS ORDER (1) | ...
 * </pre>
 *
 * <p>Such bytes are only looked at here; nothing is made of them.
 */
final class AccessOrder extends ObjectOutputStream {

  private static final byte[] BEFORE_DATA = beforeData();
  private static final int DATA = 4 + 4 + 2 + 4 + 4;

  private final Object map;

  private AccessOrder(Object map, ByteArrayOutputStream out) throws IOException {
    super(out);
    this.map = map;
    enableReplaceObject(true);
  }

  /** Whether it does; false if that cannot be found out. */
  static boolean of(Map<?, ?> map) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (AccessOrder stream = new AccessOrder(map, out)) {
      stream.writeObject(map);
    } catch (IOException | RuntimeException e) {
      return false;
    }
    byte[] bytes = out.toByteArray();
    int start = indexOf(bytes, BEFORE_DATA);
    int end = start + BEFORE_DATA.length + DATA + 2 * map.size();
    return start >= 0
        && end + 1 < bytes.length
        && bytes[end] == ObjectStreamConstants.TC_ENDBLOCKDATA
        && bytes[end + 1] == 1;
  }

  @Override
  protected @Nullable Object replaceObject(Object part) {
    return part == map ? part : null;
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    for (int i = 0; i + wanted.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] beforeData() {
    byte[] name = "threshold".getBytes(StandardCharsets.US_ASCII);
    byte[] marker = Arrays.copyOf(name, name.length + 2);
    marker[name.length] = ObjectStreamConstants.TC_ENDBLOCKDATA;
    marker[name.length + 1] = ObjectStreamConstants.TC_NULL;
    return marker;
  }
}
