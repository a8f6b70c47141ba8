package dev.weft.agent.flow;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Value;

/**
 * A value on the stack or in a local variable.
 *
 * @param kind its kind, as the verifier tells them apart
 * @param sources the indexes of the instructions that may have put it there; see {@link Frames} for
 *     two more. Never changed.
 */
record FlowValue(BasicValue kind, BitSet sources) implements Value {

  static FlowValue of(BasicValue kind, int source) {
    BitSet sources = new BitSet();
    sources.set(source);
    return new FlowValue(kind, sources);
  }

  @Override
  public int getSize() {
    return kind.getSize();
  }

  // By hand: these are asked for at each place where ways meet, and what the JVM links for a record
  // takes it as long as a whole class does to weave.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof FlowValue value
            && kind.equals(value.kind)
            && sources.equals(value.sources));
  }

  @Override
  public int hashCode() {
    return sources.hashCode();
  }

  /** Whether it can be used at all; not so where different kinds meet. */
  boolean isUsable() {
    return !kind.equals(BasicValue.UNINITIALIZED_VALUE);
  }
}
