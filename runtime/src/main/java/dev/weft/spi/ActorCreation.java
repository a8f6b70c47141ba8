package dev.weft.spi;

import dev.weft.CallOptions;
import dev.weft.bridge.RemoteMethod;
import org.jspecify.annotations.Nullable;

/**
 * The creation of an actor, as its caller asked for it.
 *
 * @param constructor what builds the instance
 * @param options what the caller said beyond the annotation; a name makes it an atomic
 *     get-or-create
 * @param args the arguments, owned by the engine from here on
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ActorCreation(
    RemoteMethod constructor, CallOptions options, @Nullable Object[] args) {}
