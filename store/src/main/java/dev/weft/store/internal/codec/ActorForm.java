package dev.weft.store.internal.codec;

import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.weft.bridge.Actor;
import dev.weft.bridge.RemoteTable;
import dev.weft.spi.ActorAddress;
import dev.weft.store.UnreadableValueException;
import java.util.UUID;

/** The form of an actor: its class and address; read as a handle, whatever was written. */
final class ActorForm extends Form<Actor> {

  @Override
  void write(GraphKryo kryo, Output out, Actor actor) {
    ActorAddress address;
    try {
      address = Actor.addressOf(actor);
    } catch (IllegalStateException e) {
      throw new CannotTravel(
          actor.getClass().getName(),
          "is an actor that is still under construction: it has no address yet. Pass it on after"
              + " its constructor.",
          e);
    }
    if (actor.$weft$handle() != null) {
      kryo.sink().handle(address);
    }
    Strings.write(out, actor.getClass().getName());
    Strings.write(out, address.type());
    writeId(out, address.id());
    writeId(out, address.incarnation());
  }

  @Override
  Actor read(GraphKryo kryo, Input in, Class<? extends Actor> ignored) {
    String name = Strings.read(in);
    String addressType = Strings.read(in);
    ActorAddress address = new ActorAddress(readId(in), readId(in), addressType);
    Class<?> type = kryo.types().applicationClass(name);
    if (!Actor.class.isAssignableFrom(type)) {
      throw new UnreadableValueException(name + " is not woven as an actor class here.");
    }
    return (Actor) RemoteTable.of(type).newHandle(address);
  }

  private static void writeId(Output out, UUID id) {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID readId(Input in) {
    return new UUID(in.readLong(), in.readLong());
  }
}
