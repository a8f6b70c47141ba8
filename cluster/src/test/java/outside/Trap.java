package outside;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializable;
import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.io.Serializable;

/** Classes on the member's class path that tell, by a system property, that they were touched. */
public final class Trap {

  public static final String TOUCHED = "weft.test.trap.touched";

  private Trap() {}

  private static void touch() {
    System.setProperty(TOUCHED, "yes");
  }

  public static final class Ser implements Serializable {
    static {
      touch();
    }
  }

  public static final class Ext implements Externalizable {
    static {
      touch();
    }

    @Override
    public void writeExternal(ObjectOutput out) {}

    @Override
    public void readExternal(ObjectInput in) {}
  }

  public static final class Str implements DataSerializable {
    static {
      touch();
    }

    @Override
    public void writeData(ObjectDataOutput out) {}

    @Override
    public void readData(ObjectDataInput in) {}
  }
}
