package se.sluss.signing.order;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import se.sluss.model.contract.DocumentFacts;

/**
 * A document, as far as the person who signs is told of it.
 *
 * @param appliesFrom the day from which a notification applies; empty where it says none
 */
record ToSign(DocumentFacts facts, Optional<LocalDate> appliesFrom) {

  static ToSign of(Document document) {
    NodeList found = document.getElementsByTagNameNS("*", "andringGallerFrom");
    return new ToSign(
        DocumentFacts.read(document),
        found.getLength() == 0 ? Optional.empty() : day(found.item(0).getTextContent().strip()));
  }

  /** The schema lets an offset stand behind the day. */
  private static Optional<LocalDate> day(String text) {
    try {
      return Optional.of(LocalDate.parse(text, DateTimeFormatter.ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
