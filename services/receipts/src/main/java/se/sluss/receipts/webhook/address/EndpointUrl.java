package se.sluss.receipts.webhook.address;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An endpoint's URL that keeps the rules, taken apart once: what was checked is what is dialled.
 *
 * @param host in A-labels, lower case, without a trailing dot
 * @param target path and query as they go into the request line
 */
public record EndpointUrl(String host, int port, String target) {
  private static final int LONGEST = 2048;
  private static final int LONGEST_HOST = 253;
  private static final int DEFAULT_PORT = 443;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]+|0x[0-9a-f]*");
  private static final List<String> PRIVATE_ZONES =
      List.of("localhost", "local", "internal", "home.arpa", "onion");

  /**
   * Reads and checks the text.
   *
   * @throws AddressRefusedException when it breaks a rule
   */
  public static EndpointUrl of(String text, Set<Integer> allowedPorts) {
    if (text.length() > LONGEST) {
      throw refused();
    }
    URI uri = parse(text);
    if (!"https".equalsIgnoreCase(uri.getScheme())
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      throw refused();
    }
    String host = host(uri);
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    if (!allowedPorts.contains(port)) {
      throw refused();
    }
    return new EndpointUrl(host, port, target(uri));
  }

  private static URI parse(String text) {
    try {
      return new URI(text).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw refused();
    }
  }

  private static String host(URI uri) {
    String raw = uri.getHost();
    if (raw == null || raw.startsWith("[")) {
      throw refused();
    }
    String host = ascii(raw).toLowerCase(Locale.ROOT);
    if (host.endsWith(".")) {
      host = host.substring(0, host.length() - 1);
    }
    List<String> labels = List.of(host.split("\\.", -1));
    if (host.length() > LONGEST_HOST
        || labels.size() < 2
        || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())
        || NUMBER.matcher(labels.getLast()).matches()
        || isPrivateZone(host)) {
      throw refused();
    }
    return host;
  }

  private static String ascii(String host) {
    try {
      return IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  private static boolean isPrivateZone(String host) {
    return PRIVATE_ZONES.stream().anyMatch(zone -> host.equals(zone) || host.endsWith("." + zone));
  }

  private static String target(URI uri) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    if (!target.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw refused();
    }
    return target;
  }

  private static AddressRefusedException refused() {
    return new AddressRefusedException(AddressRefusedException.Reason.URL);
  }
}
