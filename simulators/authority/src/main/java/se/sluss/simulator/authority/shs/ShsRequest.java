package se.sluss.simulator.authority.shs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.sluss.simulator.authority.contract.Bytes;

/** A request whose MIME packaging and label are as the specification has them. */
public record ShsRequest(Label label, Bytes data) {
  /** Nodes look no further for the end of a label. */
  private static final int LABEL_ENDS_WITHIN = 4096;

  private static final Pattern BOUNDARY =
      Pattern.compile(
          "multipart/mixed;\\s*boundary=\"?([A-Za-z0-9'()+_,./:=?-]{1,70})\"?",
          Pattern.CASE_INSENSITIVE);

  private record Part(String head, byte[] body) {}

  /**
   * Takes a message apart.
   *
   * @throws ShsFaultException {@code IllegalMessageStructure} when it is no whole message
   */
  public static ShsRequest read(byte[] message) throws ShsFaultException {
    String text = new String(message, ISO_8859_1);
    int headEnds = text.indexOf("\r\n\r\n");
    if (headEnds < 0) {
      throw broken("no message headers");
    }
    String head = text.substring(0, headEnds);
    if (!"1.0".equals(header(head, "MIME-Version"))
        || !"binary".equalsIgnoreCase(header(head, "Content-Transfer-Encoding"))
        || !header(head, "Message-ID").isEmpty()) {
      throw broken("the message headers are not those of SHS");
    }
    Matcher boundary = BOUNDARY.matcher(header(head, "Content-Type"));
    if (!boundary.matches()) {
      throw broken("no multipart/mixed with a boundary");
    }
    List<Part> parts = parts(text.substring(headEnds + 2), boundary.group(1));
    if (parts.size() < 2 || !header(parts.getFirst().head, "Content-Type").startsWith("text/xml")) {
      throw broken("no label, or nothing after it");
    }
    if (text.indexOf("</shs.label>") > LABEL_ENDS_WITHIN) {
      throw broken("the label ends too late");
    }
    Label label = Label.read(parts.getFirst().body);
    if (label.dataPartTypes().size() != 1 || parts.size() != 2) {
      throw broken("the product has exactly one data part");
    }
    return new ShsRequest(label, new Bytes(parts.get(1).body));
  }

  private static List<Part> parts(String body, String boundary) throws ShsFaultException {
    String delimiter = "\r\n--" + boundary;
    int end = body.indexOf(delimiter + "--");
    if (end < 0 || !body.startsWith(delimiter + "\r\n")) {
      throw broken("the parts have no beginning or no end");
    }
    List<Part> parts = new ArrayList<>();
    for (String part :
        body.substring(delimiter.length() + 2, end).split(Pattern.quote(delimiter + "\r\n"), -1)) {
      int headEnds = part.indexOf("\r\n\r\n");
      if (headEnds < 0) {
        throw broken("a part without headers");
      }
      String head = part.substring(0, headEnds);
      parts.add(new Part(head, decoded(head, part.substring(headEnds + 4))));
    }
    return parts;
  }

  private static byte[] decoded(String head, String body) throws ShsFaultException {
    return switch (header(head, "Content-Transfer-Encoding").toLowerCase(Locale.ROOT)) {
      case "binary" -> body.getBytes(ISO_8859_1);
      case "base64" -> Base64.getMimeDecoder().decode(body);
      default -> throw broken("a part is neither binary nor base64");
    };
  }

  private static String header(String head, String name) {
    for (String line : head.split("\r\n")) {
      if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
        return line.substring(name.length() + 1).strip();
      }
    }
    return "";
  }

  private static ShsFaultException broken(String info) {
    return new ShsFaultException("IllegalMessageStructure", info);
  }
}
