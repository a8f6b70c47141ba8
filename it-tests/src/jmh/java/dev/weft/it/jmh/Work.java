package dev.weft.it.jmh;

/** A piece of code that is measured, through an interface that is not woven itself. */
public interface Work {

  /** Does it so many times; the result depends on all of them. */
  long run(int times);
}
