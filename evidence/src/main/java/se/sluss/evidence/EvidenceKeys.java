package se.sluss.evidence;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The public halves of evidence keys: today's, and those before it that signed what is still shown.
 */
public final class EvidenceKeys {
  /** Knows no key. */
  public static final EvidenceKeys NONE = new EvidenceKeys(List.of());

  private final List<ECKey> keys;

  EvidenceKeys(List<ECKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /** What became of holding a signature against the keys. */
  public enum Verdict {
    VALID,
    /** The named key is known, and did not sign this. */
    FORGED,
    /** The named key is not among these. */
    UNKNOWN_KEY
  }

  /**
   * Reads a JWK set (RFC 7517). Keys of other kinds in it are let be; a key's name is its
   * thumbprint, whatever name came along.
   *
   * @throws IllegalArgumentException when it is not one, or holds no key of P-256
   */
  public static EvidenceKeys parse(String jwks) {
    try {
      List<ECKey> found = new ArrayList<>();
      for (JWK key : JWKSet.parse(jwks).getKeys()) {
        if (key instanceof ECKey ec) {
          of(ec).ifPresent(one -> found.addAll(one.keys));
        }
      }
      if (found.isEmpty()) {
        throw new IllegalArgumentException("the JWK set holds no key of P-256");
      }
      return new EvidenceKeys(found);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JWK set");
    }
  }

  /** All of these together. */
  public static EvidenceKeys all(Collection<EvidenceKeys> many) {
    return new EvidenceKeys(many.stream().flatMap(one -> one.keys.stream()).distinct().toList());
  }

  /** Reads a key that came along with a signature; empty when it is none of P-256. */
  static Optional<EvidenceKeys> of(ECKey key) {
    try {
      if (!Curve.P_256.equals(key.getCurve())) {
        return Optional.empty();
      }
      // Fails for a point that is not on the curve.
      ECKey plain =
          new ECKey.Builder(Curve.P_256, key.toECPublicKey())
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .keyIDFromThumbprint()
              .build();
      return Optional.of(new EvidenceKeys(List.of(plain)));
    } catch (JOSEException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** The JWK set to publish. */
  public String jwks() {
    return new JWKSet(Stream.<JWK>concat(keys.stream(), Stream.empty()).toList()).toString(true);
  }

  /** The thumbprints. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    keys.forEach(key -> ids.add(key.getKeyID()));
    return ids;
  }

  public boolean knows(String id) {
    return find(id).isPresent();
  }

  /** The key of this thumbprint in PEM; empty when it is not known. */
  public Optional<String> pem(String id) {
    return find(id).map(EvidenceKeys::pem);
  }

  static String pem(ECKey key) {
    try {
      return Pem.write("PUBLIC KEY", key.toECPublicKey().getEncoded());
    } catch (JOSEException e) {
      throw new IllegalStateException("a key that was read cannot be written", e);
    }
  }

  public Verdict verify(SignedBytes signed) {
    Optional<ECKey> key = find(signed.keyId());
    if (key.isEmpty()) {
      return Verdict.UNKNOWN_KEY;
    }
    try {
      boolean valid =
          new ECDSAVerifier(key.get().toECPublicKey())
              .verify(signed.header(), signed.signingInput(), signed.signature());
      return valid ? Verdict.VALID : Verdict.FORGED;
    } catch (JOSEException e) {
      return Verdict.FORGED;
    }
  }

  private Optional<ECKey> find(String id) {
    return keys.stream().filter(key -> id.equals(key.getKeyID())).findFirst();
  }

  @Override
  public String toString() {
    return "EvidenceKeys" + ids();
  }
}
