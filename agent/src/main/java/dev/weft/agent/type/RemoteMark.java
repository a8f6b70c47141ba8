package dev.weft.agent.type;

import java.util.Map;

/**
 * What a {@code @Remote} annotation says.
 *
 * @param name the name in messages; empty for the method's or class's own
 * @param retries how often a task is run again when its member is lost
 * @param isAwaited whether callers wait where the call stands
 * @param options the attributes that it has but for name and await, as text, sorted by name; the
 *     runtime reads them
 */
public record RemoteMark(String name, int retries, boolean isAwaited, Map<String, String> options) {

  /** The annotation without attributes. */
  public static final RemoteMark PLAIN = new RemoteMark("", 3, false, Map.of());
}
