package se.sluss.receipts.ops;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import se.sluss.receipts.store.OldEvents;
import se.sluss.receipts.webhook.WebhookConfig;
import se.sluss.receipts.webhook.delivery.DeliveryQueue;
import se.sluss.receipts.webhook.delivery.DeliveryWorker;
import se.sluss.receipts.webhook.endpoint.FailingEndpoints;
import se.sluss.receipts.webhook.replay.ReplayRounds;

/**
 * Looks after endpoints that fail, and carries replays on. Any number of processes may. It also
 * watches what the worker leaves undone, since the worker cannot tell of its own end.
 */
@ApplicationScoped
public class EndpointUpkeep {
  private static final Logger LOG = Logger.getLogger(EndpointUpkeep.class);

  private final FailingEndpoints endpoints;
  private final ReplayRounds replays;
  private final DeliveryQueue queue;
  private final DeliveryWorker worker;
  private final DeliveryMetrics metrics;
  private final OldEvents oldEvents;
  private final WebhookConfig config;

  EndpointUpkeep(
      FailingEndpoints endpoints,
      ReplayRounds replays,
      DeliveryQueue queue,
      DeliveryWorker worker,
      DeliveryMetrics metrics,
      OldEvents oldEvents,
      WebhookConfig config) {
    this.endpoints = endpoints;
    this.replays = replays;
    this.queue = queue;
    this.worker = worker;
    this.metrics = metrics;
    this.oldEvents = oldEvents;
    this.config = config;
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "webhook-endpoints",
      every = "${sluss.receipts.webhook.upkeep-interval:PT15S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void round() {
    try {
      boolean more = true;
      while (more) {
        more = endpoints.tellOrDisable();
      }
      metrics.show(endpoints.count());
      worker.wake();
    } catch (RuntimeException e) {
      LOG.warn("Endpoints that fail were not looked after; it is tried again", e);
    }
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "webhook-backlog",
      every = "${sluss.receipts.webhook.upkeep-interval:PT15S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void backlog() {
    try {
      metrics.show(queue.backlog());
      boolean more = true;
      while (more) {
        more = queue.endOrphans();
      }
    } catch (RuntimeException e) {
      LOG.warn("Deliveries that wait were not looked at; it is tried again", e);
    }
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "webhook-old-events",
      every = "PT1H",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void forget() {
    try {
      int forgotten = oldEvents.forget(config.retention());
      if (forgotten > 0) {
        LOG.infof("Events are past their time and forgotten events=%d", forgotten);
      }
    } catch (RuntimeException e) {
      LOG.warn("Events past their time are still there; it is tried again", e);
    }
  }

  @RunOnVirtualThread
  @Scheduled(
      identity = "webhook-replays",
      every = "${sluss.receipts.webhook.replay-interval:PT1S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void replay() {
    try {
      if (replays.advance() > 0) {
        worker.wake();
      }
    } catch (RuntimeException e) {
      LOG.warn("Replays were not carried on; it is tried again", e);
    }
  }
}
