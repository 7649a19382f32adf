package jp.tsunagi.platform.boundary;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.tsunagi.kernel.Vocabulary;
import org.eclipse.microprofile.config.Config;

/**
 * 自分の番地. The addresses this system's {@code /fhir} has: the one people open ({@code
 * tsunagi.public-url}) and the base of our own URIs. By http or https, in any case of letters, with
 * or without the usual port and a slash too many.
 */
@ApplicationScoped
public class OwnAddresses {
  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?([^/?#@]+)(/[^?#]*)?");

  private Set<String> bases = Set.of();

  protected OwnAddresses() {}

  @Inject
  OwnAddresses(Config config) {
    this(config.getOptionalValue("tsunagi.public-url", String.class).orElse(""));
  }

  /**
   * @param publicUrl where people open the application; empty when nobody said
   */
  public OwnAddresses(String publicUrl) {
    bases =
        Stream.of(publicUrl + "/fhir", Vocabulary.BASE)
            .flatMap(address -> plain(address).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** What an absolute address names within our {@code /fhir}; empty when it leads elsewhere. */
  public Optional<String> within(String address) {
    return address.indexOf(':') < 0
        ? Optional.empty()
        : plain(address)
            .flatMap(
                plain ->
                    bases.stream()
                        .filter(base -> plain.startsWith(base + "/"))
                        .map(base -> plain.substring(base.length() + 1))
                        .findFirst());
  }

  /** Authority and path in one way of writing; empty for what is no address on the web. */
  private static Optional<String> plain(String address) {
    Matcher form = ABSOLUTE.matcher(address.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    String usual = form.group(1).equalsIgnoreCase("https") ? ":443" : ":80";
    String authority = form.group(2).toLowerCase(Locale.ROOT).replaceFirst(usual + "$", "");
    String path = form.group(3) == null ? "" : decoded(form.group(3));
    return Optional.of(authority + path.replaceAll("/+", "/").replaceFirst("/$", ""));
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException broken) {
      return path;
    }
  }
}
