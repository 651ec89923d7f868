package se.sluss.model.shs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Event;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

/**
 * Takes a MIME message apart: one level of parts, each as the bytes that it stands for. Other
 * nodes' unquoted or accented file names are borne with; what ends early is not.
 */
final class MimeReader {
  private static final int MOST_PARTS = 10;
  private static final Set<String> ENCODINGS = Set.of("binary", "base64", "7bit", "8bit");
  private static final MimeConfig LIMITS =
      MimeConfig.custom()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(50)
          .setMaxHeaderLen(4096)
          .setCountLineNumbers(false)
          .build();

  /** Lets be what is merely ugly, and tells what would make a part shorter than it was. */
  private static final DecodeMonitor WHOLE =
      new DecodeMonitor() {
        @Override
        public boolean warn(String error, String dropDesc) {
          return !error.contains(Event.INVALID_HEADER.toString())
              && !error.contains(Event.OBSOLETE_HEADER.toString());
        }

        @Override
        public boolean isListening() {
          return true;
        }
      };

  private MimeReader() {}

  /** A part with the encoding taken off. */
  record Part(String mimeType, byte[] bytes) {}

  /**
   * The parts in their order.
   *
   * @throws BrokenMessageException when it is no whole message of parts
   */
  static List<Part> read(byte[] message) throws BrokenMessageException {
    MimeTokenStream stream = new MimeTokenStream(LIMITS, WHOLE, null);
    try {
      stream.parse(new ByteArrayInputStream(message));
      return parts(stream);
    } catch (IOException | MimeException e) {
      throw new BrokenMessageException("not a whole MIME message");
    }
  }

  private static List<Part> parts(MimeTokenStream stream)
      throws IOException, MimeException, BrokenMessageException {
    List<Part> parts = new ArrayList<>();
    int depth = 0;
    boolean ended = false;
    for (EntityState at = stream.getState();
        at != EntityState.T_END_OF_STREAM;
        at = stream.next()) {
      switch (at) {
        case T_START_MULTIPART -> {
          depth++;
          if (depth > 1) {
            throw new BrokenMessageException("parts within parts");
          }
        }
        case T_END_MULTIPART -> ended = true;
        case T_BODY -> {
          if (depth == 0 || parts.size() == MOST_PARTS) {
            throw new BrokenMessageException("no parts, or parts without end");
          }
          parts.add(part(stream));
        }
        case T_START_MESSAGE -> {
          if (depth > 0) {
            throw new BrokenMessageException("a message within a message");
          }
        }
        default -> {}
      }
    }
    if (!ended) {
      throw new BrokenMessageException("no end of the parts");
    }
    return parts;
  }

  private static Part part(MimeTokenStream stream) throws IOException, BrokenMessageException {
    BodyDescriptor described = stream.getBodyDescriptor();
    String encoding = described.getTransferEncoding();
    if (encoding != null && !ENCODINGS.contains(encoding.toLowerCase(Locale.ROOT))) {
      throw new BrokenMessageException("a transfer encoding that SHS does not have");
    }
    return new Part(
        described.getMimeType().toLowerCase(Locale.ROOT),
        stream.getDecodedInputStream().readAllBytes());
  }
}
