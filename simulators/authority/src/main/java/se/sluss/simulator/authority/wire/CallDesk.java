package se.sluss.simulator.authority.wire;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.contract.Schemas;
import se.sluss.simulator.authority.fault.Fault;
import se.sluss.simulator.authority.ledger.Ledger;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;
import se.sluss.simulator.authority.shs.Directory;
import se.sluss.simulator.authority.signature.BankIdCheck;

/**
 * Deals with one call after the other: checks it, enters it in the ledger, decides the answer. The
 * entry is made before the answer leaves. Blocking and heavy; never run on an event loop.
 */
public final class CallDesk {
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  private final Examiner examiner;
  private final Schemas schemas;
  private final ShsDoor shs;
  private final Ledger ledger;

  /**
   * Checks documents and signatures.
   *
   * @param signatures null when there is no root to check them by: then the desk is {@linkplain
   *     #paceOnly for pace only}
   * @param directory who may send over SHS
   */
  public CallDesk(
      Schemas schemas, @Nullable BankIdCheck signatures, Directory directory, Ledger ledger) {
    this.schemas = schemas;
    this.examiner = new Examiner(schemas, signatures);
    this.shs = new ShsDoor(directory, examiner);
    this.ledger = ledger;
  }

  /**
   * From now on takes one more version of a product's documents, besides those that it takes.
   *
   * @throws IllegalArgumentException when it is no schema
   */
  public void take(Product product, byte[] xsd) {
    schemas.add(product, xsd);
  }

  /**
   * Whether every document that has an id is taken, unread otherwise. Pace is judged all the same.
   *
   * @throws IllegalArgumentException when documents shall be checked and there is no root
   */
  public void paceOnly(boolean only) {
    examiner.paceOnly(only);
  }

  /** What the caller shall see. */
  Reaction handle(Call call) {
    Decision decision = decide(call);
    ledger.enter(call.arrival(), decision.result(), call.body().sha256());
    return decision.reaction();
  }

  /** The call's answer was wholly written at that moment, or its connection was gone. */
  void ended(Call call, long nanos, boolean receiptWritten) {
    ledger.ended(call.arrival(), nanos, receiptWritten);
  }

  private Decision decide(Call call) {
    if (!call.arrival().admitted()) {
      return Decision.status(
          FORBIDDEN, Outcome.SHUT_OFF, "the client sends too fast and is shut off");
    }
    Optional<Door> door = door(call.arrival().path());
    if (door.isEmpty()) {
      return Decision.status(NOT_FOUND, Outcome.HTTP_STATUS, "no such product type");
    }
    if (!"POST".equals(call.method())) {
      return Decision.status(METHOD_NOT_ALLOWED, Outcome.HTTP_STATUS, "not a POST");
    }
    String type = call.contentType() == null ? "" : call.contentType();
    if (!door.get().mediaType().matcher(type).matches()) {
      return Decision.status(
          UNSUPPORTED_MEDIA_TYPE, Outcome.HTTP_STATUS, "not the door's media type");
    }
    return struck(door.get(), call);
  }

  private Optional<Door> door(String path) {
    return ShsDoor.PATH.equals(path)
        ? Optional.of(shs)
        : Product.ofPath(path).map(product -> new SoapDoor(product, examiner));
  }

  private static Decision struck(Door door, Call call) {
    if (call.fault().isEmpty()) {
      return door.served(call);
    }
    Fault fault = call.fault().get();
    return switch (fault.kind()) {
      case LATENCY, TLS_REFUSAL, EXTENDED -> door.served(call);
      case DROP_AFTER_STORING -> door.served(call).unanswered(new Reaction.Close());
      case RESET -> door.served(call).unanswered(new Reaction.Reset());
      case NEVER -> door.served(call).unanswered(new Reaction.Silence());
      case DROP_BEFORE_STORING -> dropped(door, call).unanswered(new Reaction.Close());
      case RESET_BEFORE_STORING -> dropped(door, call).unanswered(new Reaction.Reset());
      case SOAP_FAULT ->
          Decision.answer(
              door.seen(call, Result.of(Outcome.SOAP_FAULT, "asked for")), door.fault(call));
      case HTTP_STATUS ->
          Decision.answer(
              door.seen(call, Result.of(Outcome.HTTP_STATUS, "asked for")),
              Answer.bare(fault.statusOrDefault()));
      case VALIDATION_FAULT -> door.refused(call, Outcome.XML_VALIDATION_ERROR, "asked for");
      case SIGNATURE_FAULT -> door.refused(call, Outcome.SIGNATURE_VALIDATION_ERROR, "asked for");
    };
  }

  private static Decision dropped(Door door, Call call) {
    Result dropped = Result.of(Outcome.DROPPED_BEFORE_STORING, "asked for");
    return new Decision(door.seen(call, dropped), new Reaction.Close());
  }
}
