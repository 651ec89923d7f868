package se.sluss.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** What stands in every package on how to check it without Sluss. Holds no personal data. */
public final class Readme {
  private Readme() {}

  /** The bytes of {@code README.md} in packages that are made from now on. */
  public static byte[] text() {
    try (InputStream in = Readme.class.getResourceAsStream(MemberNames.README)) {
      if (in == null) {
        throw new IllegalStateException("the text for packages is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the text for packages cannot be read", e);
    }
  }
}
