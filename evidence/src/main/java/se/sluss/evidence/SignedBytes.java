package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static se.sluss.evidence.EvidenceFormatException.unless;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/**
 * A compact JWS in the one form that {@link EvidenceKey} writes. Not verified yet: {@link
 * EvidenceKeys} does that.
 */
public final class SignedBytes {
  private static final Set<String> PARAMETERS = Set.of("alg", "typ", "kid", "jwk");

  private final JWSHeader header;
  private final byte[] payload;
  private final Base64URL signature;

  private SignedBytes(JWSHeader header, byte[] payload, Base64URL signature) {
    this.header = header;
    this.payload = payload;
    this.signature = signature;
  }

  /**
   * Reads one that carries what it signs.
   *
   * @throws EvidenceFormatException when the text is not one of this type
   */
  public static SignedBytes read(JwsType type, String compact) {
    String[] parts = parts(compact);
    byte[] payload = decode(parts[1]);
    unless(payload.length > 0, "a signature over nothing");
    return of(type, parts, payload);
  }

  /**
   * Reads one that was made of these bytes and leaves them out.
   *
   * @throws EvidenceFormatException when the text is not one of this type
   */
  public static SignedBytes readDetached(JwsType type, String compact, byte[] payload) {
    String[] parts = parts(compact);
    unless(parts[1].isEmpty(), "the signature is not a detached one");
    return of(type, parts, payload.clone());
  }

  private static String[] parts(String compact) {
    String[] parts = compact.split("\\.", -1);
    unless(parts.length == 3, "not a compact JWS");
    return parts;
  }

  private static SignedBytes of(JwsType type, String[] parts, byte[] payload) {
    decode(parts[0]);
    decode(parts[2]);
    try {
      JWSHeader header = JWSHeader.parse(new Base64URL(parts[0]));
      unless(JWSAlgorithm.ES256.equals(header.getAlgorithm()), "the algorithm is not ES256");
      unless(
          header.getType() != null && type.typ().equals(header.getType().getType()),
          "the type is not " + type.typ());
      unless(
          header.getKeyID() != null && PARAMETERS.containsAll(header.getIncludedParams()),
          "the header has not the parameters it must have");
      return new SignedBytes(header, payload, new Base64URL(parts[2]));
    } catch (ParseException e) {
      throw new EvidenceFormatException("the header of the JWS cannot be read");
    }
  }

  /** Only the one form that encoding gives, so that no other text has the same signature. */
  private static byte[] decode(String base64Url) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(base64Url);
      unless(
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(base64Url),
          "not canonical base64url");
      return bytes;
    } catch (IllegalArgumentException e) {
      throw new EvidenceFormatException("not canonical base64url");
    }
  }

  /** The thumbprint of the key that, it says, signed. */
  public String keyId() {
    return header.getKeyID();
  }

  /** The public key that came along, when one did and it is the one that is named. */
  public Optional<EvidenceKeys> ownKey() {
    return header.getJWK() instanceof ECKey key
        ? EvidenceKeys.of(key).filter(keys -> keys.knows(keyId()))
        : Optional.empty();
  }

  /** What is signed; worth nothing before the signature is verified. */
  public byte[] payload() {
    return payload.clone();
  }

  JWSHeader header() {
    return header;
  }

  Base64URL signature() {
    return signature;
  }

  byte[] signingInput() {
    return (header.getParsedBase64URL() + "." + Base64URL.encode(payload)).getBytes(US_ASCII);
  }
}
