package outside;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;

/** Classes whose serialized forms are forged into those of {@link Trap}; names of equal length. */
public final class Bait {

  private Bait() {}

  public static final class Ser implements Serializable {}

  public static final class Ext implements Externalizable {
    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  public static final class Str implements DataSerializable {
    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
  }

  public static final class Pln {
    public int value;
  }
}
