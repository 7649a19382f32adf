package jp.tsunagi.platform.control;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * 接続元. Where a request comes from: the connection's other end, or, when that is a proxy of ours,
 * the address this proxy says it serves. Nobody else is believed.
 */
@ApplicationScoped
public class ClientAddress {
  /** Addresses of the reverse proxies in front of us, separated by commas; none by default. */
  public static final String PROXIES = "tsunagi.proxy.addresses";

  private Set<String> proxies = Set.of();

  protected ClientAddress() {}

  @Inject
  ClientAddress(Config config) {
    this(config.getOptionalValue(PROXIES, String.class).orElse(""));
  }

  ClientAddress(String addresses) {
    proxies =
        Arrays.stream(addresses.split(","))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  String of(HttpServletRequest request) {
    return of(request.getRemoteAddr(), request.getHeader("X-Forwarded-For"));
  }

  // From the right: each proxy of ours added the address it saw; what stands left of that anybody
  // can write.
  String of(String connection, @Nullable String forwarded) {
    String address = connection;
    String[] hops = forwarded == null ? new String[0] : forwarded.split(",");
    for (int i = hops.length - 1; i >= 0 && proxies.contains(address); i--) {
      String hop = hops[i].strip();
      if (!hop.matches("[0-9A-Fa-f:.]{2,45}")) {
        break;
      }
      address = hop;
    }
    return address;
  }
}
