package se.sluss.model.signature;

import java.util.Optional;

/**
 * What was sent to BankID when the order was made; the signature must hold the same bytes.
 *
 * @param visibleData base64, as sent
 * @param visibleDataFormat as sent, {@code simpleMarkdownV1}; {@code plaintext} counts as absent
 * @param nonVisibleData base64, as sent
 */
public record SentOrder(
    String visibleData, Optional<String> visibleDataFormat, Optional<String> nonVisibleData) {
  private static final String PLAIN = "plaintext";

  public SentOrder {
    visibleDataFormat = visibleDataFormat.filter(format -> !format.equals(PLAIN));
    StrictBase64.requireValid(visibleData);
    nonVisibleData.ifPresent(StrictBase64::requireValid);
  }

  @Override
  public String toString() {
    return "SentOrder[***]";
  }
}
