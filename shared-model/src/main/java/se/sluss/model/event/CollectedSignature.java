package se.sluss.model.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;
import se.sluss.model.signature.Check;
import se.sluss.model.signature.VerificationResult;

/**
 * One person's signature as BankID gave it. Travels sealed only.
 *
 * @param signature BankID's base64 string, unchanged
 * @param ocspResponse BankID's base64 string, unchanged
 * @param signedOn the date of signing in Sweden
 * @param vouchedFor the personal number of the person who, the vendor says, may sign for the
 *     provider; empty when nothing was said
 * @param verification what Sluss found when it verified it; empty before that
 */
public record CollectedSignature(
    SignerRole role,
    String signature,
    String ocspResponse,
    LocalDate signedOn,
    Optional<String> vouchedFor,
    Optional<Verification> verification) {

  /**
   * That it held when it was verified, and whose it is by its certificate.
   *
   * @param personalNumber twelve digits
   * @param signedAt when the OCSP response was produced, UTC
   * @param certificates SHA-256 in lower-case hexadecimal: the signer's certificate, its issuer,
   *     the bank's authority, the OCSP responder
   * @param checks every step, in order
   */
  public record Verification(
      String personalNumber,
      String name,
      Instant signedAt,
      List<String> certificates,
      List<Check> checks) {
    public Verification {
      certificates = List.copyOf(certificates);
      checks = List.copyOf(checks);
    }

    @Override
    public String toString() {
      return "Verification[" + signedAt + "]";
    }
  }

  /** As it was brought, not verified yet. */
  public CollectedSignature(
      SignerRole role,
      String signature,
      String ocspResponse,
      LocalDate signedOn,
      Optional<String> vouchedFor) {
    this(role, signature, ocspResponse, signedOn, vouchedFor, Optional.empty());
  }

  /** Of which nobody says who may have made it. */
  public CollectedSignature(
      SignerRole role, String signature, String ocspResponse, LocalDate signedOn) {
    this(role, signature, ocspResponse, signedOn, Optional.empty());
  }

  /** The same, with what its verification found. */
  public CollectedSignature verified(VerificationResult.Verified found) {
    return new CollectedSignature(
        role,
        signature,
        ocspResponse,
        signedOn,
        vouchedFor,
        Optional.of(
            new Verification(
                found.signer().digits(),
                found.name().name(),
                found.signedAt(),
                found.certificateFingerprints(),
                found.checks())));
  }

  /** The plain bytes to seal. */
  public static byte[] writeAll(List<CollectedSignature> signatures) {
    try {
      return EventJson.MAPPER.writeValueAsBytes(signatures);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Signatures cannot be written as JSON", e);
    }
  }

  /**
   * Reads what {@link #writeAll} wrote.
   *
   * @throws IllegalArgumentException when the bytes are anything else
   */
  public static List<CollectedSignature> readAll(byte[] plain) {
    try {
      return EventJson.MAPPER.readValue(plain, new TypeReference<>() {});
    } catch (IOException e) {
      throw new IllegalArgumentException("Not a list of signatures");
    }
  }

  @Override
  public String toString() {
    return "CollectedSignature[" + role + ", " + signedOn + "]";
  }
}
