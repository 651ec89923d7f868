package se.sluss.submitter.archive;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import se.sluss.model.id.AttemptId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.archive.Exchanges.Kept;
import se.sluss.submitter.delivery.Call;
import se.sluss.submitter.delivery.Ending;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;

/** Archives what went over the wire, in the transaction that stores what became of it. */
@ApplicationScoped
public class KeepExchanges {
  private final Exchanges exchanges;
  private final Sealer sealer;

  public KeepExchanges(Exchanges exchanges, Sealer sealer) {
    this.exchanges = exchanges;
    this.sealer = sealer;
  }

  /** Those of which bytes may have left; the answers' bodies are kept with their attempts. */
  public void keep(List<Ending> endings) {
    List<Kept> kept =
        endings.stream()
            .flatMap(ending -> ending.exchange().call().map(call -> kept(ending, call)).stream())
            .toList();
    if (!kept.isEmpty()) {
      exchanges.keep(kept);
    }
  }

  /** One whose sender is lost, before its end is stored: bytes may have left, or not. */
  public void keepLost(AttemptId attempt) {
    exchanges.keepLost(attempt);
  }

  private Kept kept(Ending ending, Call call) {
    Optional<RawAnswer> answer = ending.exchange().answer();
    return new Kept(
        ending.attempt(),
        ending.delivery().submission(),
        call,
        ending.exchange().outcome() instanceof SubmitOutcome.Received(var txId)
            ? Optional.of(txId)
            : Optional.empty(),
        answer.map(known -> sealed(ending, known)),
        ending.exchange().headAfter());
  }

  private SealedBytes sealed(Ending ending, RawAnswer answer) {
    return sealer.seal(
        ending.delivery().submission().tenantId(),
        ending.attempt().value(),
        Purpose.AUTHORITY_RESPONSE,
        HeaderLines.write(answer.headers()));
  }
}
