package se.sluss.submitter.authority.shs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a label and one data part as a MIME message with its own headers, all of it binary. */
final class MimeWriter {
  private static final String LINE = "\r\n";

  private MimeWriter() {}

  /**
   * The message's bytes, the same each time.
   *
   * @param name makes the boundary: letters, digits and hyphens
   * @param fileName of the data part; checked when it was configured, and here again
   * @throws IllegalArgumentException when a header could end early or the boundary stands in a part
   */
  static byte[] write(String name, byte[] label, String fileName, byte[] data) {
    String boundary = "sluss_" + plain(name);
    if (contains(data, boundary) || contains(label, boundary)) {
      throw new IllegalArgumentException("The boundary stands in the message");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 4096);
    put(
        out,
        "Subject: SHS message",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=\"" + boundary + '"',
        "Content-Transfer-Encoding: binary",
        "",
        "--" + boundary,
        "Content-Type: text/xml; charset=ISO-8859-1",
        "Content-Transfer-Encoding: binary",
        "");
    out.writeBytes(label);
    put(
        out,
        "",
        "--" + boundary,
        "Content-Type: text/xml; charset=UTF-8",
        "Content-Transfer-Encoding: binary",
        "Content-Disposition: attachment; filename=\"" + plain(fileName) + '"',
        "");
    out.writeBytes(data);
    put(out, "", "--" + boundary + "--");
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, String... lines) {
    for (String line : lines) {
      out.writeBytes((line + LINE).getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static String plain(String text) {
    if (!text.matches("[A-Za-z0-9._-]{1,60}")) {
      throw new IllegalArgumentException("Not a plain name");
    }
    return text;
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }
}
