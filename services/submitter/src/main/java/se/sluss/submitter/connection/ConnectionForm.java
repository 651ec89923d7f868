package se.sluss.submitter.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.submitter.certificate.CertificateRules;
import se.sluss.submitter.certificate.ClientCertificate;
import se.sluss.submitter.connection.PlaceForm.Place;

/**
 * A connection as somebody asks for it, unchecked.
 *
 * @param address HTTPS, its last path segment being the product type unless it speaks SHS
 * @param agreedInterval ISO 8601, such as {@code PT1S}
 * @param guard ISO 8601; the configured one when absent
 * @param organisationNumber ten digits that the certificate's subject must hold; may be left out
 * @param keyStore PKCS #12 or PEM in base64, or the PEM text
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
    @Nullable String organisationNumber,
    @Nullable String keyStore,
    @Nullable String keyStorePassword,
    @Nullable String trustedCertificates,
    @Nullable ShsForm shs) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  /**
   * The same for the vendor who asks for it, in the mode of its credential; both may be left out.
   * What it says of somebody else, of a pace that only the operator may agree to, or of a host that
   * is not known as the authority's, is a fault: nobody may have this room knock at any door.
   *
   * @throws Problem {@code validation-failed}
   */
  public ConnectionForm by(VendorId caller, Mode credential, ConnectionConfig config) {
    Duration least = config.leastInterval();
    List<Problem.Fault> faults = new ArrayList<>();
    if (vendorId != null && !vendorId.equals(caller.value())) {
      faults.add(new Problem.Fault("#/vendorId", "invalid", "must be your own, or left out"));
    }
    if (mode != null && !mode.equals(credential.wire())) {
      faults.add(new Problem.Fault("#/mode", "invalid", "must be the credential's, or left out"));
    }
    place().refuseUnknownHost(faults, credential, config);
    Duration pace = interval(agreedInterval, least);
    if (pace.compareTo(least) < 0) {
      faults.add(
          new Problem.Fault(
              "#/agreedInterval",
              "too-short",
              "is shorter than "
                  + least
                  + "; a quicker pace is registered by the operator, who"
                  + " asks for what was agreed"));
    }
    if (!faults.isEmpty()) {
      throw Problem.of(
              ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
          .withErrors(faults);
    }
    return new ConnectionForm(
        caller.value(),
        service,
        credential.wire(),
        address,
        productType,
        agreedInterval,
        guard,
        organisationNumber,
        keyStore,
        keyStorePassword,
        trustedCertificates,
        shs);
  }

  /** One that cannot be read is told of with the other faults. */
  private static Duration interval(@Nullable String text, Duration otherwise) {
    try {
      return text == null ? otherwise : interval(text);
    } catch (IllegalArgumentException | DateTimeException e) {
      return otherwise;
    }
  }

  /**
   * The connection that is asked for.
   *
   * @throws Problem {@code validation-failed} with all faults at once
   */
  public NewConnection check(ConnectionRules rules, Instant now) {
    List<Problem.Fault> faults = new ArrayList<>();
    VendorId vendor =
        read(faults, "vendorId", vendorId, VendorId::of, "must be a vendor's identifier");
    Service toService = read(faults, "service", service, Service::valueOf, "must be E_IOA or ELT");
    Mode inMode = read(faults, "mode", mode, Mode::ofWire, "must be test or live");
    Place place = place().check(faults, rules, toService, inMode).orElse(null);
    Duration interval =
        read(
            faults,
            "agreedInterval",
            agreedInterval,
            ConnectionForm::interval,
            "must be a duration such as PT1S");
    Duration margin =
        guard == null
            ? rules.guard()
            : read(
                faults, "guard", guard, ConnectionForm::guard, "must be a duration such as PT0.1S");
    Optional<String> organisation =
        Optional.ofNullable(organisationNumber)
            .map(
                text ->
                    read(
                        faults,
                        "organisationNumber",
                        text,
                        ConnectionForm::organisation,
                        "must be ten digits with a valid check digit"));
    ClientCertificate certificate =
        new CertificateForm(keyStore, keyStorePassword)
            .check(
                inMode == null
                    ? new CertificateRules(List.of(), organisation)
                    : rules.issuers().rules(inMode, organisation),
                now,
                rules.language(),
                faults)
            .orElse(null);
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
        || place == null
        || interval == null
        || margin == null
        || certificate == null
        || trusted == null) {
      throw Problem.of(
              ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
          .withErrors(faults);
    }
    return new NewConnection(
        vendor,
        toService,
        inMode,
        place.address(),
        place.productType(),
        interval,
        margin,
        organisation,
        trusted,
        certificate,
        Optional.ofNullable(spoken));
  }

  private PlaceForm place() {
    return new PlaceForm(address, productType, shs != null);
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

  private static String organisation(String text) {
    return Organisationsnummer.parse(text)
        .map(Organisationsnummer::digits)
        .orElseThrow(IllegalArgumentException::new);
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
