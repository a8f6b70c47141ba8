package dev.weft.cluster.internal.shipping;

import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Answers members that lack a class of this process's job.
 *
 * <p>Question: job, class name, whether it and all that it refers to is to be in the grid. Answer:
 * 1, hash, bundle; or 0 if the application has no such class, or if it is in the grid.
 */
public final class ClassServer implements Receiver {

  private final UUID job;
  private final ClassBundler bundler;
  private final BundleMap map;
  private final Executor thread;

  /**
   * @param thread runs one command at a time
   */
  public ClassServer(UUID job, AppClasses app, BundleMap map, Executor thread) {
    this.job = job;
    this.bundler = new ClassBundler(app);
    this.map = map;
    this.thread = thread;
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    MessageReader in = new MessageReader(message);
    UUID wantedJob = in.getUuid();
    String name = in.getString();
    if (!wantedJob.equals(job)) {
      reply.fail("This process is not the driver of job " + wantedJob + ".");
      return;
    }
    boolean isForGrid = in.getByte() != 0;
    thread.execute(() -> answer(name, isForGrid, reply));
  }

  private void publish(String name) {
    for (String needed : bundler.closure(name)) {
      if (map.hash(job, needed).isEmpty()) {
        bundler.bundle(needed).ifPresent(this::keep);
      }
    }
  }

  private byte[] keep(ClassBundle bundle) {
    byte[] wire = bundle.toBytes();
    map.put(job, ClassBundle.hash(wire), wire, bundle.classes().keySet());
    return wire;
  }

  private void answer(String name, boolean isForGrid, Reply reply) {
    try {
      if (isForGrid) {
        publish(name);
        reply.send(new MessageWriter().putByte(0).toBytes());
        return;
      }
      Optional<ClassBundle> bundle = bundler.bundle(name);
      if (bundle.isEmpty()) {
        reply.send(new MessageWriter().putByte(0).toBytes());
        return;
      }
      byte[] wire = keep(bundle.get());
      String hash = ClassBundle.hash(wire);
      reply.send(new MessageWriter().putByte(1).putString(hash).putBytes(wire).toBytes());
    } catch (RuntimeException e) {
      reply.fail("The class " + name + " cannot be sent: " + e);
    }
  }
}
