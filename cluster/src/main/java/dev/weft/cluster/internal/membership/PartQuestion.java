package dev.weft.cluster.internal.membership;

import com.hazelcast.internal.cluster.impl.operations.JoinOperation;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import com.hazelcast.spi.impl.operationservice.Operation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Asks another part of the cluster what its members and the asker's are to do. The answer is what
 * the asked one says of its part, and the asker's course; null while the asked one is in none. One
 * that means to follow that course asks once more, which binds the asked one to stay meanwhile.
 *
 * <p>Hazelcast lets this in from a node that is not a member, over a connection that has been
 * through the handshake, as it does with its own questions of this kind.
 */
final class PartQuestion extends Operation implements JoinOperation {

  static final int FACTORY = 0x57454655;
  private static final int QUESTION = 1;
  private static final int ANSWER = 2;

  private @Nullable Part asker;
  private boolean isBinding;
  private @Nullable Answer answer;

  private PartQuestion() {}

  PartQuestion(Part asker, boolean isBinding) {
    this.asker = asker;
    this.isBinding = isBinding;
  }

  /** Makes this package's messages when they arrive. */
  static DataSerializableFactory factory() {
    return type ->
        switch (type) {
          case QUESTION -> new PartQuestion();
          case ANSWER -> new Answer();
          case Unreachable.TYPE -> new Unreachable();
          default -> throw new IllegalArgumentException("Unknown message " + type + ".");
        };
  }

  @Override
  public void run() {
    Part from = asker;
    if (from != null
        && getNodeEngine().getNode().getNodeExtension() instanceof GridNodeExtension extension) {
      Part own = extension.part().describe();
      answer = own == null ? null : new Answer(own, extension.part().answer(from, own, isBinding));
    }
  }

  @Override
  public @Nullable Object getResponse() {
    return answer;
  }

  @Override
  protected void writeInternal(ObjectDataOutput out) throws IOException {
    if (asker == null) {
      throw new IllegalStateException("A question without a part.");
    }
    asker.write(out);
    out.writeBoolean(isBinding);
  }

  @Override
  protected void readInternal(ObjectDataInput in) throws IOException {
    asker = Part.read(in);
    isBinding = in.readBoolean();
  }

  @Override
  public int getFactoryId() {
    return FACTORY;
  }

  @Override
  public int getClassId() {
    return QUESTION;
  }

  /** What the asked one says; a Hazelcast value, so mutable while it is read. */
  static final class Answer implements IdentifiedDataSerializable {

    private @Nullable Part part;
    private Course course = Course.STAY;

    private Answer() {}

    Answer(Part part, Course course) {
      this.part = part;
      this.course = course;
    }

    Part part() {
      if (part == null) {
        throw new IllegalStateException("An answer without a part.");
      }
      return part;
    }

    Course course() {
      return course;
    }

    @Override
    public void writeData(ObjectDataOutput out) throws IOException {
      part().write(out);
      out.writeByte(course.ordinal());
    }

    @Override
    public void readData(ObjectDataInput in) throws IOException {
      part = Part.read(in);
      course = Course.values()[in.readByte()];
    }

    @Override
    public int getFactoryId() {
      return FACTORY;
    }

    @Override
    public int getClassId() {
      return ANSWER;
    }
  }
}
