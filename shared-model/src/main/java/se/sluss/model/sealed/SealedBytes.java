package se.sluss.model.sealed;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Base64;

/** An unreadable payload, base64 in JSON. Compared by content, never printed. */
public final class SealedBytes {
  private final byte[] bytes;

  private SealedBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public static SealedBytes of(byte[] bytes) {
    return new SealedBytes(bytes.clone());
  }

  /**
   * Reads the wire form.
   *
   * @throws IllegalArgumentException when it is not base64
   */
  @JsonCreator
  public static SealedBytes ofBase64(String base64) {
    return new SealedBytes(Base64.getDecoder().decode(base64));
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @JsonValue
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedBytes[" + bytes.length + " bytes]";
  }
}
