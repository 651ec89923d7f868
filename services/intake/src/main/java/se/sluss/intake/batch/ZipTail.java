package se.sluss.intake.batch;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An archive that goes by, of which the last bytes are kept: there stands how many entries it has,
 * by sections 4.3.14 to 4.3.16 of PKWARE's APPNOTE.TXT.
 */
final class ZipTail extends FilterInputStream {
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_BYTES = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_BYTES = 56;
  private static final int KEPT =
      LONGEST_COMMENT + END_BYTES + ZIP64_LOCATOR_BYTES + ZIP64_END_BYTES;

  /** A ring: the byte at place p of the archive stands at p modulo its length. */
  private final byte[] ring = new byte[KEPT];

  private long length;

  ZipTail(InputStream archive) {
    super(archive);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int wanted) throws IOException {
    int read = in.read(buffer, offset, wanted);
    for (int done = 0; done < read; ) {
      int at = (int) (length % KEPT);
      int some = Math.min(read - done, KEPT - at);
      System.arraycopy(buffer, offset + done, ring, at, some);
      done += some;
      length += some;
    }
    return read;
  }

  /** Reads what it skips: otherwise it would not be kept. */
  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, LONGEST_COMMENT)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /**
   * Whether what went by ends with the end record of an archive of so many entries, whose directory
   * stands right before it.
   */
  boolean endsArchiveOf(long entries) {
    int kept = (int) Math.min(length, KEPT);
    ByteBuffer tail = ByteBuffer.allocate(kept).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < kept; i++) {
      tail.put(i, ring[(int) ((length - kept + i) % KEPT)]);
    }
    for (int end = kept - END_BYTES; end >= 0; end--) {
      if (tail.getInt(end) == END
          && Short.toUnsignedInt(tail.getShort(end + 20)) == kept - END_BYTES - end) {
        return tells(tail, end, entries);
      }
    }
    return false;
  }

  /** The count stands in its own record where the archive is in the form for large ones. */
  private boolean tells(ByteBuffer tail, int end, long entries) {
    long first = length - tail.capacity();
    int zip64 = end - ZIP64_LOCATOR_BYTES - ZIP64_END_BYTES;
    if (zip64 >= 0
        && tail.getInt(end - ZIP64_LOCATOR_BYTES) == ZIP64_LOCATOR
        && tail.getInt(zip64) == ZIP64_END) {
      return tail.getLong(zip64 + 32) == entries
          && tail.getLong(zip64 + 40) + tail.getLong(zip64 + 48) == first + zip64;
    }
    return Short.toUnsignedLong(tail.getShort(end + 10)) == entries
        && Integer.toUnsignedLong(tail.getInt(end + 12))
                + Integer.toUnsignedLong(tail.getInt(end + 16))
            == first + end;
  }
}
