package dev.weft;

/** How the bundles of a placement group lie on members. */
public enum Strategy {
  /** On as few members as can be. */
  PACK,
  /** On as many members as can be. */
  SPREAD,
  /** All on one member, or not at all. */
  STRICT_PACK,
  /** Each on a member of its own, or not at all. */
  STRICT_SPREAD
}
