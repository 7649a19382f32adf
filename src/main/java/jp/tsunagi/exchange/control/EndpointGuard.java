package jp.tsunagi.exchange.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * 送信先の門番. Decides where notifications may go: a subscription must not make this server speak to
 * what only this server can reach. The name is looked up at each delivery and the connection goes
 * to the very address that was looked at, so that a name cannot change its meaning in between.
 */
@ApplicationScoped
public class EndpointGuard {
  private ExchangeConfig config;

  @SuppressWarnings("NullAway.Init")
  protected EndpointGuard() {}

  @Inject
  EndpointGuard(ExchangeConfig config) {
    this.config = config;
  }

  /** A place that may be spoken to. */
  public record Place(URI uri, InetAddress address, int port, boolean secure) {}

  /**
   * The endpoint as an address that is well formed and of a permitted kind; no name is looked up.
   */
  public Optional<URI> permitted(String endpoint) {
    try {
      URI uri = new URI(endpoint);
      String scheme = uri.getScheme();
      boolean kind =
          "https".equalsIgnoreCase(scheme)
              || ("http".equalsIgnoreCase(scheme) && config.subscriptionPlain());
      boolean whole =
          uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
      return kind && whole ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException malformed) {
      return Optional.empty();
    }
  }

  /** Where to connect to now; empty when the name leads nowhere or where it must not. */
  public Optional<Place> resolve(String endpoint) {
    Optional<URI> uri = permitted(endpoint);
    if (uri.isEmpty()) {
      return Optional.empty();
    }
    try {
      InetAddress[] addresses = InetAddress.getAllByName(uri.get().getHost());
      for (InetAddress address : addresses) {
        if (!isPermitted(address)) {
          return Optional.empty();
        }
      }
      boolean secure = "https".equalsIgnoreCase(uri.get().getScheme());
      int port = uri.get().getPort() < 0 ? (secure ? 443 : 80) : uri.get().getPort();
      return Optional.of(new Place(uri.get(), addresses[0], port, secure));
    } catch (UnknownHostException unknown) {
      return Optional.empty();
    }
  }

  boolean isPermitted(InetAddress address) {
    if (isNever(address)) {
      return false;
    }
    return config.subscriptionPrivate() || isPublic(address);
  }

  /** Where clouds keep their machines' secrets, and what is no single place. */
  private static boolean isNever(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || (address.isLinkLocalAddress() && !(address instanceof Inet6Address))
        || address.getHostAddress().equals("fd00:ec2:0:0:0:0:0:254");
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address ? isPublicSix(bytes) : isPublicFour(bytes, 0);
  }

  private static boolean isPublicFour(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    int second = bytes[at + 1] & 0xff;
    int third = bytes[at + 2] & 0xff;
    return first != 0
        && first != 10
        && first != 127
        && first < 224
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 169 && second == 254)
        && !(first == 172 && second >= 16 && second < 32)
        && !(first == 192 && second == 0 && (third == 0 || third == 2))
        && !(first == 192 && second == 168)
        && !(first == 198 && (second == 18 || second == 19))
        && !(first == 198 && second == 51 && third == 100)
        && !(first == 203 && second == 0 && third == 113);
  }

  /** Global unicast only; an address that carries one of the old kind is judged by that. */
  private static boolean isPublicSix(byte[] bytes) {
    int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
    int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
    if (first == 0x64 && second == 0xff9b) {
      return isPublicFour(bytes, 12);
    }
    if (first == 0x2002) {
      return isPublicFour(bytes, 2);
    }
    boolean globalUnicast = (first & 0xe000) == 0x2000;
    boolean teredoOrDocumentation = first == 0x2001 && (second == 0 || second == 0x0db8);
    return globalUnicast && !teredoOrDocumentation;
  }
}
