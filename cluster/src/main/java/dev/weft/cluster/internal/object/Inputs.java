package dev.weft.cluster.internal.object;

import dev.weft.ObjectRef;
import dev.weft.bridge.Actor;
import dev.weft.bridge.ConvertedRef;
import dev.weft.cluster.internal.job.Job;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.spi.Outcome;
import dev.weft.spi.PromiseRef;
import dev.weft.store.ValueCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The refs among the arguments of a call whose values it needs. It holds them until the call is
 * done, so that their objects are not dropped before.
 */
public final class Inputs {

  private List<Integer> positions = List.of();
  private List<PromiseRef<?>> refs = List.of();
  private List<PromiseRef<?>> unborn = List.of();

  /** None, to begin with. */
  public static Inputs none() {
    return new Inputs();
  }

  /**
   * Takes the refs out of the arguments and leaves null; of those that were made here and have
   * their value already, the value.
   *
   * @param args the arguments; changed
   * @param inputs the positions of the refs
   */
  public static Inputs take(@Nullable Object[] args, int[] inputs) {
    Inputs taken = new Inputs();
    if (inputs.length == 0) {
      return taken;
    }
    taken.positions = new ArrayList<>(inputs.length);
    taken.refs = new ArrayList<>(inputs.length);
    for (int position : inputs) {
      ObjectRef<?> ref =
          (ObjectRef<?>)
              Objects.requireNonNull(
                  args[position], "The ref of argument " + position + " is null");
      Outcome outcome = ref instanceof ClusterRef<?> ? null : ((PromiseRef<?>) ref).outcome();
      if (outcome != null && outcome.value() instanceof Actor actor) {
        args[position] = actor; // so that its birth is waited for
        continue;
      }
      taken.positions.add(position);
      taken.refs.add((PromiseRef<?>) ref);
      args[position] = null;
    }
    return taken;
  }

  /** The call also waits for the birth of an actor whose handle is among its arguments. */
  public void await(PromiseRef<?> birth) {
    if (unborn.isEmpty()) {
      unborn = new ArrayList<>(1);
    }
    unborn.add(birth);
  }

  /** Runs an action once all are ready: now and here if they are. */
  public void whenReady(Runnable action) {
    List<PromiseRef<?>> all = new ArrayList<>(refs);
    all.addAll(unborn);
    if (all.isEmpty()) {
      action.run();
      return;
    }
    AtomicInteger left = new AtomicInteger(all.size());
    for (PromiseRef<?> ref : all) {
      ref.onDone(
          () -> {
            if (left.decrementAndGet() == 0) {
              action.run();
            }
          });
    }
  }

  /** The refs whose values are inputs. */
  public Iterator<PromiseRef<?>> refs() {
    return refs.iterator();
  }

  /** Of inputs that are ready, the first that is known to have failed, or null. */
  public @Nullable Outcome failed() {
    for (PromiseRef<?> ref : refs) {
      PromiseRef<?> call =
          (PromiseRef<?>) ConvertedRef.origin(ref); // a conversion fails as it does
      Outcome outcome = Objects.requireNonNull(call.outcome());
      if (outcome instanceof LazyOutcome lazy) {
        if (ValueCodec.isFailure(lazy.envelope())) {
          return lazy;
        }
      } else if (!(outcome instanceof StoredOutcome) && outcome.failure() != null) {
        return outcome;
      }
    }
    return null;
  }

  /**
   * The node that holds most bytes of inputs that are in the grid; null if none of them is.
   *
   * @param ownerOf the owner of a partition, or null if it has none
   */
  public @Nullable NodeId holder(IntFunction<@Nullable NodeId> ownerOf) {
    Map<NodeId, Long> held = Map.of();
    for (PromiseRef<?> ref : refs) {
      if (ref instanceof ClusterRef<?> known && known.outcome() instanceof StoredOutcome stored) {
        NodeId owner = ownerOf.apply(known.id().partition());
        if (owner != null) {
          held = held.isEmpty() ? new HashMap<>() : held;
          held.merge(owner, stored.bytes(), Long::sum);
        }
      }
    }
    return held.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  /** Whether there is nothing to wait for or to send along. */
  public boolean isEmpty() {
    return refs.isEmpty() && unborn.isEmpty();
  }

  /**
   * Puts the values of inputs that are ready in their places: copies for a call on this node.
   *
   * @throws RuntimeException the failure of an input that has one, whatever its type
   */
  public void fill(@Nullable Object[] args, Job job, ObjectTable objects) {
    for (int i = 0; i < refs.size(); i++) {
      Outcome outcome = Objects.requireNonNull(refs.get(i).outcome());
      args[positions.get(i)] =
          outcome instanceof SharedOutcome
              ? outcome.value()
              : form(i, job, objects).outcome(job, objects).valueOrThrow();
    }
  }

  /** The form in which inputs that are ready go along with the call. */
  public List<Input> forms(Job job, ObjectTable objects) {
    List<Input> forms = new ArrayList<>(refs.size());
    for (int i = 0; i < refs.size(); i++) {
      forms.add(form(i, job, objects));
    }
    return forms;
  }

  private Input form(int index, Job job, ObjectTable objects) {
    PromiseRef<?> ref = refs.get(index);
    int position = positions.get(index);
    return ref instanceof ClusterRef<?> known
        ? Input.of(position, known, objects)
        : new Input(position, job.encodeOutcome(Objects.requireNonNull(ref.outcome())), null);
  }
}
