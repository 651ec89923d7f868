package se.sluss.receipts.webhook.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import se.sluss.kit.trace.Asked;
import se.sluss.kit.trace.Traces;
import se.sluss.receipts.ops.DeliveryMetrics;
import se.sluss.receipts.webhook.address.AddressRefusedException;
import se.sluss.receipts.webhook.address.Asker;
import se.sluss.receipts.webhook.address.LookupsBusyException;
import se.sluss.receipts.webhook.address.Target;
import se.sluss.receipts.webhook.address.TargetCheck;
import se.sluss.receipts.webhook.delivery.AttemptOutcome.Failed;
import se.sluss.receipts.webhook.delivery.AttemptOutcome.Overloaded;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery.Message;
import se.sluss.receipts.webhook.delivery.ClaimedDelivery.Recipient;
import se.sluss.receipts.webhook.endpoint.EndpointKeys;
import se.sluss.receipts.webhook.signing.SigningKeys;
import se.sluss.receipts.webhook.signing.WebhookHeaders;

/**
 * Makes one attempt of a claimed delivery: checks the address anew, signs, sends, and tells what
 * became of it. No transaction is open during the exchange.
 */
@ApplicationScoped
public class AttemptDelivery {
  private static final Logger LOG = Logger.getLogger(AttemptDelivery.class);

  private static final Duration UNTIL_LOOKUPS_ARE_FREE = Duration.ofSeconds(1);

  private final TargetCheck targets;
  private final EndpointKeys keys;
  private final WebhookSender sender;
  private final RetryPolicy retries;
  private final DeliveryQueue queue;
  private final Traces traces;
  private final DeliveryMetrics metrics;
  private final InstantSource clock;

  public AttemptDelivery(
      TargetCheck targets,
      EndpointKeys keys,
      WebhookSender sender,
      RetryPolicy retries,
      DeliveryQueue queue,
      Traces traces,
      DeliveryMetrics metrics,
      InstantSource clock) {
    this.targets = targets;
    this.keys = keys;
    this.sender = sender;
    this.retries = retries;
    this.queue = queue;
    this.traces = traces;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Makes the attempt, in a trace of its own that is linked to what listed the event.
   *
   * @return what is to be noted of it; nothing when the delivery was given back
   */
  public Optional<EndedAttempt> make(ClaimedDelivery delivery) {
    Map<String, String> attributes = new LinkedHashMap<>();
    delivery
        .message()
        .submission()
        .ifPresent(submission -> attributes.put("sluss.submission.id", submission.value()));
    delivery
        .recipient()
        .owner()
        .tenantId()
        .ifPresent(tenant -> attributes.put("sluss.tenant.id", tenant.value()));
    attributes.put("sluss.delivery.id", delivery.id().value());
    attributes.put("sluss.endpoint.id", delivery.recipient().endpoint().value());
    attributes.put("sluss.attempt.number", Integer.toString(delivery.number()));
    return traces.linkedCall(
        "deliver webhook", delivery.traceparent(), attributes, () -> attempt(delivery));
  }

  private Optional<EndedAttempt> attempt(ClaimedDelivery delivery) {
    AttemptReport report;
    try {
      report = sendOrFail(delivery);
    } catch (LookupsBusyException e) {
      queue.giveBack(delivery, UNTIL_LOOKUPS_ARE_FREE);
      LOG.infof(
          "A webhook waits for a look-up deliveryId=%s endpointId=%s",
          delivery.id(), delivery.recipient().endpoint());
      return Optional.empty();
    }
    NextStep next = retries.after(delivery.kind(), delivery.number(), report);
    metrics.attempted(delivery, report);
    report.status().ifPresent(traces::answered);
    report.reason().map(reason -> faultType(reason, report)).ifPresent(traces::failed);
    LOG.infof(
        "A webhook was attempted submissionId=%s deliveryId=%s endpointId=%s attempt=%d outcome=%s"
            + " reason=%s status=%s",
        delivery.message().submission().map(Object::toString).orElse(""),
        delivery.id(),
        delivery.recipient().endpoint(),
        delivery.number(),
        report.outcome().word(),
        report.reason().map(Enum::name).orElse(""),
        report.status().map(Object::toString).orElse(""));
    return Optional.of(new EndedAttempt(delivery, report, next));
  }

  /** By the semantic conventions: the status, or else what happened. */
  private static String faultType(FailureReason reason, AttemptReport report) {
    return reason == FailureReason.STATUS
        ? report.status().map(Object::toString).orElse(reason.name())
        : reason.name();
  }

  /** A fault of ours is a failed attempt too: what cannot be sent is exhausted in the end. */
  private AttemptReport sendOrFail(ClaimedDelivery delivery) {
    try {
      return send(delivery);
    } catch (LookupsBusyException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.errorf(e, "A webhook could not be sent deliveryId=%s", delivery.id());
      return AttemptReport.withoutAnswer(new Failed(FailureReason.INTERNAL), Duration.ZERO);
    }
  }

  private AttemptReport send(ClaimedDelivery delivery) {
    Recipient recipient = delivery.recipient();
    Asked.unnamed(URI.create(recipient.url()));
    Target target;
    try {
      target = targets.check(recipient.url(), Asker.forDelivery(recipient.owner().vendorId()));
    } catch (AddressRefusedException e) {
      AttemptOutcome outcome =
          switch (e.reason()) {
            case URL, ADDRESS -> new Failed(FailureReason.ADDRESS_REFUSED);
            case NAME -> new Failed(FailureReason.NAME_UNKNOWN);
            // Slowed down as one that hangs: it holds what it waits with.
            case NAME_LATE -> new Overloaded(FailureReason.NAME_UNKNOWN);
          };
      return AttemptReport.withoutAnswer(outcome, Duration.ZERO);
    }
    Message message = delivery.message();
    List<SigningKeys> valid =
        recipient.sealedKeys().stream()
            .map(one -> keys.open(recipient.owner(), recipient.endpoint(), one))
            .toList();
    Map<String, String> headers =
        new LinkedHashMap<>(
            WebhookHeaders.of(
                message.event().value(), clock.instant(), message.body().bytes(), valid));
    String traceparent = traces.currentTraceparent();
    if (!traceparent.isEmpty()) {
      headers.put("traceparent", traceparent);
    }
    return sender.post(recipient.lane(), target, delivery.number(), headers, message.body());
  }
}
