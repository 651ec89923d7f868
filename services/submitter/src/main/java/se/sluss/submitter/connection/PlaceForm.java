package se.sluss.submitter.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;

/**
 * Where a connection is to lead as somebody asks for it, unchecked.
 *
 * @param overShs whether the product type is a label's UUID, and the address free of it
 */
public record PlaceForm(@Nullable String address, @Nullable String productType, boolean overShs) {
  private static final int HIGHEST_PORT = 65_535;
  private static final Pattern PRODUCT_TYPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

  /** Where a connection leads. */
  public record Place(URI address, String productType) {}

  /** The place that is asked for; empty when anything is wrong with it, which is added. */
  Optional<Place> check(
      FormFaults faults,
      ConnectionRules rules,
      @Nullable Service ofService,
      @Nullable Mode inMode) {
    String product =
        faults.read(
            "productType",
            productType,
            this::product,
            overShs ? FormFault.NO_PRODUCT_OF_SHS : FormFault.NO_PRODUCT);
    URI uri =
        faults.read(
            "address",
            address,
            text -> address(text, product),
            overShs ? FormFault.NO_ADDRESS_OF_SHS : FormFault.NO_ADDRESS);
    refuseMixedEnvironments(faults, rules, inMode, uri, product);
    if (ofService != null && product != null && rules.isOfAnotherService(product, ofService)) {
      faults.add("productType", FormFault.PRODUCT_OF_OTHER_SERVICE, ofService);
    }
    return uri == null || product == null ? Optional.empty() : Optional.of(new Place(uri, product));
  }

  /** Nobody may have this room knock at any door. */
  void refuseUnknownHost(FormFaults faults, Mode credential, ConnectionConfig config) {
    Set<String> hosts = credential == Mode.LIVE ? config.liveHosts() : config.testHosts();
    if (address != null && hosts.stream().noneMatch(host(address)::equalsIgnoreCase)) {
      faults.add("address", FormFault.UNKNOWN_HOST);
    }
  }

  /** A slip of the hand must lead nobody's live documents to a test, nor tests to production. */
  private static void refuseMixedEnvironments(
      FormFaults faults,
      ConnectionRules rules,
      @Nullable Mode mode,
      @Nullable URI uri,
      @Nullable String product) {
    if (mode == null) {
      return;
    }
    if (uri != null && rules.isWrongHost(uri, mode)) {
      faults.add("address", FormFault.ADDRESS_OF_OTHER_MODE);
    }
    if (product != null && rules.isWrongProduct(product, mode)) {
      faults.add("productType", FormFault.PRODUCT_FOR_TESTS);
    }
  }

  private static String host(String address) {
    try {
      return String.valueOf(new URI(address).getHost());
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private String product(String text) {
    boolean fits = overShs ? ShsForm.isProduct(text) : PRODUCT_TYPE.matcher(text).matches();
    if (!fits) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  /**
   * A host is written in one way, so that the rules for hosts, and the bound on tests in the
   * database, know it again: {@link URI} takes letters, digits and hyphens alone, nothing escaped;
   * that leaves the point at the end, and capitals, which all who compare make small.
   */
  private URI address(String text, @Nullable String product) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      String path = uri.getRawPath();
      boolean fits =
          "https".equals(uri.getScheme())
              && host != null
              && !host.endsWith(".")
              && uri.getPort() != 0
              && uri.getPort() <= HIGHEST_PORT
              && uri.getUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && path != null
              && (overShs || product == null || path.endsWith("/" + product));
      if (!fits) {
        throw new IllegalArgumentException();
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
