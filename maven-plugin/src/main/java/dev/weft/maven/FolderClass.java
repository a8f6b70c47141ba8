package dev.weft.maven;

import dev.weft.agent.weave.WovenClass;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One class file of a folder, and what the weaver makes of it.
 *
 * @param relative its path below the folder
 * @param present its bytes now
 * @param original its bytes before any weaving, if they are known, else those of now
 * @param woven what the weaver makes of the original
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
record FolderClass(Path relative, byte[] present, byte[] original, WovenClass woven) {

  /** The bytes that the folder should have. */
  byte[] wanted() {
    return woven.wovenBytes().orElse(original);
  }

  boolean isChanged() {
    return !Arrays.equals(wanted(), present);
  }

  /** Whether it came woven, and from what is not known. */
  boolean isForeign() {
    return !woven.isWoven() && (woven.remoteMethods() > 0 || woven.isActor());
  }
}
