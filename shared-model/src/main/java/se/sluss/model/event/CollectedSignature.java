package se.sluss.model.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.SignerRole;

/**
 * One person's signature as BankID gave it. Travels sealed only.
 *
 * @param signature BankID's base64 string, unchanged
 * @param ocspResponse BankID's base64 string, unchanged
 * @param signedOn the date of signing in Sweden
 * @param vouchedFor the personal number of the person who, the vendor says, may sign for the
 *     provider; empty when nothing was said
 */
public record CollectedSignature(
    SignerRole role,
    String signature,
    String ocspResponse,
    LocalDate signedOn,
    Optional<String> vouchedFor) {

  /** Of which nobody says who may have made it. */
  public CollectedSignature(
      SignerRole role, String signature, String ocspResponse, LocalDate signedOn) {
    this(role, signature, ocspResponse, signedOn, Optional.empty());
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
