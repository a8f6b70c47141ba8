package dev.weft.cluster.internal.view;

import dev.weft.cluster.internal.time.Clock;
import dev.weft.cluster.internal.transport.Link;
import dev.weft.cluster.internal.transport.NodeId;
import dev.weft.cluster.internal.transport.Receiver;
import dev.weft.cluster.internal.transport.Reply;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's part in the agreed set of members: it learns what is decided, votes, and proposes.
 *
 * <p>Public methods may be called from any thread and return at once; the work is done on the
 * clock's thread, and listeners run there.
 */
public final class Views implements Receiver {

  /** What part a node plays. */
  public enum Role {
    /** It becomes a member, and votes as one. */
    MEMBER,
    /** It only learns what is decided. */
    WITNESS
  }

  private static final Logger log = LoggerFactory.getLogger(Views.class);

  /** How often a node that wants something asks again, and any other compares notes. */
  private static final Duration TICK = Duration.ofSeconds(1);

  /**
   * For so long after this node could not decide anything it leaves nobody out. After a cut between
   * all members the first of them to find together are a quorum already, while the others, with
   * what they hold, are just about to come back.
   */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  /** A wish for the next view is told to those who would propose it one after the other. */
  private static final int PROPOSERS = 3;

  private static final long UNBORN = -1;

  private final Role role;
  private final Quorum quorum;
  private final Clock clock;
  private final Link link;
  private final RandomGenerator random;
  private final Acceptor acceptor = new Acceptor();
  private final Candidates candidates = new Candidates();
  private final Departure departure = new Departure();
  private final List<Consumer<View>> listeners = new CopyOnWriteArrayList<>();
  private final Proposer proposer;
  private NodeId self;
  private int life; // one for each name of this node: answers to an earlier one do not count
  private @Nullable Roster known;
  private List<NodeId> listed = List.of();
  private long birth = UNBORN;
  private boolean hasBeenMember;
  private int settling;
  private volatile Standing standing = Standing.OUTSIDE;

  /** What other threads see of all this. */
  private record Standing(View view, boolean isCutOff, boolean isRemoved) {

    static final Standing OUTSIDE = new Standing(View.none(), true, false);
  }

  /**
   * A node that knows no view yet.
   *
   * @param quorum who is to decide if this node is the first of a cluster; one that joins takes
   *     over what that one chose
   * @param clock everything here happens on its thread
   * @param link the way of messages about views
   */
  public Views(
      NodeId self, Role role, Quorum quorum, Clock clock, Link link, RandomGenerator random) {
    this.self = self;
    this.role = role;
    this.quorum = quorum;
    this.clock = clock;
    this.link = link;
    this.random = random;
    proposer = new Proposer(clock, random, new Ground());
  }

  /**
   * Begins; to be called once, before messages are received.
   *
   * @param members whom Hazelcast lists, without drivers, the oldest first
   * @param isFirst whether this node is alone and has joined nobody: then it makes the first view
   *     of a new cluster, and knows it when this returns. Any other waits to be admitted.
   */
  public void start(List<NodeId> members, boolean isFirst) {
    listed = List.copyOf(members);
    if (isFirst && role == Role.MEMBER) {
      UUID cluster = new UUID(random.nextLong(), random.nextLong());
      learn(Roster.first(cluster, self, quorum));
    }
    clock.soon(this::seek);
    clock.after(untilTick(), this::tick);
  }

  /** The last view that this node knows of; it may not be in it. */
  public View current() {
    return standing.view;
  }

  /**
   * Whether this node cannot take part in decisions: it is in no view, or Hazelcast lists too few
   * of the members.
   */
  public boolean isCutOff() {
    return standing.isCutOff;
  }

  /**
   * Whether this node was a member and is one no more, or has waited too long to become one: it
   * needs a new name, see {@link #reset}.
   */
  public boolean isRemoved() {
    return standing.isRemoved;
  }

  /**
   * Tells of the view that is known, if one is, and of each that is decided from then on; in order.
   * A node that was behind is told the last one, not those in between. After a {@link #reset} it is
   * told {@link View#none()}.
   */
  public void listen(Consumer<View> listener) {
    clock.soon(
        () -> {
          listeners.add(listener);
          if (known != null) {
            tell(listener, known.view());
          }
        });
  }

  /** A peer has shown a later view than {@link #current}: it is asked for it. */
  public void behind(NodeId peer, long version) {
    clock.soon(
        () -> {
          if (version > version()) {
            ask(peer, new ViewRequest.Ask(version()));
          }
        });
  }

  /**
   * Hazelcast's list has changed, or may have.
   *
   * @param members without drivers, the oldest first
   */
  public void membersChanged(List<NodeId> members) {
    List<NodeId> copy = List.copyOf(members);
    clock.soon(
        () -> {
          if (!copy.equals(listed)) {
            listed = copy;
            publish();
            seek();
          }
        });
  }

  /**
   * This node has another name now, and has left what it was in: it knows no view, and waits to be
   * admitted.
   */
  public void reset(NodeId newSelf) {
    clock.soon(
        () -> {
          life++;
          self = newSelf;
          known = null;
          listed = List.of();
          birth = UNBORN;
          hasBeenMember = false;
          acceptor.clear();
          proposer.clear();
          candidates.clear();
          departure.end();
          publish();
          listeners.forEach(listener -> tell(listener, View.none()));
        });
  }

  /**
   * Leaves the view in good order, so that the others do not need this member's vote when it is
   * gone. It stays a listener.
   *
   * @param done run on the clock's thread when so many of the others know of it that they can go
   *     on, or at once if nobody is left; never, if there is no quorum
   */
  public void leave(Runnable done) {
    clock.soon(
        () -> {
          departure.begin(done);
          seek();
        });
  }

  @Override
  public void receive(NodeId from, byte[] message, Reply reply) {
    ViewWire.Letter letter;
    try {
      letter = ViewWire.readLetter(message);
    } catch (IllegalArgumentException e) {
      reply.fail("A message about views could not be read: " + e.getMessage());
      return;
    }
    clock.soon(() -> answer(from, letter, reply));
  }

  /** What this node has voted for last as a member of the view that it knows. */
  Acceptor.@Nullable Vote vote() {
    return acceptor.accepted();
  }

  /** All that is decided as far as this node knows. */
  @Nullable Roster known() {
    return known;
  }

  private void answer(NodeId from, ViewWire.Letter letter, Reply reply) {
    if (!letter.to().equals(self) || !letter.from().equals(from)) {
      reply.fail(
          "This is node "
              + self
              + ", and the message is from "
              + letter.from()
              + " to "
              + letter.to()
              + ", sent by "
              + from
              + ".");
      return;
    }
    try {
      reply.send(ViewWire.toBytes(letter.request().answeredBy(new Desk(from))));
    } catch (IllegalArgumentException e) {
      log.warn("A message about views from node {} was refused: {}", from, e.getMessage());
      reply.fail(String.valueOf(e.getMessage()));
    }
  }

  /** Learns what is decided, if it is later than what is known. */
  private void learn(Roster decided) {
    requireSameCluster(decided);
    if (decided.version() <= version()) {
      return;
    }
    known = decided;
    View view = decided.view();
    if (view.contains(self)) {
      hasBeenMember = true;
    } else if (birth == UNBORN) {
      birth = decided.version();
    }
    proposer.clear();
    candidates.trim(decided, listed);
    departure.forgetInformed();
    publish();
    listeners.forEach(listener -> tell(listener, view));
    acceptor.clear();
    clock.soon(this::seek);
  }

  private void requireSameCluster(Roster roster) {
    Roster mine = known;
    if (mine == null) {
      return;
    }
    if (!roster.cluster().equals(mine.cluster())) {
      throw new IllegalArgumentException(
          "Node "
              + self
              + " is of another cluster: "
              + mine.view()
              + ", not "
              + roster.view()
              + ". They cannot merge; restart the members of one.");
    }
    if (roster.version() == mine.version() && !roster.equals(mine)) {
      throw new IllegalArgumentException(
          "Node "
              + self
              + " knows another "
              + mine.view()
              + ", not "
              + roster.view()
              + ": the cluster was split.");
    }
  }

  /** Does what can be done at once about what this node wants. */
  private void seek() {
    proposer.consider();
    if (known == null) {
      others().findFirst().ifPresent(oldest -> ask(oldest, new ViewRequest.Ask(0)));
    } else if (departure.isUnderWay()) {
      seekDeparture(known);
    } else if (wantsAdmission(known)) {
      askProposers(known, new ViewRequest.Admit(version(), birth));
    }
  }

  private void tick() {
    seek();
    List<NodeId> peers = others().toList();
    if (!peers.isEmpty()) {
      ask(peers.get(random.nextInt(peers.size())), new ViewRequest.Ask(version()));
    }
    clock.after(untilTick(), this::tick);
  }

  private Duration untilTick() {
    return Duration.ofNanos(random.nextLong(TICK.toNanos() / 2, TICK.toNanos() * 3 / 2));
  }

  private boolean wantsAdmission(Roster roster) {
    return role == Role.MEMBER && !roster.view().contains(self) && !isRemoved(roster);
  }

  private boolean isRemoved(Roster roster) {
    return role == Role.MEMBER
        && !roster.view().contains(self)
        && (hasBeenMember || roster.isShut(self, birth));
  }

  private void seekDeparture(Roster roster) {
    View view = roster.view();
    if (!view.contains(self)) {
      boolean wasMember = isRemoved(roster);
      if (!wasMember || view.isQuorum(departure.informed())) {
        departure.end();
      } else {
        announce(roster, view.members());
      }
    } else if (!candidates.leaveAnyone(view, listed, self)) {
      departure.end();
    } else {
      askProposers(roster, new ViewRequest.Leave(version()));
    }
  }

  private void askProposers(Roster roster, ViewRequest request) {
    roster.view().members().stream()
        .filter(listed::contains)
        .limit(PROPOSERS)
        .forEach(member -> ask(member, request));
  }

  private void announce(Roster decided, Iterable<NodeId> nodes) {
    for (NodeId node : nodes) {
      if (!node.equals(self)) {
        ask(node, new ViewRequest.Tell(decided), answer -> informed(decided, node, answer));
      }
    }
  }

  private void informed(Roster decided, NodeId node, ViewAnswer answer) {
    if (departure.isUnderWay() && decided.equals(known) && answer instanceof ViewAnswer.Noted) {
      departure.informed(node);
      if (!decided.view().contains(self) && decided.view().isQuorum(departure.informed())) {
        departure.end();
      }
    }
  }

  private void publish() {
    Roster roster = known;
    if (roster == null) {
      standing = Standing.OUTSIDE;
      return;
    }
    View view = roster.view();
    boolean isIn = role == Role.WITNESS || view.contains(self);
    boolean wasCutOff = standing.isCutOff && standing.view.contains(self);
    standing = new Standing(view, !isIn || !view.isQuorum(listed), isRemoved(roster));
    if (wasCutOff && !standing.isCutOff) {
      settle();
    }
  }

  private void settle() {
    settling++;
    clock.after(
        SETTLING,
        () -> {
          settling--;
          seek();
        });
  }

  /** Whom Hazelcast lists; and while that may not be all, those too that are members. */
  private List<NodeId> presumed(Roster roster) {
    if (settling == 0) {
      return listed;
    }
    Set<NodeId> all = new LinkedHashSet<>(listed);
    all.addAll(roster.view().members());
    return List.copyOf(all);
  }

  @SuppressWarnings("CatchingUnchecked") // what one listener throws must not reach the others
  private static void tell(Consumer<View> listener, View view) {
    try {
      listener.accept(view);
    } catch (RuntimeException | Error e) {
      log.error("A listener failed on {}.", view, e);
    }
  }

  private void ask(NodeId node, ViewRequest request) {
    ask(node, request, answer -> {});
  }

  private void ask(NodeId node, ViewRequest request, Consumer<ViewAnswer> onAnswer) {
    int asking = life;
    if (node.equals(self)) {
      clock.soon(() -> askSelf(asking, request, onAnswer));
      return;
    }
    link.send(
        node,
        new ViewWire.Letter(self, node, request).toBytes(),
        (answer, failure) -> {
          if (answer != null) {
            clock.soon(() -> answered(asking, node, answer, onAnswer));
          }
        });
  }

  private void askSelf(int asking, ViewRequest request, Consumer<ViewAnswer> onAnswer) {
    if (asking == life) {
      onAnswer.accept(request.answeredBy(new Desk(self)));
    }
  }

  private void answered(int asking, NodeId node, byte[] message, Consumer<ViewAnswer> onAnswer) {
    if (asking != life) {
      return;
    }
    try {
      ViewAnswer answer = ViewWire.readAnswer(message);
      if (answer instanceof ViewAnswer.Later later) {
        learn(later.roster());
      }
      onAnswer.accept(answer);
    } catch (IllegalArgumentException e) {
      log.warn("An answer about views from node {} was refused: {}", node, e.getMessage());
    }
  }

  private Stream<NodeId> others() {
    return listed.stream().filter(node -> !node.equals(self));
  }

  private long version() {
    return known == null ? 0 : known.version();
  }

  /** What the proposer has of this. */
  private final class Ground implements Proposer.Surroundings {

    @Override
    public NodeId self() {
      return self;
    }

    @Override
    public @Nullable Roster known() {
      return known;
    }

    /**
     * A vote on a change that nobody wants any more would be found by whoever seeks the next one,
     * however late, and might have to be what is decided then: so the same members are confirmed.
     */
    @Override
    public @Nullable Roster wanted() {
      Roster base = known;
      if (base == null) {
        return null;
      }
      Roster change = candidates.wanted(base, presumed(base));
      boolean isVoteOpen = acceptor.accepted() != null;
      return change == null && isVoteOpen ? base.next(base.view().members()) : change;
    }

    @Override
    public List<NodeId> listed() {
      return listed;
    }

    @Override
    public void ask(NodeId node, ViewRequest request, Consumer<ViewAnswer> onAnswer) {
      Views.this.ask(node, request, onAnswer);
    }

    @Override
    public void decided(Roster roster) {
      Set<NodeId> nodes = new LinkedHashSet<>(roster.view().members());
      nodes.addAll(current().members());
      learn(roster);
      announce(roster, nodes);
    }
  }

  /** Answers the requests of one node. */
  private final class Desk implements ViewRequest.Handler {

    private final NodeId from;

    Desk(NodeId from) {
      this.from = from;
    }

    @Override
    public ViewAnswer prepare(ViewRequest.Prepare request) {
      return vote(
          request.base(),
          request.ballot(),
          acceptor::promise,
          () -> new ViewAnswer.Promised(acceptor.accepted()));
    }

    @Override
    public ViewAnswer accept(ViewRequest.Accept request) {
      Optional<String> objection = request.base().whyNot(request.value());
      if (objection.isPresent()) {
        throw new IllegalArgumentException(objection.get());
      }
      return vote(
          request.base(),
          request.ballot(),
          ballot -> acceptor.accept(ballot, request.value()),
          ViewAnswer.Accepted::new);
    }

    /** Votes, if what is to be followed is the view that is known. */
    private ViewAnswer vote(
        Roster base, Ballot ballot, Predicate<Ballot> attempt, Supplier<ViewAnswer> success) {
      learn(base);
      if (base.version() < version()) {
        return new ViewAnswer.Later(Objects.requireNonNull(known));
      }
      if (!base.view().contains(self)) {
        throw new IllegalArgumentException("Node " + self + " has no vote in " + base.view() + ".");
      }
      return attempt.test(ballot)
          ? success.get()
          : new ViewAnswer.Outvoted(Objects.requireNonNull(acceptor.promised()));
    }

    @Override
    public ViewAnswer tell(ViewRequest.Tell request) {
      learn(request.roster());
      return noted(request.roster().version());
    }

    @Override
    public ViewAnswer ask(ViewRequest.Ask request) {
      return noted(request.version());
    }

    @Override
    public ViewAnswer admit(ViewRequest.Admit request) {
      candidates.admit(from, request.birth());
      proposer.consider();
      return noted(request.version());
    }

    @Override
    public ViewAnswer leave(ViewRequest.Leave request) {
      candidates.leave(from);
      proposer.consider();
      return noted(request.version());
    }

    /** Tells a node that is behind what is decided, and asks one that is ahead. */
    private ViewAnswer noted(long version) {
      if (known != null && version < known.version()) {
        return new ViewAnswer.Later(known);
      }
      behind(from, version);
      return new ViewAnswer.Noted(version());
    }
  }
}
