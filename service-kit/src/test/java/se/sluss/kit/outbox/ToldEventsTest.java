package se.sluss.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Probes;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class ToldEventsTest {
  private final SubmissionId id = SubmissionId.next();
  private final ConnectionId connection = ConnectionId.next();

  @Test
  void aStepIsFoundByItsSubmission() {
    assertThat(ToldEvents.words(queued(QueuedReason.SIGNED)))
        .singleElement()
        .satisfies(
            words ->
                assertThat(words)
                    .startsWith("An event is told type=submission.queued submissionId=" + id)
                    .contains("connectionId=" + connection));
  }

  @Test
  void aPlaceThatMovedIsNoStep() {
    assertThat(ToldEvents.words(queued(QueuedReason.PLACE_CHANGED))).isEmpty();
  }

  @Test
  void anOrderIsFoundByEachOfItsSubmissionsHoweverManyThereAre() {
    List<SubmissionId> many = Stream.generate(SubmissionId::next).limit(120).toList();

    List<String> lines = ToldEvents.words(failed(many));

    assertThat(lines)
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("An event is told type=signing_order.failed")
                    .contains(" orderId=ord_")
                    .hasSizeLessThan(2000));
    assertThat(many)
        .allSatisfy(each -> assertThat(lines).anyMatch(line -> line.contains(each.value())));
  }

  @Test
  void anOrderOverOneIsFoundAsOthersAre() {
    assertThat(ToldEvents.words(failed(List.of(id))))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("submissionId=" + id + " "));
  }

  private static SigningOrderFailed failed(List<SubmissionId> submissions) {
    return new SigningOrderFailed(
        SigningOrderId.next(),
        VendorId.next(),
        TenantId.next(),
        Mode.TEST,
        SignerRole.ASSISTENT,
        submissions,
        "userCancel",
        Instant.EPOCH);
  }

  private SubmissionQueued queued(QueuedReason reason) {
    var submission = ((SubmissionEvent) Probes.event(id)).submission();
    return new SubmissionQueued(submission, connection, 1, Instant.EPOCH, reason, Instant.EPOCH);
  }
}
