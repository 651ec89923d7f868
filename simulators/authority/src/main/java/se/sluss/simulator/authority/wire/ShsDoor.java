package se.sluss.simulator.authority.wire;

import java.util.Optional;
import java.util.regex.Pattern;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;
import se.sluss.simulator.authority.shs.Directory;
import se.sluss.simulator.authority.shs.Label;
import se.sluss.simulator.authority.shs.Participant;
import se.sluss.simulator.authority.shs.Quirk;
import se.sluss.simulator.authority.shs.ShsFaultException;
import se.sluss.simulator.authority.shs.ShsReply;
import se.sluss.simulator.authority.shs.ShsRequest;
import se.sluss.simulator.authority.wire.Examiner.Form;
import se.sluss.simulator.authority.wire.Examiner.Verdict;

/**
 * The receive service of an SHS 1.2 node, for synchronous requests to both services. Checks the
 * message's structure, then sender, product, receiver and agreement, then its content.
 */
record ShsDoor(Directory directory, Examiner examiner) implements Door {
  /** Where the node receives. */
  static final String PATH = "/shs/rs";

  private static final Pattern MESSAGE =
      Pattern.compile("message/rfc822\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private record Admitted(ShsRequest request, Participant participant) {
    private Label label() {
      return request.label();
    }

    private Product product() {
      return participant.service();
    }

    private ShsReply reply() {
      return new ShsReply(request.label(), participant);
    }
  }

  @Override
  public Pattern mediaType() {
    return MESSAGE;
  }

  @Override
  public Decision served(Call call) {
    Admitted admitted;
    try {
      admitted = admit(call);
    } catch (ShsFaultException fault) {
      return Decision.answer(
          Result.of(Outcome.SHS_ERROR, fault.code() + ": " + fault.getMessage()),
          error(call, fault));
    }
    Product product = admitted.product();
    return switch (examiner.examine(product, Form.ELEMENT, admitted.request().data())) {
      case Verdict.Taken(var result, var txId) ->
          Decision.answer(
              result,
              Answer.message(
                  admitted
                      .reply()
                      .with(
                          Answer.receiptElement(
                              product,
                              admitted.participant().quirks().contains(Quirk.NO_RECEIPT_TX_ID)
                                  ? null
                                  : txId,
                              false))));
      case Verdict.BadRequest(var reason) -> {
        var fault = new ShsFaultException("IllegalDatapartContent", reason);
        yield Decision.answer(
            new Result(product, Outcome.SHS_ERROR, reason, null, null, null, true),
            error(call, fault));
      }
      case Verdict.Refused(var outcome, var message) -> refused(call, outcome, message);
    };
  }

  private Admitted admit(Call call) throws ShsFaultException {
    ShsRequest request = ShsRequest.read(call.body().toArray());
    Participant participant = directory.admit(call.arrival().client(), request.label());
    if (!request.label().dataPartTypes().getFirst().equals(participant.dataPartType())) {
      throw new ShsFaultException("IllegalDatapartContent", "the product has no such part");
    }
    return new Admitted(request, participant);
  }

  private Optional<Admitted> admitted(Call call) {
    try {
      return Optional.of(admit(call));
    } catch (ShsFaultException none) {
      return Optional.empty();
    }
  }

  @Override
  public Result seen(Call call, Result result) {
    return admitted(call)
        .map(known -> examiner.seen(known.product(), Form.ELEMENT, known.request().data(), result))
        .orElse(result);
  }

  @Override
  public Decision refused(Call call, Outcome outcome, String message) {
    return admitted(call)
        .map(
            known ->
                Decision.answer(
                    seen(call, Result.of(outcome, message)),
                    Answer.message(
                        known
                            .reply()
                            .with(Answer.faultElement(known.product(), outcome, message)))))
        .orElseGet(() -> served(call));
  }

  @Override
  public Answer fault(Call call) {
    return error(
        call, new ShsFaultException("MissingDeliveryExecution", "the service did not answer"));
  }

  private Answer error(Call call, ShsFaultException fault) {
    Optional<Participant> caller = directory.anyOf(call.arrival().client());
    boolean nameless = caller.filter(p -> p.quirks().contains(Quirk.EMPTY_ERROR_CODE)).isPresent();
    String code = nameless ? "" : fault.code();
    String info = String.valueOf(fault.getMessage());
    if (caller.filter(p -> p.quirks().contains(Quirk.ERROR_AS_REPLY)).isPresent()) {
      try {
        Label label = ShsRequest.read(call.body().toArray()).label();
        return Answer.message(new ShsReply(label, caller.get()).error(code, info));
      } catch (ShsFaultException unreadable) {
        return Answer.shsError(code, info);
      }
    }
    return Answer.shsError(code, info);
  }
}
