package neighbours;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.Remote;
import java.util.ArrayList;
import java.util.List;

/** A task that uses the application's own Kryo. */
final class Codec {

  private Codec() {}

  @Remote
  static String roundTrip(List<String> words) {
    Kryo kryo = new Kryo();
    kryo.register(ArrayList.class);
    Output out = new Output(1024);
    kryo.writeObject(out, new ArrayList<>(words));
    List<?> read = kryo.readObject(new Input(out.toBytes()), ArrayList.class);
    return read + " through " + Origin.of(Kryo.class);
  }
}
