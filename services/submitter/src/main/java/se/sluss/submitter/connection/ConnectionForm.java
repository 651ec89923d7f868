package se.sluss.submitter.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.security.KeyStore;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/**
 * A connection as somebody asks for it, unchecked.
 *
 * @param address HTTPS, its last path segment being the product type unless it speaks SHS
 * @param agreedInterval ISO 8601, such as {@code PT1S}
 * @param guard ISO 8601; the configured one when absent
 * @param keyStore PKCS #12 in base64
 * @param trustedCertificates PEM
 * @param shs what a connection that speaks SHS 1.2 needs to know; absent when it speaks SOAP
 */
public record ConnectionForm(
    @Nullable String vendorId,
    @Nullable String service,
    @Nullable String mode,
    @Nullable String address,
    @Nullable String productType,
    @Nullable String agreedInterval,
    @Nullable String guard,
    @Nullable String keyStore,
    @Nullable String keyStorePassword,
    @Nullable String trustedCertificates,
    @Nullable ShsForm shs) {
  private static final Pattern PRODUCT_TYPE = Pattern.compile("[A-Za-z0-9._-]{1,100}");
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The checked members that are no secrets. */
  record Checked(
      VendorId vendor,
      Service service,
      Mode mode,
      URI address,
      String productType,
      Duration agreedInterval,
      Duration guard,
      String trustedCertificates,
      Instant certificateExpiresAt,
      Optional<ShsSettings> shs) {}

  /**
   * The connection that is asked for.
   *
   * @throws Problem {@code validation-failed} with all faults at once
   */
  public NewConnection check(Duration defaultGuard, Instant now) {
    List<Problem.Fault> faults = new ArrayList<>();
    VendorId vendor =
        read(faults, "vendorId", vendorId, VendorId::of, "must be a vendor's identifier");
    Service toService = read(faults, "service", service, Service::valueOf, "must be E_IOA or ELT");
    Mode inMode = read(faults, "mode", mode, Mode::ofWire, "must be test or live");
    String product =
        read(
            faults,
            "productType",
            productType,
            this::product,
            shs == null ? "must be a product type" : "must be a UUID in lower case");
    URI uri =
        read(
            faults,
            "address",
            address,
            text -> address(text, product),
            "must be an https address without user, query or fragment"
                + (shs == null ? ", whose last path segment is the product type" : ""));
    Duration interval =
        read(
            faults,
            "agreedInterval",
            agreedInterval,
            ConnectionForm::interval,
            "must be a duration such as PT1S");
    Duration margin =
        guard == null
            ? defaultGuard
            : read(
                faults, "guard", guard, ConnectionForm::guard, "must be a duration such as PT0.1S");
    byte[] pkcs12 =
        read(faults, "keyStore", keyStore, Base64.getMimeDecoder()::decode, "must be base64");
    String password =
        read(faults, "keyStorePassword", keyStorePassword, Function.identity(), "is missing");
    Instant expires =
        pkcs12 == null || password == null ? null : expiry(faults, pkcs12, password, now);
    String trusted =
        read(faults, "trustedCertificates", trustedCertificates, Function.identity(), "is missing");
    if (trusted != null) {
      checkTrust(faults, trusted);
    }
    ShsSettings spoken = shs == null ? null : shs.check(faults, inMode);
    if (!faults.isEmpty()
        || vendor == null
        || toService == null
        || inMode == null
        || product == null
        || uri == null
        || interval == null
        || margin == null
        || pkcs12 == null
        || password == null
        || expires == null
        || trusted == null) {
      throw Problem.of(
              ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
          .withErrors(faults);
    }
    return new NewConnection(
        new Checked(
            vendor,
            toService,
            inMode,
            uri,
            product,
            interval,
            margin,
            trusted,
            expires,
            Optional.ofNullable(spoken)),
        pkcs12,
        password);
  }

  static <T> @Nullable T read(
      List<Problem.Fault> faults,
      String member,
      @Nullable String text,
      Function<String, T> reader,
      String otherwise) {
    if (text == null || text.isEmpty()) {
      faults.add(new Problem.Fault("#/" + member, "missing", "is missing"));
      return null;
    }
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      faults.add(new Problem.Fault("#/" + member, "invalid", otherwise));
      return null;
    }
  }

  private String product(String text) {
    boolean fits = shs == null ? PRODUCT_TYPE.matcher(text).matches() : ShsForm.isProduct(text);
    if (!fits) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  private URI address(String text, @Nullable String product) {
    try {
      URI uri = new URI(text);
      String path = uri.getPath();
      boolean fits =
          "https".equals(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && path != null
              && (shs != null || product == null || path.endsWith("/" + product));
      if (!fits) {
        throw new IllegalArgumentException();
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * The least time between two calls, 1 ms to a day.
   *
   * @throws IllegalArgumentException or {@link DateTimeException} when it is none
   */
  public static Duration interval(String text) {
    return duration(text, SHORTEST);
  }

  /**
   * What is added for the spread of delays, nothing to a day.
   *
   * @throws IllegalArgumentException or {@link DateTimeException} when it is none
   */
  public static Duration guard(String text) {
    return duration(text, Duration.ZERO);
  }

  private static Duration duration(String text, Duration least) {
    Duration duration = Duration.parse(text);
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException();
    }
    return duration;
  }

  private static @Nullable Instant expiry(
      List<Problem.Fault> faults, byte[] pkcs12, String password, Instant now) {
    try {
      KeyStore opened = Credentials.keyStore(pkcs12, password.toCharArray());
      Instant end = Credentials.expiresAt(opened);
      if (end.isAfter(now)) {
        return end;
      }
      faults.add(new Problem.Fault("#/keyStore", "expired", "the certificate has expired"));
    } catch (Credentials.UnusableException e) {
      faults.add(new Problem.Fault("#/keyStore", "unusable", String.valueOf(e.getMessage())));
    }
    return null;
  }

  private static void checkTrust(List<Problem.Fault> faults, String pem) {
    try {
      Credentials.trust(pem);
    } catch (Credentials.UnusableException e) {
      faults.add(
          new Problem.Fault("#/trustedCertificates", "unusable", String.valueOf(e.getMessage())));
    }
  }

  @Override
  public String toString() {
    return "ConnectionForm[" + vendorId + ", " + service + ", " + mode + "]";
  }
}
