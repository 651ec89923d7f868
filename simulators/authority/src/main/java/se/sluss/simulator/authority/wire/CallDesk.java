package se.sluss.simulator.authority.wire;

import java.util.Locale;
import java.util.Optional;
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
import se.sluss.simulator.authority.fault.Fault;
import se.sluss.simulator.authority.ledger.Ledger;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;
import se.sluss.simulator.authority.signature.BankIdCheck;
import se.sluss.simulator.authority.signature.SignatureRefusedException;

/**
 * Deals with one call after the other: checks it, enters it in the ledger, decides the answer. The
 * entry is made before the answer leaves. Blocking and heavy; never run on an event loop.
 */
public final class CallDesk {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private final Schemas schemas;
  private final @Nullable BankIdCheck signatures;
  private final Ledger ledger;
  private volatile boolean paceOnly;

  /**
   * Checks documents and signatures.
   *
   * @param signatures null when there is no root to check them by: then the desk is {@linkplain
   *     #paceOnly for pace only}
   */
  public CallDesk(Schemas schemas, @Nullable BankIdCheck signatures, Ledger ledger) {
    this.schemas = schemas;
    this.signatures = signatures;
    this.ledger = ledger;
    this.paceOnly = signatures == null;
  }

  /**
   * Whether every document that has an id is taken, unread otherwise. Pace is judged all the same.
   *
   * @throws IllegalArgumentException when documents shall be checked and there is no root
   */
  public void paceOnly(boolean only) {
    if (!only && signatures == null) {
      throw new IllegalArgumentException("there is no root to check signatures by");
    }
    paceOnly = only;
  }

  private record Decision(Result result, Reaction reaction) {
    private static Decision answer(Result result, Answer answer) {
      return new Decision(result, new Reaction.Give(answer, result.outcome() == Outcome.ACCEPTED));
    }

    private Decision unanswered(Reaction instead) {
      return new Decision(result.unanswered(), instead);
    }
  }

  /** What the caller shall see. */
  Reaction handle(Call call) {
    Decision decision = decide(call);
    ledger.enter(call.arrival(), decision.result());
    return decision.reaction();
  }

  /** The call's answer was wholly written at that moment, or its connection was gone. */
  void ended(Call call, long nanos, boolean receiptWritten) {
    ledger.ended(call.arrival(), nanos, receiptWritten);
  }

  private Decision decide(Call call) {
    Optional<Product> product = Product.ofPath(call.arrival().path());
    if (!call.arrival().admitted()) {
      return status(FORBIDDEN, Outcome.SHUT_OFF, "the client sends too fast and is shut off");
    }
    if (product.isEmpty()) {
      return status(NOT_FOUND, Outcome.HTTP_STATUS, "no such product type");
    }
    if (!"POST".equals(call.method())) {
      return status(METHOD_NOT_ALLOWED, Outcome.HTTP_STATUS, "not a POST");
    }
    String type = call.contentType() == null ? "" : call.contentType();
    if (!type.toLowerCase(Locale.ROOT).matches("text/xml\\s*(;.*)?")) {
      return status(UNSUPPORTED_MEDIA_TYPE, Outcome.HTTP_STATUS, "not text/xml");
    }
    return struck(product.get(), call);
  }

  private Decision struck(Product product, Call call) {
    if (call.fault().isEmpty()) {
      return served(product, call);
    }
    Fault fault = call.fault().get();
    return switch (fault.kind()) {
      case LATENCY, TLS_REFUSAL -> served(product, call);
      case DROP_AFTER_STORING -> served(product, call).unanswered(new Reaction.Close());
      case RESET -> served(product, call).unanswered(new Reaction.Reset());
      case NEVER -> served(product, call).unanswered(new Reaction.Silence());
      case DROP_BEFORE_STORING -> dropped(product, call).unanswered(new Reaction.Close());
      case RESET_BEFORE_STORING -> dropped(product, call).unanswered(new Reaction.Reset());
      case SOAP_FAULT ->
          Decision.answer(
              seen(product, call, Result.of(Outcome.SOAP_FAULT, "asked for")),
              Answer.plainFault("soap:Server", "The service is not available"));
      case HTTP_STATUS ->
          Decision.answer(
              seen(product, call, Result.of(Outcome.HTTP_STATUS, "asked for")),
              Answer.bare(fault.statusOrDefault()));
      case VALIDATION_FAULT -> finalFault(product, call, Outcome.XML_VALIDATION_ERROR, "asked for");
      case SIGNATURE_FAULT ->
          finalFault(product, call, Outcome.SIGNATURE_VALIDATION_ERROR, "asked for");
    };
  }

  private Decision dropped(Product product, Call call) {
    Result dropped = Result.of(Outcome.DROPPED_BEFORE_STORING, "asked for");
    return new Decision(seen(product, call, dropped), new Reaction.Close());
  }

  private Decision served(Product product, Call call) {
    if (!('"' + product.soapAction() + '"').equals(quoted(call.soapAction()))) {
      return badRequest(product, "the SOAPAction is not that of the operation");
    }
    BankIdCheck check = signatures;
    return paceOnly || check == null ? taken(product, call) : checked(product, call, check);
  }

  private static Decision taken(Product product, Call call) {
    try {
      BareRequest request = BareRequest.read(product, call.body().toArray());
      return accepted(product, request.id(), request.documentBytes());
    } catch (BadEnvelopeException bad) {
      return badRequest(product, String.valueOf(bad.getMessage()));
    }
  }

  private static Decision accepted(Product product, String id, Bytes document) {
    String txId = UUID.randomUUID().toString();
    return Decision.answer(
        Result.of(Outcome.ACCEPTED, null).withTxId(txId).about(product, id, document),
        Answer.receipt(product, txId));
  }

  private Decision checked(Product product, Call call, BankIdCheck check) {
    try {
      SoapRequest request = SoapRequest.read(product, schemas, call.body().toArray());
      ReceivedDocument document = ReceivedDocument.read(product, schemas, request.documentBytes());
      for (SignaturePair pair : request.signatures()) {
        check.verify(pair, document.entry());
      }
      return accepted(product, document.id(), request.documentBytes());
    } catch (BadEnvelopeException bad) {
      return badRequest(product, String.valueOf(bad.getMessage()));
    } catch (InvalidDocumentException invalid) {
      return finalFault(
          product, call, Outcome.XML_VALIDATION_ERROR, String.valueOf(invalid.getMessage()));
    } catch (SignatureRefusedException refused) {
      return finalFault(
          product, call, Outcome.SIGNATURE_VALIDATION_ERROR, String.valueOf(refused.getMessage()));
    }
  }

  private Decision finalFault(Product product, Call call, Outcome outcome, String message) {
    String element =
        outcome == Outcome.XML_VALIDATION_ERROR ? "XmlValidationError" : "SignatureValidationError";
    return Decision.answer(
        seen(product, call, Result.of(outcome, message)),
        Answer.declaredFault(product, element, message));
  }

  /** Adds the document to a result, when the request can be opened at all. */
  private Result seen(Product product, Call call, Result result) {
    try {
      if (paceOnly) {
        BareRequest request = BareRequest.read(product, call.body().toArray());
        return result.about(product, request.id(), request.documentBytes());
      }
      Bytes bytes = SoapRequest.read(product, schemas, call.body().toArray()).documentBytes();
      return result.about(product, ReceivedDocument.idIn(product, bytes).orElse(null), bytes);
    } catch (BadEnvelopeException unreadable) {
      return result;
    }
  }

  private static Decision badRequest(Product product, String reason) {
    Result result = Result.of(Outcome.SOAP_FAULT, reason);
    return Decision.answer(
        new Result(product, result.outcome(), reason, null, null, null, true),
        Answer.plainFault("soap:Client", reason));
  }

  private static Decision status(int status, Outcome outcome, String reason) {
    return Decision.answer(Result.of(outcome, reason), Answer.bare(status));
  }

  private static String quoted(@Nullable String soapAction) {
    String action = soapAction == null ? "" : soapAction.strip();
    return action.startsWith("\"") ? action : '"' + action + '"';
  }
}
