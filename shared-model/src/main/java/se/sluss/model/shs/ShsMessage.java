package se.sluss.model.shs;

import java.util.List;

/**
 * A simple message: a label, and the first of the parts that it lists.
 *
 * @param data the part's bytes, its encoding taken off
 */
public record ShsMessage(ShsLabel label, byte[] data) {
  public ShsMessage {
    data = data.clone();
  }

  @Override
  public byte[] data() {
    return data.clone();
  }

  /**
   * Whether bytes are such a message rather than XML: no XML begins with a letter, and every MIME
   * message begins with the name of a header.
   */
  public static boolean looksLikeOne(byte[] bytes) {
    return bytes.length > 0 && (bytes[0] | 0x20) >= 'a' && (bytes[0] | 0x20) <= 'z';
  }

  /**
   * Takes a message apart.
   *
   * @throws BrokenMessageException when it is none, or has fewer parts than its label lists
   */
  public static ShsMessage read(byte[] message) throws BrokenMessageException {
    List<MimeReader.Part> parts = MimeReader.read(message);
    if (parts.size() < 2 || !"text/xml".equals(parts.getFirst().mimeType())) {
      throw new BrokenMessageException("no label, or nothing after it");
    }
    ShsLabel label = LabelReader.read(parts.getFirst().bytes());
    if (label.dataParts().isEmpty() || parts.size() < label.dataParts().size() + 1) {
      throw new BrokenMessageException("fewer parts than the label lists");
    }
    return new ShsMessage(label, parts.get(1).bytes());
  }
}
