package se.sluss.kit.idempotency;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import se.sluss.kit.problem.BodyLimit;

/** A body that goes by: counted, ended at a limit, and hashed for its fingerprint. */
final class MeasuredStream extends FilterInputStream {
  private final long limit;
  private long count;

  MeasuredStream(InputStream body, long limit) {
    super(new DigestInputStream(body, sha256()));
    this.limit = limit;
  }

  /** The SHA-256 of all of it, the part included that nobody has read yet. */
  byte[] digest() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    return ((DigestInputStream) in).getMessageDigest().digest();
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    counted(read < 0 ? 0 : 1);
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    counted(Math.max(read, 0));
    return read;
  }

  /** Reads what it skips: a hash has no holes. */
  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, Integer.MAX_VALUE)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(int more) {
    count += more;
    if (count > limit) {
      throw BodyLimit.tooLarge();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is not available", e);
    }
  }
}
