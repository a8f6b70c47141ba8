package dev.weft.bridge;

import dev.weft.CallOptions;
import dev.weft.ObjectRef;
import dev.weft.spi.ActorAddress;
import dev.weft.spi.ActorCall;
import dev.weft.spi.ActorCreation;
import dev.weft.spi.TaskCall;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where linked call sites arrive: turns what is on their stack into a call for the engine. */
final class Dispatch {

  private Dispatch() {}

  static ObjectRef<@Nullable Object> submit(LinkedCall site, @Nullable Object[] stack) {
    return Engines.current()
        .tasks()
        .submit(
            new TaskCall(
                site.method(),
                options(site, stack),
                arguments(stack, site.hasOptions() ? 1 : 0),
                site.inputs()));
  }

  static ObjectRef<@Nullable Object> call(LinkedCall site, @Nullable Object[] stack) {
    int receiver = site.hasOptions() ? 1 : 0;
    Actor actor = (Actor) Objects.requireNonNull(stack[receiver]);
    return Engines.current()
        .actors()
        .call(
            new ActorCall(
                Actor.addressOf(actor),
                site.method(),
                options(site, stack),
                arguments(stack, receiver + 1),
                site.inputs()));
  }

  static ActorAddress create(LinkedCall site, @Nullable Object[] stack) {
    return Engines.current()
        .actors()
        .create(new ActorCreation(site.method(), CreationOptions.take(), stack));
  }

  private static CallOptions options(LinkedCall site, @Nullable Object[] stack) {
    return site.hasOptions()
        ? (CallOptions) Objects.requireNonNull(stack[0], "options")
        : CallOptions.defaults();
  }

  private static @Nullable Object[] arguments(@Nullable Object[] stack, int from) {
    return from == 0 ? stack : Arrays.copyOfRange(stack, from, stack.length);
  }
}
