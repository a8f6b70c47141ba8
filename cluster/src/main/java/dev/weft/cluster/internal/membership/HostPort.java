package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * A place where a member may listen: {@code host:port}, {@code [ipv6]:port}, or a host alone for
 * the default port.
 */
record HostPort(String host, int port) {

  static HostPort parse(String text) {
    int colon = text.lastIndexOf(':');
    boolean hasPort =
        colon > text.lastIndexOf(']') && (text.startsWith("[") || colon == text.indexOf(':'));
    String host = hasPort ? text.substring(0, colon) : text;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = hasPort ? parsePort(text, text.substring(colon + 1)) : GridSettings.DEFAULT_PORT;
    if (host.isBlank()) {
      throw notAnAddress(text);
    }
    return new HostPort(host, port);
  }

  /** Looks the host up, each time anew. The result is unresolved if there is no such host. */
  InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }

  /** The same as Hazelcast has it; the host must be known. */
  Address address() throws UnknownHostException {
    return new Address(host, port);
  }

  /** Whether this names the given address. */
  boolean names(InetAddress address, int otherPort) {
    return port == otherPort && address.equals(resolve().getAddress());
  }

  @Override
  public String toString() {
    return host.indexOf(':') < 0 ? host + ":" + port : "[" + host + "]:" + port;
  }

  private static int parsePort(String text, String digits) {
    try {
      int port = Integer.parseInt(digits);
      if (port > 0 && port <= 0xFFFF) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Reported below, like a number out of range.
    }
    throw notAnAddress(text);
  }

  private static IllegalArgumentException notAnAddress(String text) {
    return new IllegalArgumentException(
        "Cannot read the join address '" + text + "'. Write host:port, such as 127.0.0.1:5701.");
  }
}
