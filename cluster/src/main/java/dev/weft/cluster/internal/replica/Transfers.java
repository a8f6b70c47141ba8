package dev.weft.cluster.internal.replica;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of large states to one node: one after the other, each in pieces of which a few are under
 * way at a time, so that small changes pass between them, and memory is taken for a few pieces
 * only. When all have arrived, the change follows, without its state.
 */
final class Transfers {

  private static final int UNDER_WAY = 4;

  /** After so many pieces in a row that did not arrive the node is taken to be unreachable. */
  private static final int FAILURES = 4;

  private final Link link;
  private final NodeId target;
  private final int pieceBytes;
  private final LongSupplier ids;
  private final Consumer<Push> then;
  private final Afterwards afterwards = new Afterwards();

  @GuardedBy("this")
  private final Deque<Push> waiting = new ArrayDeque<>();

  @GuardedBy("this")
  private @Nullable Transfer current;

  /**
   * @param ids gives each transfer of this node a name
   * @param then sends a push whose state is there
   */
  Transfers(Link link, NodeId target, int pieceBytes, LongSupplier ids, Consumer<Push> then) {
    this.link = link;
    this.target = target;
    this.pieceBytes = pieceBytes;
    this.ids = ids;
    this.then = then;
  }

  /** Sends a push whose change has a large state. */
  void add(Push push) {
    synchronized (this) {
      waiting.add(push);
      proceed();
    }
    afterwards.run();
  }

  @GuardedBy("this")
  private void proceed() {
    Transfer transfer = current;
    if (transfer == null) {
      Push next = waiting.poll();
      if (next == null) {
        return;
      }
      transfer = new Transfer(next, ids.getAsLong());
      current = transfer;
    }
    boolean hasFailed = transfer.failures >= FAILURES;
    while (!hasFailed && transfer.underWay < UNDER_WAY && transfer.hasMore()) {
      send(transfer);
    }
    if (transfer.underWay == 0) {
      end(transfer, hasFailed);
    }
  }

  @GuardedBy("this")
  private void send(Transfer transfer) {
    int offset = transfer.next(pieceBytes);
    transfer.underWay++;
    afterwards.add(
        () ->
            link.send(
                target,
                Piece.of(transfer.id, transfer.state, offset, pieceBytes).toBytes(),
                (answer, failure) -> arrived(transfer, offset, failure == null)));
  }

  private void arrived(Transfer transfer, int offset, boolean isThere) {
    synchronized (this) {
      transfer.underWay--;
      if (isThere) {
        transfer.failures = 0;
      } else {
        transfer.failures++;
        transfer.lost.add(offset);
      }
      proceed();
    }
    afterwards.run();
  }

  @GuardedBy("this")
  private void end(Transfer transfer, boolean hasFailed) {
    current = null;
    if (hasFailed) {
      afterwards.add(() -> transfer.push.onAnswer().accept(Push.Answer.SILENCE));
    } else {
      afterwards.add(() -> then.accept(transfer.push.transferred(transfer.id)));
    }
    proceed();
  }

  /** One state on its way. Guarded by the transfers. */
  private static final class Transfer {

    private final Push push;
    private final long id;
    private final byte[] state;
    private final Deque<Integer> lost = new ArrayDeque<>(0);
    private int sent;
    private int underWay;

    /** How many in a row have not arrived. */
    private int failures;

    Transfer(Push push, long id) {
      this.push = push;
      this.id = id;
      this.state = push.state();
    }

    boolean hasMore() {
      return !lost.isEmpty() || sent < state.length;
    }

    /** The offset of the piece that is sent now. */
    int next(int pieceBytes) {
      Integer again = lost.poll();
      if (again != null) {
        return again;
      }
      int offset = sent;
      sent = (int) Math.min(state.length, (long) offset + pieceBytes);
      return offset;
    }
  }
}
