package se.sluss.intake.submission;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A document to the byte. Printed as its length. */
public final class ExactBytes {
  private final byte[] bytes;

  private ExactBytes(byte[] bytes) {
    this.bytes = bytes;
  }

  public static ExactBytes of(byte[] bytes) {
    return new ExactBytes(bytes.clone());
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  public int size() {
    return bytes.length;
  }

  /** Lower-case hex. */
  public String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing", e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ExactBytes that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
