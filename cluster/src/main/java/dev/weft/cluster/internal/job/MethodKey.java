package dev.weft.cluster.internal.job;

import dev.weft.bridge.RemoteMethod;
import dev.weft.cluster.internal.transport.MessageReader;
import dev.weft.cluster.internal.transport.MessageWriter;

/**
 * Names a remote method on the wire.
 *
 * @param type the binary name of the class that declares it
 * @param name its name in the class file
 * @param descriptor its descriptor in the class file
 */
public record MethodKey(String type, String name, String descriptor) {

  public static MethodKey of(RemoteMethod method) {
    return new MethodKey(method.owner().getName(), method.name(), method.descriptor());
  }

  public static MethodKey read(MessageReader in) {
    return new MethodKey(in.getString(), in.getString(), in.getString());
  }

  public void write(MessageWriter out) {
    out.putString(type).putString(name).putString(descriptor);
  }

  @Override
  public String toString() {
    return type.substring(type.lastIndexOf('.') + 1) + "." + name;
  }
}
