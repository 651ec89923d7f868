package se.sluss.simulator.authority.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.fault.FaultKind;
import se.sluss.simulator.authority.ledger.Outcome;
import se.sluss.simulator.authority.ledger.Result;
import se.sluss.simulator.authority.wire.Examiner.Form;
import se.sluss.simulator.authority.wire.Examiner.Verdict;

/** One service as a plain web service. */
record SoapDoor(Product product, Examiner examiner) implements Door {
  private static final Pattern TEXT_XML =
      Pattern.compile("text/xml\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  @Override
  public Pattern mediaType() {
    return TEXT_XML;
  }

  @Override
  public Decision served(Call call) {
    if (!('"' + product.soapAction() + '"').equals(quoted(call.soapAction()))) {
      return badRequest("the SOAPAction is not that of the operation");
    }
    return switch (examiner.examine(product, Form.ENVELOPE, call.body())) {
      case Verdict.Taken(var result, var txId) ->
          Decision.answer(
              result,
              Answer.receipt(
                  product,
                  txId,
                  call.fault().filter(f -> f.kind() == FaultKind.EXTENDED).isPresent()));
      case Verdict.BadRequest(var reason) -> badRequest(reason);
      case Verdict.Refused(var outcome, var message) -> refused(call, outcome, message);
    };
  }

  @Override
  public Result seen(Call call, Result result) {
    return examiner.seen(product, Form.ENVELOPE, call.body(), result);
  }

  @Override
  public Decision refused(Call call, Outcome outcome, String message) {
    return Decision.answer(
        seen(call, Result.of(outcome, message)), Answer.declaredFault(product, outcome, message));
  }

  @Override
  public Answer fault(Call call) {
    return Answer.plainFault("soap:Server", "The service is not available");
  }

  private Decision badRequest(String reason) {
    return Decision.answer(
        new Result(product, Outcome.SOAP_FAULT, reason, null, null, null, true),
        Answer.plainFault("soap:Client", reason));
  }

  private static String quoted(@Nullable String soapAction) {
    String action = soapAction == null ? "" : soapAction.strip();
    return action.startsWith("\"") ? action : '"' + action + '"';
  }
}
