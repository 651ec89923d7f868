package se.sluss.receipts.webhook.signing;

import java.security.SecureRandom;
import java.util.Optional;

/**
 * What an endpoint's webhooks are signed with at one time.
 *
 * @param asymmetric there when the owner asked for signatures {@code v1a} too
 */
public record SigningKeys(WebhookSecret secret, Optional<AsymmetricKey> asymmetric) {
  private static final String BETWEEN = " ";

  /** New keys. */
  public static SigningKeys next(SecureRandom random, boolean asymmetric) {
    return new SigningKeys(
        WebhookSecret.next(random),
        asymmetric ? Optional.of(AsymmetricKey.next()) : Optional.empty());
  }

  /** Only the symmetric one. */
  public static SigningKeys of(WebhookSecret secret) {
    return new SigningKeys(secret, Optional.empty());
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SigningKeys of(String text) {
    String[] parts = text.split(BETWEEN, 2);
    return new SigningKeys(
        WebhookSecret.of(parts[0]),
        parts.length == 2 ? Optional.of(AsymmetricKey.of(parts[1])) : Optional.empty());
  }

  /** The text form, to be sealed: the secret, and after a space the asymmetric key. */
  public String text() {
    return secret.text() + asymmetric.map(key -> BETWEEN + key.text()).orElse("");
  }

  /** The same secret, with or without asymmetric signatures; an existing key is kept. */
  public SigningKeys asymmetric(boolean wanted) {
    return wanted
        ? new SigningKeys(secret, asymmetric.or(() -> Optional.of(AsymmetricKey.next())))
        : of(secret);
  }

  /** For everybody, where there is one. */
  public Optional<String> publicKey() {
    return asymmetric.map(AsymmetricKey::publicText);
  }
}
