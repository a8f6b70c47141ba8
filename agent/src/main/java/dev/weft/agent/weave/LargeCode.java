package dev.weft.agent.weave;

import dev.weft.agent.check.Message;
import dev.weft.agent.type.ConstantPool;
import dev.weft.agent.type.MethodCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which methods have grown beyond what HotSpot's JIT compiles: they work as before, but run
 * interpreted for good.
 */
final class LargeCode {

  /** HotSpot's HugeMethodLimit, in bytes of code. */
  static final int LIMIT = 8_000;

  private LargeCode() {}

  /**
   * A woven class with a warning for each such method.
   *
   * @param before the constants of the class as it was
   */
  static WovenClass warn(WovenClass woven, ConstantPool before) {
    byte[] bytes = woven.bytes();
    if (bytes == null || bytes.length <= LIMIT) {
      return woven;
    }
    List<Message> messages = new ArrayList<>(woven.messages());
    Map<String, Integer> old = new HashMap<>();
    MethodCode code = new MethodCode(before);
    while (code.next()) {
      old.put(code.name() + code.descriptor(), code.size());
    }
    MethodCode now = new MethodCode(ConstantPool.of(bytes));
    while (now.next()) {
      Integer size = old.get(now.name() + now.descriptor());
      if (size != null && size <= LIMIT && now.size() > LIMIT) {
        messages.add(warning(woven.name(), now.name(), now.size()));
      }
    }
    return messages.size() == woven.messages().size() ? woven : woven.with(messages);
  }

  private static Message warning(String className, String method, int size) {
    return new Message(
        Message.Severity.WARNING,
        className,
        "",
        method,
        0,
        "The woven method has "
            + size
            + " bytes of code: the JIT compiles none with more than "
            + LIMIT
            + ", so it runs slowly.",
        "Split the method.");
  }
}
