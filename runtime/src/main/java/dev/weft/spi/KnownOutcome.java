package dev.weft.spi;

import org.jspecify.annotations.Nullable;

/** An outcome that is here as it is. */
record KnownOutcome(@Nullable Object value, @Nullable Throwable failure) implements Outcome {}
