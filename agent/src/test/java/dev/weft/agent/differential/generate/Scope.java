package dev.weft.agent.differential.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What can be named at a point of a generated method.
 *
 * <p>Elements of arrays and lists may be written by local code only in the region in which they
 * were made: a handler would see how far such code has run ahead, which is allowed to differ.
 */
final class Scope {

  /** The types of locals. */
  enum Kind {
    INT,
    LONG,
    REAL,
    TEXT,
    BOXED,
    INTS,
    REALS,
    GRID,
    NUMBERS,
    TABLE
  }

  private record Local(String name, Kind kind, int region, boolean isWritable) {}

  private final List<Local> locals;

  /** How many protected regions are open. */
  final int region;

  /** How often this point is reached, at most. */
  final int times;

  /** Whether {@code break} and {@code continue} mean a loop of this region's own method. */
  final boolean isInLoop;

  private Scope(List<Local> locals, int region, int times, boolean isInLoop) {
    this.locals = new ArrayList<>(locals);
    this.region = region;
    this.times = times;
    this.isInLoop = isInLoop;
  }

  static Scope ofMethod() {
    return new Scope(List.of(), 0, 1, false);
  }

  Scope nested() {
    return new Scope(locals, region, times, isInLoop);
  }

  Scope inRegion() {
    return new Scope(locals, region + 1, times, isInLoop);
  }

  Scope inLoop(int turns) {
    return new Scope(locals, region, times * turns, true);
  }

  /** The body of a lambda, which can only read. */
  Scope inLambda(List<String> captured) {
    Scope inside = new Scope(List.of(), 0, times, false);
    captured.forEach(name -> inside.declare(name, Kind.INT, false));
    return inside;
  }

  void declare(String name, Kind kind) {
    declare(name, kind, true);
  }

  void declare(String name, Kind kind, boolean isWritable) {
    locals.add(new Local(name, kind, region, isWritable));
  }

  boolean has(Kind kind) {
    return locals.stream().anyMatch(local -> local.kind == kind);
  }

  /** One of the locals of a kind. */
  String any(Kind kind, Random random) {
    return pick(locals.stream().filter(local -> local.kind == kind).toList(), random);
  }

  /** One that can be assigned. */
  String target(Kind kind, Random random) {
    return pick(
        locals.stream().filter(local -> local.kind == kind && local.isWritable).toList(), random);
  }

  /** Whether local code may write elements of this array or list here. */
  boolean mayWriteElements(String name) {
    return locals.stream().anyMatch(l -> l.name.equals(name) && l.region == region);
  }

  private static String pick(List<Local> some, Random random) {
    return some.get(random.nextInt(some.size())).name;
  }
}
