package se.sluss.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.outbox.RelayCursor.Lease;
import se.sluss.kit.outbox.RelayCursor.PageOfRows;
import se.sluss.kit.outbox.RelayCursor.Place;

/**
 * Publishes the outbox. One relay per room works at a time; should two overlap, each sends from the
 * stored place in order, so that an event's first arrival is never before that of an earlier one of
 * its key. The place moves only after the broker has everything: at least once, never lost. Nothing
 * is held in the database while waiting for the broker.
 */
@ApplicationScoped
class OutboxRelay {
  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final Duration STANDBY = Duration.ofMillis(500);
  private static final Duration SHORTEST_PROBE = Duration.ofMillis(50);
  private static final Duration LONGEST_PROBE = Duration.ofMillis(250);
  private static final Duration BACK_OFF = Duration.ofSeconds(1);

  /** Between two pages, while the second grows: under load each page costs more than its rows. */
  private static final Duration BREATH = Duration.ofMillis(20);

  private final RelayCursor cursor;
  private final RelaySender sender;
  private final RelaySignal signal;
  private final OutboxMetrics metrics;
  private volatile boolean stopping;
  private volatile @Nullable Thread thread;
  private @Nullable Exception failing;

  OutboxRelay(RelayCursor cursor, RelaySender sender, RelaySignal signal, OutboxMetrics metrics) {
    this.cursor = cursor;
    this.sender = sender;
    this.signal = signal;
    this.metrics = metrics;
  }

  void start(@Observes StartupEvent event) {
    Thread started = Thread.ofPlatform().daemon().name("outbox-relay").unstarted(this::run);
    thread = started;
    started.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    Thread running = thread;
    if (running != null) {
      signal.raise();
      running.join(Duration.ofSeconds(5));
      running.interrupt();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        Optional<Lease> lease = cursor.take();
        if (lease.isPresent()) {
          lead(lease.get());
        } else {
          standBy();
        }
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | KafkaException e) {
        failed(e);
      } catch (RuntimeException e) {
        LOG.error("The outbox relay failed and starts again", e);
        pause();
      }
    }
  }

  /** Another relay leads: what waits is its to tell, and whether the broker takes it. */
  private void standBy() throws InterruptedException {
    metrics.forget();
    if (failing instanceof SQLException) {
      recovered();
    }
    signal.await(STANDBY);
  }

  /** However it ends, what was measured stays: a broker that refuses a record ends it each time. */
  private void lead(Lease lease) throws SQLException, InterruptedException {
    RelayLease held = new RelayLease(cursor, lease.epoch());
    try {
      metrics.measureWhenDue(lease.place());
      sender.open();
      publish(held, lease.place());
    } finally {
      sender.close();
      release(held);
    }
  }

  private void publish(RelayLease held, Place start) throws SQLException, InterruptedException {
    Place place = start;
    Duration probe = SHORTEST_PROBE;
    while (goesOn(held, place)) {
      PageOfRows page = cursor.page(place);
      if (page.rows().isEmpty()) {
        boolean woken = signal.await(probe);
        probe = woken ? SHORTEST_PROBE : longer(probe);
      } else {
        Place from = place;
        if (!sender.send(page.rows(), () -> goesOn(held, from)) || !held.advance(page.next())) {
          return;
        }
        probe = SHORTEST_PROBE;
        if (!page.next().windowOpen()) {
          Thread.sleep(BREATH);
        }
      }
      recovered();
      place = page.next();
    }
  }

  private boolean goesOn(RelayLease held, Place place) throws SQLException {
    metrics.measureWhenDue(place);
    return !stopping && held.keep();
  }

  /** Lets another relay go on at once instead of when the lease has run out. */
  private static void release(RelayLease held) {
    try {
      held.release();
    } catch (SQLException e) {
      LOG.debug("The outbox relay's lease runs out by itself", e);
    }
  }

  private static Duration longer(Duration probe) {
    Duration twice = probe.multipliedBy(2);
    return twice.compareTo(LONGEST_PROBE) > 0 ? LONGEST_PROBE : twice;
  }

  /** Says once that it fails, and once that it works again. */
  private void failed(Exception cause) {
    Exception before = failing;
    if ((before == null || before.getClass() != cause.getClass()) && !stopping) {
      failing = cause;
      LOG.warnf(cause, "The outbox relay waits for the database or the broker");
    }
    pause();
  }

  private void recovered() {
    if (failing != null) {
      failing = null;
      LOG.info("The outbox relay works again");
    }
  }

  private void pause() {
    try {
      if (!stopping) {
        Thread.sleep(BACK_OFF);
      }
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
