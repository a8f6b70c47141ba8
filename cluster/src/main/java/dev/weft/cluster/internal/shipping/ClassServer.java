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
 * <p>Question: job, class name. Answer: 1, hash, bundle; or 0 if the application has no such class.
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
    thread.execute(() -> answer(name, reply));
  }

  private void answer(String name, Reply reply) {
    try {
      Optional<ClassBundle> bundle = bundler.bundle(name);
      if (bundle.isEmpty()) {
        reply.send(new MessageWriter().putByte(0).toBytes());
        return;
      }
      byte[] wire = bundle.get().toBytes();
      String hash = ClassBundle.hash(wire);
      map.put(job, hash, wire, bundle.get().classes().keySet());
      reply.send(new MessageWriter().putByte(1).putString(hash).putBytes(wire).toBytes());
    } catch (RuntimeException e) {
      reply.fail("The class " + name + " cannot be sent: " + e);
    }
  }
}
