package se.sluss.model.signature;

import java.util.Optional;

/**
 * What tells one act of signing from all others, however its XML is written: BankID puts a number
 * of its own into what each person signs each time, so no two acts have the same value.
 *
 * @param base64 in its one form
 */
public record SignatureValue(String base64) {

  /**
   * Reads it; verifies nothing.
   *
   * @param signature BankID's base64 string
   * @return empty when that is not the structure of a signature
   */
  public static Optional<SignatureValue> of(String signature) {
    try {
      SignatureParts parts =
          SignatureReader.read(SignatureReader.parse(SignatureReader.decode(signature)));
      return Optional.of(new SignatureValue(parts.value()));
    } catch (StepFailedException e) {
      return Optional.empty();
    }
  }
}
