package se.sluss.receipts.evidence.page;

import java.util.List;

/**
 * A receipt as people read it, in one language. HTML and PDF show the same.
 *
 * @param tag the language, as in an HTML {@code lang}
 * @param notice what must be seen first; empty when there is no such thing
 */
public record ReceiptPage(
    String tag, String title, String lead, String notice, List<Section> sections) {
  /** Rows under a heading. */
  public record Section(String heading, List<Row> rows) {}

  /**
   * A line.
   *
   * @param code whether it is to be compared letter by letter
   */
  public record Row(String label, String value, boolean code) {}
}
