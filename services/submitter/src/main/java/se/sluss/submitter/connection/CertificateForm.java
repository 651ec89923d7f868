package se.sluss.submitter.connection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.submitter.certificate.CertificateRules;
import se.sluss.submitter.certificate.ClientCertificate;
import se.sluss.submitter.certificate.Judgement;

/**
 * A client certificate as somebody brings it, unchecked.
 *
 * @param keyStore PKCS #12 or PEM in base64, or the PEM text
 * @param keyStorePassword what opens it; a PEM text may need none
 */
public record CertificateForm(@Nullable String keyStore, @Nullable String keyStorePassword) {
  private static final String MEMBER = "keyStore";
  private static final String PEM_BEGINS = "-----BEGIN ";

  /** The form; an empty one, which lacks everything, for none. */
  public static CertificateForm orEmpty(@Nullable CertificateForm form) {
    return form == null ? new CertificateForm(null, null) : form;
  }

  /**
   * The certificate that was brought.
   *
   * @throws Problem {@code validation-failed} with all faults at once
   */
  public ClientCertificate check(CertificateRules rules, Instant now, Locale language) {
    FormFaults faults = new FormFaults(language);
    return check(rules, now, faults).orElseThrow(faults::problem);
  }

  /** The same; the faults are added to the others, and then there is none. */
  Optional<ClientCertificate> check(CertificateRules rules, Instant now, FormFaults faults) {
    if (keyStore == null || keyStore.isEmpty()) {
      faults.add(MEMBER, FormFault.MISSING);
      return Optional.empty();
    }
    byte[] file;
    try {
      file =
          keyStore.contains(PEM_BEGINS)
              ? keyStore.getBytes(StandardCharsets.ISO_8859_1)
              : Base64.getMimeDecoder().decode(keyStore);
    } catch (IllegalArgumentException e) {
      faults.add(MEMBER, FormFault.NO_BASE64);
      return Optional.empty();
    }
    char[] password = keyStorePassword == null ? new char[0] : keyStorePassword.toCharArray();
    Judgement judgement = Judgement.of(file, password, rules, now);
    judgement.faults().forEach(fault -> faults.add(MEMBER, fault));
    return judgement.certificate();
  }

  @Override
  public String toString() {
    return "CertificateForm";
  }
}
