package se.sluss.submitter.connection;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
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
  private static final String MEMBER = "#/keyStore";
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
    List<Problem.Fault> faults = new ArrayList<>();
    return check(rules, now, language, faults)
        .orElseThrow(
            () ->
                Problem.of(
                        ProblemType.VALIDATION_FAILED,
                        "Correct the members named and send it again.")
                    .withErrors(faults));
  }

  /** The same; the faults are added to the others, and then there is none. */
  Optional<ClientCertificate> check(
      CertificateRules rules, Instant now, Locale language, List<Problem.Fault> faults) {
    if (keyStore == null || keyStore.isEmpty()) {
      faults.add(new Problem.Fault(MEMBER, "missing", "is missing"));
      return Optional.empty();
    }
    byte[] file;
    try {
      file =
          keyStore.contains(PEM_BEGINS)
              ? keyStore.getBytes(StandardCharsets.ISO_8859_1)
              : Base64.getMimeDecoder().decode(keyStore);
    } catch (IllegalArgumentException e) {
      faults.add(new Problem.Fault(MEMBER, "invalid", "must be base64"));
      return Optional.empty();
    }
    char[] password = keyStorePassword == null ? new char[0] : keyStorePassword.toCharArray();
    Judgement judgement = Judgement.of(file, password, rules, now);
    judgement
        .faults()
        .forEach(
            fault -> faults.add(new Problem.Fault(MEMBER, fault.code(), fault.text(language))));
    return judgement.certificate();
  }

  @Override
  public String toString() {
    return "CertificateForm";
  }
}
