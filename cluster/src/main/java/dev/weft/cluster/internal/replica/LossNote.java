package dev.weft.cluster.internal.replica;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a partition's entries are followed by when all that held them are gone: a note that says who
 * that was, kept as an entry is, for those who ask for one of them.
 */
final class LossNote {

  /** In each partition that has one; no entry is called so. */
  static final UUID ID = new UUID(0, 0);

  private LossNote() {}

  /** The note of a loss. */
  static Entry of(List<String> holders) {
    byte[] text = String.join(", ", holders).getBytes(UTF_8);
    return new Entry(
        new Change(ID, ID, Change.ANY, 1, text, new byte[0], true, Map.of(), List.of()));
  }

  /** Who held what is lost. */
  static String read(Change note) {
    return new String(Objects.requireNonNull(note.head()), UTF_8);
  }
}
