package se.sluss.submitter.certificate;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.sluss.model.id.Mode;

/** Whose certificates are taken in which mode; a file that holds none stops the start. */
@Startup
@ApplicationScoped
public class AcceptedIssuers {
  private static final String KEY = "sluss.submitter.certificates.accepted-issuers.";

  private final Map<Mode, List<X509Certificate>> issuers;

  @Inject
  AcceptedIssuers(CertificateConfig config) {
    this(
        Map.of(
            Mode.TEST, read(Mode.TEST, config.acceptedIssuers().test()),
            Mode.LIVE, read(Mode.LIVE, config.acceptedIssuers().live())));
  }

  AcceptedIssuers(Map<Mode, List<X509Certificate>> issuers) {
    this.issuers = Map.copyOf(issuers);
  }

  /** Takes every issuer's. */
  public static AcceptedIssuers any() {
    return new AcceptedIssuers(Map.of());
  }

  /** The rules for a certificate in this mode and of this organisation, if it matters. */
  public CertificateRules rules(Mode mode, Optional<String> organisationNumber) {
    return new CertificateRules(issuers.getOrDefault(mode, List.of()), organisationNumber);
  }

  private static List<X509Certificate> read(Mode mode, Optional<Path> file) {
    if (file.isEmpty()) {
      return List.of();
    }
    try (InputStream pem = Files.newInputStream(file.get())) {
      List<X509Certificate> read =
          CertificateFactory.getInstance("X.509").generateCertificates(pem).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!read.isEmpty()) {
        return read;
      }
    } catch (IOException | CertificateException e) {
      throw new IllegalStateException(
          KEY + mode.wire() + " must name a readable file of certificates in PEM", e);
    }
    throw new IllegalStateException(KEY + mode.wire() + " names a file without a certificate");
  }
}
