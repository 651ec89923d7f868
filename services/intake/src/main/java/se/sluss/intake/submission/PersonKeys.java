package se.sluss.intake.submission;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.sluss.model.id.TenantId;

/**
 * Stands for a person where the number must not: in an index, a filter, a URL. The same person has
 * another key with every tenant, so that keys of two tenants cannot be matched. Needs {@code
 * sluss.person-key.secret}: base64 of 32 random bytes, the same on all replicas and for good, since
 * another secret does not find what was kept under the first.
 */
@Startup
@ApplicationScoped
public class PersonKeys {
  private static final String SECRET = "sluss.person-key.secret";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int LENGTH = 16;

  private final SecretKeySpec secret;

  /**
   * @param secret Base64 of 32 bytes. Makes the keys that stand for people in filters and indexes.
   *     The same for all replicas, and for good: what was handed in under another secret is not
   *     found by person any more.
   */
  public PersonKeys(@ConfigProperty(name = SECRET) String secret) {
    this.secret = key(secret);
  }

  /** 32 hex digits. */
  public String of(TenantId tenant, String digits) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      byte[] all = mac.doFinal((tenant.value() + "|" + digits).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(all, LENGTH));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("A person's key cannot be made", e);
    }
  }

  private static SecretKeySpec key(String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(SECRET + " must be base64 of 32 bytes", e);
    }
    if (bytes.length != 32) {
      throw new IllegalStateException(SECRET + " must be base64 of 32 bytes");
    }
    return new SecretKeySpec(bytes, ALGORITHM);
  }
}
