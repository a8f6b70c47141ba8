package dev.weft.agent.weave;

import dev.weft.ObjectRef;
import dev.weft.WeftContext;
import dev.weft.internal.inline.InlineEngine;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorBirth;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.ActorEngine;
import dev.weft.spi.Demand;
import dev.weft.spi.Engine;
import dev.weft.spi.ObjectStore;
import dev.weft.spi.TaskCall;
import dev.weft.spi.TaskEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Runs calls inline and writes down what was dispatched, and with which inputs. */
final class RecordingEngine implements Engine, TaskEngine, ActorEngine {

  private final InlineEngine inline = new InlineEngine();
  private final List<String> log = new ArrayList<>();

  /** The calls so far, as {@code P.add(2 arguments, refs at [0])}. */
  List<String> log() {
    return log;
  }

  private void log(String what, Object[] args, int[] inputs, String options) {
    log.add(
        what + "/" + args.length + (inputs.length == 0 ? "" : Arrays.toString(inputs)) + options);
  }

  private static String options(dev.weft.CallOptions options) {
    return (options.name() == null ? "" : " name=" + options.name())
        + (options.retries().isPresent() ? " retries=" + options.retries().getAsInt() : "")
        + (options.timeout() == null ? "" : " timeout=" + options.timeout())
        + (options.retryOn().isEmpty() ? "" : " retryOn=" + options.retryOn())
        + (options.demand() == Demand.ONE_CPU ? "" : " demand=" + options.demand());
  }

  @Override
  public ObjectRef<Object> submit(TaskCall call) {
    dev.weft.CallOptions said = call.options().over(call.method().options());
    log(call.method().displayName(), call.args(), call.inputs(), options(said));
    return inline.submit(call);
  }

  @Override
  public boolean cancel(ObjectRef<?> ref) {
    return inline.cancel(ref);
  }

  @Override
  public ActorBirth create(ActorCreation creation) {
    log(
        creation.constructor().displayName(),
        creation.args(),
        new int[0],
        options(creation.options()));
    return inline.actors().create(creation);
  }

  @Override
  public ObjectRef<Object> call(ActorCall call) {
    log(call.method().displayName(), call.args(), call.inputs(), options(call.options()));
    return inline.actors().call(call);
  }

  @Override
  public Optional<ActorAddress> find(String type, String name) {
    return inline.actors().find(type, name);
  }

  @Override
  public Optional<ActorAddress> find(String type, String name, String namespace) {
    return inline.actors().find(type, name, namespace);
  }

  @Override
  public void kill(ActorAddress actor) {
    inline.actors().kill(actor);
  }

  @Override
  public void kill(ActorAddress actor, boolean restart) {
    inline.actors().kill(actor, restart);
  }

  @Override
  public String namespace() {
    return "recorded";
  }

  @Override
  public TaskEngine tasks() {
    return this;
  }

  @Override
  public ActorEngine actors() {
    return this;
  }

  @Override
  public ObjectStore objects() {
    return inline.objects();
  }

  @Override
  public WeftContext context() {
    return inline.context();
  }

  @Override
  public void close() {
    inline.close();
  }
}
