package dev.weft.cluster.internal.membership;

import com.hazelcast.cluster.Address;
import com.hazelcast.instance.AddressPicker;
import com.hazelcast.instance.EndpointQualifier;
import dev.weft.error.ClusterUnavailableException;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;

/**
 * The one socket a member listens on, bound before Hazelcast starts. Standing in for Hazelcast's
 * own search for an address, it leaves no setting, property or interface that could widen it.
 */
final class ListeningSocket implements AddressPicker, Closeable {

  private static final int BACKLOG = 100;

  private final ServerSocketChannel channel;
  private final Address address;

  private ListeningSocket(ServerSocketChannel channel, Address address) {
    this.channel = channel;
    this.address = address;
  }

  /** Binds the socket, or says which port of which address is not to be had, and what to do. */
  static ListeningSocket bind(InetAddress host, int port) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open();
      channel.bind(new InetSocketAddress(host, port), BACKLOG);
      channel.configureBlocking(false);
      InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
      return new ListeningSocket(channel, new Address(host, bound.getPort()));
    } catch (IOException e) {
      closeQuietly(channel);
      throw new ClusterUnavailableException(explain(host.getHostAddress(), port, e));
    }
  }

  /** Finds the address to bind, which must be one that others can be told. */
  static InetAddress resolve(String bindAddress) {
    InetAddress host;
    try {
      host = InetAddress.getByName(bindAddress);
    } catch (UnknownHostException e) {
      throw new ClusterUnavailableException(
          "The bind address '"
              + bindAddress
              + "' is unknown. Set weft.bind to an address of this machine.");
    }
    if (host.isAnyLocalAddress()) {
      throw new ClusterUnavailableException(
          "The bind address '"
              + bindAddress
              + "' stands for all addresses of this machine. Set weft.bind to the one by which other"
              + " members reach it.");
    }
    return host;
  }

  InetAddress host() {
    return ((InetSocketAddress) channel.socket().getLocalSocketAddress()).getAddress();
  }

  int port() {
    return address.getPort();
  }

  @Override
  public void pickAddress() {
    // Bound already.
  }

  @Override
  public Address getBindAddress(EndpointQualifier qualifier) {
    return address;
  }

  @Override
  public Address getPublicAddress(EndpointQualifier qualifier) {
    return address;
  }

  @Override
  public Map<EndpointQualifier, Address> getPublicAddressMap() {
    return Map.of(EndpointQualifier.MEMBER, address);
  }

  @Override
  public Map<EndpointQualifier, Address> getBindAddressMap() {
    return Map.of(EndpointQualifier.MEMBER, address);
  }

  @Override
  public ServerSocketChannel getServerSocketChannel(EndpointQualifier qualifier) {
    return channel;
  }

  @Override
  public Map<EndpointQualifier, ServerSocketChannel> getServerSocketChannels() {
    return Map.of(EndpointQualifier.MEMBER, channel);
  }

  @Override
  public void close() {
    closeQuietly(channel);
  }

  private static String explain(String host, int port, IOException e) {
    String place = host + ":" + port;
    boolean isTaken =
        e instanceof BindException && String.valueOf(e.getMessage()).contains("in use");
    return isTaken
        ? "Port "
            + port
            + " is taken: something already listens on "
            + place
            + ", perhaps another"
            + " Weft member. Choose another port (weft member --port N, 0 for any free one), or join"
            + " that member (--join "
            + place
            + ")."
        : "Cannot listen on "
            + place
            + " ("
            + e.getMessage()
            + "). Set weft.bind to an address of"
            + " this machine and weft.port to a port that this user may use.";
  }

  private static void closeQuietly(@org.jspecify.annotations.Nullable ServerSocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        // A socket that does not close cannot be used again either; there is nothing to add.
      }
    }
  }
}
