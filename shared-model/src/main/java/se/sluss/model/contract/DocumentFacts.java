package se.sluss.model.contract;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Document;
import se.sluss.model.id.Service;
import se.sluss.model.identity.Organisationsnummer;

/**
 * What a document says about the people and the provider in it.
 *
 * @param documentId the document's own UUID, lower case
 * @param organisation the provider's number; empty when the assisted person is the employer
 * @param otherEmployer the number of another employer of the assistant than the provider
 * @param month the month reported; only in a time report
 */
public record DocumentFacts(
    Service service,
    String documentId,
    PersonFacts assistedPerson,
    AssistantFacts assistant,
    Optional<Organisationsnummer> organisation,
    Optional<Organisationsnummer> otherEmployer,
    Optional<YearMonth> month) {

  /**
   * Reads a document in which {@link #faultsIn} finds nothing.
   *
   * @throws IllegalArgumentException when it does, naming places and never values
   */
  public static DocumentFacts read(Document document) {
    FactReader reader = new FactReader(document);
    return reader
        .facts()
        .orElseThrow(
            () -> new IllegalArgumentException("not a sound document: " + reader.faults()));
  }

  /** Every value that a schema lets through and that still cannot be right, in document order. */
  public static List<IdentityFault> faultsIn(Document document) {
    FactReader reader = new FactReader(document);
    reader.facts();
    return reader.faults();
  }
}
