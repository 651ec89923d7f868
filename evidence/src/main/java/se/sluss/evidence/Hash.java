package se.sluss.evidence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A SHA-256 value. In JSON base64url without padding, in the one form that encoding gives. */
public final class Hash {
  /** Bytes of a value. */
  public static final int SIZE = 32;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a SHA-256 value has " + SIZE + " bytes");
    }
    this.bytes = bytes;
  }

  /** The hash of these pieces, one after the other. */
  public static Hash of(byte[]... pieces) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] piece : pieces) {
        sha256.update(piece);
      }
      return new Hash(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  /** These 32 bytes themselves. */
  public static Hash ofBytes(byte[] bytes) {
    return new Hash(bytes.clone());
  }

  /**
   * Reads 64 hexadecimal digits in lower case.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  public static Hash ofHex(String hex) {
    Hash hash = new Hash(HexFormat.of().parseHex(hex));
    if (!hash.hex().equals(hex)) {
      throw new IllegalArgumentException("not hexadecimal in lower case");
    }
    return hash;
  }

  /**
   * Reads base64url without padding.
   *
   * @throws IllegalArgumentException when the text is anything else
   */
  @JsonCreator
  public static Hash ofBase64Url(String text) {
    Hash hash = new Hash(Base64.getUrlDecoder().decode(text));
    if (!hash.base64Url().equals(text)) {
      throw new IllegalArgumentException("not canonical base64url");
    }
    return hash;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @JsonValue
  public String base64Url() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return ByteBuffer.wrap(bytes).getInt();
  }

  @Override
  public String toString() {
    return hex();
  }
}
