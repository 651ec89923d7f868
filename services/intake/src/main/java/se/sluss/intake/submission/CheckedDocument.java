package se.sluss.intake.submission;

import java.util.List;
import java.util.Optional;
import se.sluss.model.id.Service;
import se.sluss.model.xml.SignedEntry;

/** What was found in the bytes that somebody handed in, before it is known who. */
public sealed interface CheckedDocument {
  /** Not XML that is read; says where, never what. */
  record Unreadable(String detail) implements CheckedDocument {}

  /** It declares a document type. */
  record WithDoctype() implements CheckedDocument {}

  /** Of no kind that is handed in. */
  record OfUnknownKind() implements CheckedDocument {}

  /**
   * It breaks its schema, or a value in it cannot be right.
   *
   * @param organisation the provider's number as it stands there, if it does
   */
  record Faulty(DocumentKindName kind, List<DocumentFault> faults, Optional<String> organisation)
      implements CheckedDocument {}

  /**
   * Nothing is wrong with it by itself.
   *
   * @param sha256 lower-case hex of SHA-256 over the exact bytes
   * @param organisation the provider's number; empty when the assisted person is the employer
   */
  record Sound(
      DocumentKindName kind, SignedEntry entry, String sha256, Optional<String> organisation)
      implements CheckedDocument {}

  /** A known kind: its service and the name of its root element. */
  record DocumentKindName(Service service, String rootElement) {
    String organisationXpath() {
      return "/" + rootElement + "/assistansanordnare/organisationsnummer";
    }
  }
}
