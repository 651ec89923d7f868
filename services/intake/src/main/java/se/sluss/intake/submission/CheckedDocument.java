package se.sluss.intake.submission;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import se.sluss.intake.rules.Finding;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.xml.SignedEntry;

/** What was found in what somebody handed in, before it is known who. */
public sealed interface CheckedDocument {
  /** Not XML that is read; says where, never what. */
  record Unreadable(String detail) implements CheckedDocument {}

  /** It declares a document type. */
  record WithDoctype() implements CheckedDocument {}

  /** Of no kind, or no version of it, that is taken in this mode. */
  record OfUnknownKind() implements CheckedDocument {}

  /** There is no document to look at; what is wrong was found in what should have held it. */
  record Absent() implements CheckedDocument {}

  /**
   * It breaks its schema, or a value in it cannot be right.
   *
   * @param findings errors and warnings
   */
  record Faulty(InterfaceVersion version, List<Finding> findings, Optional<Provider> provider)
      implements CheckedDocument {}

  /**
   * Nothing is wrong with it by itself.
   *
   * @param charset in which its bytes are text
   * @param sha256 lower-case hex of SHA-256 over the exact bytes
   * @param idPlace where its own identifier stands
   * @param provider empty when the assisted person is the employer
   */
  record Sound(
      InterfaceVersion version,
      SignedEntry entry,
      ExactBytes bytes,
      Charset charset,
      String sha256,
      DocumentFacts facts,
      String idPlace,
      Optional<Provider> provider,
      List<Finding> warnings)
      implements CheckedDocument {
    /** The document as text. */
    public String text() {
      return new String(bytes.toArray(), charset);
    }
  }

  /**
   * The provider's number as it stands there, and where.
   *
   * @param place as findings tell it
   */
  record Provider(String number, String place) {
    /** Without the number, which may be a person's. */
    @Override
    public String toString() {
      return "Provider[" + place + "]";
    }
  }
}
