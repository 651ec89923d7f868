package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.log.PublishedHead;

/** The heads of a list, one at a time. A line in which nothing stands is passed over. */
final class HeadLines {
  /** A head and a proof of 64 hashes are less than a tenth of it. */
  private static final int LONGEST_LINE = 1 << 16;

  private HeadLines() {}

  /**
   * Gives each head of the list.
   *
   * @throws EvidenceFormatException when there is none; or naming the line that is none, or that
   *     the taker threw one of
   */
  static void each(HeadList list, Consumer<PublishedHead> taker) throws IOException {
    int number = 1;
    boolean empty = true;
    try (BufferedReader lines = new BufferedReader(list.open())) {
      for (String line = line(lines); line != null; line = line(lines)) {
        if (!line.isBlank()) {
          taker.accept(PublishedHead.read(line));
          empty = false;
        }
        number++;
      }
    } catch (EvidenceFormatException e) {
      throw new EvidenceFormatException(
          "line " + number + " of the list of tree heads: " + e.sentence());
    }
    unless(!empty, "the list of tree heads is empty");
  }

  /** The next line; null at the end. */
  private static @Nullable String line(Reader lines) throws IOException {
    StringBuilder line = new StringBuilder();
    int next = lines.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = lines.read()) {
      unless(line.length() < LONGEST_LINE, "it is too long");
      line.append((char) next);
    }
    return line.toString();
  }
}
