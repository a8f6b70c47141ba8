package dev.weft.it.faults.nodes;

import dev.weft.it.kit.Artifacts;
import dev.weft.it.kit.JavaCommand;
import dev.weft.it.kit.MemberProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The members of one cluster, with small heaps. There is one in each place: who has died is
 * replaced by a new one there.
 */
public final class Members implements AutoCloseable {

  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private static final String LOG = "-Dorg.slf4j.simpleLogger.log.dev.weft.cluster.internal.";

  /** They say it of no actors, too, when all have a backup; and of what they hear nothing. */
  private static final List<String> TALKATIVE =
      List.of(LOG + "actor.ActorHost=debug", LOG + "transport.PatientLink=debug");

  private final String cluster = "it-" + UUID.randomUUID();
  private final Path keyFile = Artifacts.newFolder("key").resolve("cluster.key");
  private final List<Place> places;
  private final List<String> options;
  private final Path jar;
  private final List<Member> started = new ArrayList<>();

  private Members(List<? extends Place> places, List<String> options, Path jar) {
    this.places = List.copyOf(places);
    this.options = List.copyOf(options);
    this.jar = jar;
  }

  /**
   * Starts members, one after the other.
   *
   * @param options of their JVMs
   * @param jar what they run from
   */
  public static Members start(List<? extends Place> places, List<String> options, Path jar) {
    Members members = new Members(places, options, jar);
    try {
      members.writeKey();
      members.complete();
      return members;
    } catch (RuntimeException | Error e) {
      members.close();
      throw e;
    }
  }

  /** Those that are alive, the oldest first. */
  public List<Member> alive() {
    return started.stream().filter(Member::isAlive).toList();
  }

  /** All that were started. */
  public List<Member> all() {
    return List.copyOf(started);
  }

  /** Starts a member in each place in which none is alive. */
  public void complete() {
    for (Place place : places) {
      boolean isTaken =
          place != Place.loopback() && alive().stream().anyMatch(m -> m.place().equals(place));
      if (!isTaken && alive().size() < places.size()) {
        start(place, List.of());
      }
    }
  }

  /** Whether all that are alive know each other, and nobody else. */
  public boolean isWhole() {
    List<Member> alive = alive();
    return alive.stream().allMatch(member -> member.known() == alive.size());
  }

  /** Whether all that they hold is kept on as many of them as it should be. */
  public boolean isSafe() {
    List<Member> alive = alive();
    long view = alive.get(0).safeView(alive.size());
    return view > 0 && alive.stream().allMatch(member -> member.safeView(alive.size()) == view);
  }

  /** Who is alive, and how many members each of them knows. */
  public String describe() {
    return alive().stream()
        .map(member -> member + " knows of " + member.known() + " members")
        .collect(Collectors.joining(", "));
  }

  /** Starts a member more; it serves, and the others know it, when this returns. */
  public Member start(Place place, List<String> more) {
    Member member = begin(place, more);
    member.awaitServing();
    for (Member other : alive()) {
      if (other != member) {
        other.process().awaitErr("Member " + member.address() + " joined");
      }
    }
    return member;
  }

  /** Starts a member more, which joins while the caller goes on. */
  public Member begin(Place place, List<String> more) {
    int number = started.size() + 1;
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port",
                "0",
                "--bind",
                place.address(),
                "--key-file",
                keyFile.toString(),
                "--cluster",
                cluster));
    if (!alive().isEmpty()) {
      arguments.addAll(List.of("--join", addresses()));
    }
    JavaCommand command =
        MemberProcess.command("member-" + number, jar, arguments)
            .options(SMALL)
            .options(TALKATIVE)
            .options(options)
            .options(more);
    Member member = new Member(number, place, place.run(command).start());
    started.add(member);
    return member;
  }

  /** The options that make a program in a place a driver of this cluster. */
  List<String> driverOptions(Place place) {
    List<String> all = new ArrayList<>(SMALL);
    all.addAll(
        List.of(
            "-Dweft.join=" + addresses(),
            "-Dweft.cluster=" + cluster,
            "-Dweft.bind=" + place.address(),
            "-Dweft.key.file=" + keyFile));
    return all;
  }

  private String addresses() {
    return alive().stream()
        .map(Member::address)
        .filter(address -> !address.isEmpty())
        .collect(Collectors.joining(","));
  }

  /** Beyond the loopback interface the key must be there before. */
  private void writeKey() {
    try {
      Files.createFile(
          keyFile,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(
          keyFile, (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "") + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    started.forEach(member -> member.process().close());
  }
}
