package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of {@code Arrays.asList}: a list over an array that others may change. */
@SuppressWarnings("rawtypes") // elements are of no particular type
final class ArraysAsListForm extends Form<List> {

  @Override
  void write(GraphKryo kryo, Output out, List list) {
    kryo.writeItems(out, list.toArray());
  }

  @Override
  List read(GraphKryo kryo, Input in, Class<? extends List> type) {
    int self = kryo.references().current();
    @Nullable Object[] items = new Object[Wire.readLength(in, 1)];
    List<@Nullable Object> list = Arrays.asList(items);
    kryo.reference(list);
    kryo.references().open(self);
    for (int i = 0; i < items.length; i++) {
      items[i] = kryo.readClassAndObject(in);
    }
    kryo.references().close();
    return list;
  }
}
