package se.sluss.intake.batch;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * Names of files as they stand in archives that do not say how they are written: in UTF-8 by most,
 * in the code page of a console by Windows' own compressor. What is no UTF-8 is read as the latter,
 * or as Latin-1 where that code page is not there.
 */
final class ZipNames extends Charset {
  static final Charset CHARSET = new ZipNames();

  private static final Charset WINDOWS =
      Charset.isSupported("IBM850") ? Charset.forName("IBM850") : StandardCharsets.ISO_8859_1;

  private ZipNames() {
    super("x-sluss-zip-names", new String[0]);
  }

  @Override
  public boolean contains(Charset other) {
    return false;
  }

  @Override
  public CharsetDecoder newDecoder() {
    return new CharsetDecoder(this, 1, 1) {
      /** Is given a whole name, and has room for as many characters as that has bytes. */
      @Override
      protected CoderResult decodeLoop(ByteBuffer name, CharBuffer decoded) {
        decoded.put(text(name));
        return CoderResult.UNDERFLOW;
      }
    };
  }

  private static CharBuffer text(ByteBuffer name) {
    int start = name.position();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(name);
    } catch (CharacterCodingException e) {
      return WINDOWS.decode(name.position(start));
    }
  }

  @Override
  public CharsetEncoder newEncoder() {
    throw new UnsupportedOperationException("Names are only read");
  }
}
