package se.sluss.simulator.authority.wire;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.BadEnvelopeException;
import se.sluss.simulator.authority.contract.BareRequest;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.InvalidDocumentException;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.contract.ReceivedDocument;
import se.sluss.simulator.authority.contract.Schemas;
import se.sluss.simulator.authority.contract.SoapRequest;
import se.sluss.simulator.authority.contract.SoapRequest.SignaturePair;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;
import se.sluss.simulator.authority.signature.BankIdCheck;
import se.sluss.simulator.authority.signature.SignatureRefusedException;

/** What is thought of a document, whatever it came in. */
final class Examiner {
  private final Schemas schemas;
  private final @Nullable BankIdCheck signatures;
  private volatile boolean paceOnly;

  Examiner(Schemas schemas, @Nullable BankIdCheck signatures) {
    this.schemas = schemas;
    this.signatures = signatures;
    this.paceOnly = signatures == null;
  }

  /** What a request is, with or without an envelope around its element. */
  enum Form {
    ENVELOPE,
    ELEMENT
  }

  /** How a document fared. */
  sealed interface Verdict {
    record Taken(Result result, String txId) implements Verdict {}

    /** The request is none of this service. */
    record BadRequest(String reason) implements Verdict {}

    record Refused(Outcome outcome, String message) implements Verdict {}
  }

  /**
   * Whether every document that has an id is taken, unread otherwise.
   *
   * @throws IllegalArgumentException when documents shall be checked and there is no root
   */
  void paceOnly(boolean only) {
    if (!only && signatures == null) {
      throw new IllegalArgumentException("there is no root to check signatures by");
    }
    paceOnly = only;
  }

  Verdict examine(Product product, Form form, Bytes request) {
    BankIdCheck check = signatures;
    try {
      return paceOnly || check == null
          ? bare(product, request)
          : checked(product, read(product, form, request), check);
    } catch (BadEnvelopeException bad) {
      return new Verdict.BadRequest(String.valueOf(bad.getMessage()));
    }
  }

  private static Verdict bare(Product product, Bytes request) throws BadEnvelopeException {
    BareRequest read = BareRequest.read(product, request.toArray());
    return taken(product, read.id(), read.documentBytes());
  }

  private Verdict checked(Product product, SoapRequest request, BankIdCheck check) {
    try {
      ReceivedDocument document = ReceivedDocument.read(product, schemas, request.documentBytes());
      for (SignaturePair pair : request.signatures()) {
        check.verify(pair, document.entry());
      }
      return taken(product, document.id(), request.documentBytes());
    } catch (InvalidDocumentException invalid) {
      return new Verdict.Refused(
          Outcome.XML_VALIDATION_ERROR, String.valueOf(invalid.getMessage()));
    } catch (SignatureRefusedException refused) {
      return new Verdict.Refused(
          Outcome.SIGNATURE_VALIDATION_ERROR, String.valueOf(refused.getMessage()));
    }
  }

  private static Verdict taken(Product product, String id, Bytes document) {
    String txId = UUID.randomUUID().toString();
    return new Verdict.Taken(
        Result.of(Outcome.ACCEPTED, null).withTxId(txId).about(product, id, document), txId);
  }

  /** Adds the document to a result, when the request can be opened at all. */
  Result seen(Product product, Form form, Bytes request, Result result) {
    try {
      if (paceOnly) {
        BareRequest read = BareRequest.read(product, request.toArray());
        return result.about(product, read.id(), read.documentBytes());
      }
      Bytes bytes = read(product, form, request).documentBytes();
      return result.about(product, ReceivedDocument.idIn(product, bytes).orElse(null), bytes);
    } catch (BadEnvelopeException unreadable) {
      return result;
    }
  }

  private SoapRequest read(Product product, Form form, Bytes request) throws BadEnvelopeException {
    return switch (form) {
      case ENVELOPE -> SoapRequest.read(product, schemas, request.toArray());
      case ELEMENT -> SoapRequest.readBare(product, schemas, request.toArray());
    };
  }
}
