package dev.weft.cluster.internal.object;

import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ObjectId;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A ref of the cluster. The node that made it completes it; elsewhere it asks for its value when
 * someone first needs it.
 *
 * @param <T> the type of the value
 */
public final class ClusterRef<T extends @Nullable Object> extends PromiseRef<T> {

  private final NodeId maker;
  private final Job job;
  private final Origin origin;
  private final @Nullable StackTraceElement site;
  private final Executor futures;
  private volatile @Nullable ObjectId id; // written under this

  /**
   * @param id names the value, or null for one that shall get a name when it first needs one
   * @param maker the node that made the ref and knows when its value is there
   * @param origin where its value comes from
   * @param site where the call was made whose value it is, or null if that is unknown
   * @param futures runs what users hang on futures of this ref
   */
  ClusterRef(
      @Nullable ObjectId id,
      NodeId maker,
      Job job,
      Origin origin,
      @Nullable StackTraceElement site,
      Executor futures) {
    this.id = id;
    this.maker = maker;
    this.job = job;
    this.origin = origin;
    this.site = site;
    this.futures = futures;
  }

  /** Names the value: most never leave their node, and so never need a name. */
  public ObjectId id() {
    ObjectId known = id;
    if (known == null) {
      synchronized (this) {
        known = id;
        if (known == null) {
          known = job.objects().newLocalId();
          id = known;
        }
      }
    }
    return known;
  }

  public NodeId maker() {
    return maker;
  }

  public Job job() {
    return job;
  }

  /** Where its value comes from. */
  public Origin origin() {
    return origin;
  }

  /** Where the call was made whose value it is. */
  @Nullable StackTraceElement site() {
    return site;
  }

  /** Completes this with a failure of its call. */
  public boolean fail(Throwable failure) {
    return complete(Outcome.failed(failure).calledAt(site));
  }

  /** Fails this ref, if it still is pending, with a failure that is made when someone looks. */
  public boolean fail(Supplier<? extends Throwable> failure) {
    return complete(new LateFailure(failure, site));
  }

  @Override
  protected void demand() {
    origin.demand(this);
  }

  @Override
  protected void runHere() {
    origin.runHere();
  }

  @Override
  protected Executor futureExecutor() {
    return futures;
  }

  @Override
  protected String describe() {
    return origin.describe();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ClusterRef<?> ref && id != null && Objects.equals(ref.id, id));
  }

  @Override
  public int hashCode() {
    return id().hashCode();
  }

  @Override
  public String toString() {
    return "ObjectRef[" + origin.describe() + ", " + (isDone() ? "done" : "pending") + "]";
  }
}
