package dev.weft.internal.inline;

import dev.weft.spi.PromiseRef;
import org.jspecify.annotations.Nullable;

/**
 * The ref of a call that runs in its caller's thread, before the caller goes on. It is pending
 * still if the value is a future of the program's own.
 *
 * @param <T> the type of the value
 */
public final class InlineRef<T extends @Nullable Object> extends PromiseRef<T> {}
