package se.sluss.submitter.connection;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
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

  /** The form; a body that is absent, or is the word null, says nothing. */
  public static ConnectionForm orEmpty(@Nullable ConnectionForm form) {
    return form == null
        ? new ConnectionForm(null, null, null, null, null, null, null, null, null, null, null, null)
        : form;
  }

  /**
   * The same for the vendor who asks for it, in the mode of its credential; both may be left out.
   * What it says of somebody else, of a pace that only the operator may agree to, or of a host that
   * is not known as the authority's, is a fault: nobody may have this room knock at any door.
   *
   * @throws Problem {@code validation-failed}
   */
  public ConnectionForm by(
      VendorId caller, Mode credential, ConnectionConfig config, Locale language) {
    Duration least = config.leastInterval();
    FormFaults faults = new FormFaults(language);
    if (vendorId != null && !vendorId.equals(caller.value())) {
      faults.add("vendorId", FormFault.NOT_OWN_VENDOR);
    }
    if (mode != null && !mode.equals(credential.wire())) {
      faults.add("mode", FormFault.NOT_OWN_MODE);
    }
    place().refuseUnknownHost(faults, credential, config);
    Duration pace = interval(agreedInterval, least);
    if (pace.compareTo(least) < 0) {
      faults.add("agreedInterval", FormFault.TOO_QUICK, least);
    }
    if (!faults.none()) {
      throw faults.problem();
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
    FormFaults faults = new FormFaults(rules.language());
    VendorId vendor = faults.read("vendorId", vendorId, VendorId::of, FormFault.NO_VENDOR);
    Service toService = faults.read("service", service, Service::valueOf, FormFault.NO_SERVICE);
    Mode inMode = faults.read("mode", mode, Mode::ofWire, FormFault.NO_MODE);
    Place place = place().check(faults, rules, toService, inMode).orElse(null);
    Duration interval =
        faults.read(
            "agreedInterval", agreedInterval, ConnectionForm::interval, FormFault.NO_INTERVAL);
    Duration margin =
        guard == null
            ? rules.guard()
            : faults.read("guard", guard, ConnectionForm::guard, FormFault.NO_GUARD);
    Optional<String> organisation =
        Optional.ofNullable(organisationNumber)
            .map(
                text ->
                    faults.read(
                        "organisationNumber",
                        text,
                        ConnectionForm::organisation,
                        FormFault.NO_ORGANISATION));
    ClientCertificate certificate =
        new CertificateForm(keyStore, keyStorePassword)
            .check(
                inMode == null
                    ? new CertificateRules(List.of(), organisation)
                    : rules.issuers().rules(inMode, organisation),
                now,
                faults)
            .orElse(null);
    String trusted =
        faults.read(
            "trustedCertificates", trustedCertificates, Function.identity(), FormFault.NO_TRUST);
    if (trusted != null) {
      checkTrust(faults, trusted);
    }
    ShsSettings spoken = shs == null ? null : shs.check(faults, inMode);
    if (!faults.none()
        || vendor == null
        || toService == null
        || inMode == null
        || place == null
        || interval == null
        || margin == null
        || certificate == null
        || trusted == null) {
      throw faults.problem();
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

  private static void checkTrust(FormFaults faults, String pem) {
    try {
      Credentials.trust(pem);
    } catch (Credentials.UnusableException e) {
      faults.add("trustedCertificates", FormFault.NO_TRUST);
    }
  }

  @Override
  public String toString() {
    return "ConnectionForm[" + vendorId + ", " + service + ", " + mode + "]";
  }
}
