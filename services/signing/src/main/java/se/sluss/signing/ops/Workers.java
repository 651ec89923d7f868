package se.sluss.signing.ops;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.signing.order.AcceptForSigning;
import se.sluss.signing.order.OrderSteps;
import se.sluss.signing.order.RemindOwners;

/**
 * Keeps orders moving: looks five times a second, and at once when told of a new one, for orders
 * whose next step is due. A database that is away is waited for.
 */
@ApplicationScoped
public class Workers {
  private static final Logger LOG = Logger.getLogger(Workers.class);
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final long WAIT_AFTER_FAULT_MILLIS = 2_000;

  private final OrderSteps steps;
  private final AcceptForSigning acceptForSigning;
  private final RemindOwners remindOwners;
  private final Transactions transactions;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running = true;
  private @Nullable Thread thread;

  public Workers(
      OrderSteps steps,
      AcceptForSigning acceptForSigning,
      RemindOwners remindOwners,
      Transactions transactions) {
    this.steps = steps;
    this.acceptForSigning = acceptForSigning;
    this.remindOwners = remindOwners;
    this.transactions = transactions;
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofVirtual().name("signing-steps").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    running = false;
    wake.release();
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    }
    if (!steps.finish()) {
      LOG.warn("Steps of signing orders are left to another replica");
    }
  }

  /** There is something to do now. */
  public void wake() {
    wake.release();
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void expire() {
    whileThereIsMore(acceptForSigning::expireOverdue);
  }

  @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void remind() {
    whileThereIsMore(remindOwners::remind);
  }

  private void whileThereIsMore(Supplier<Boolean> some) {
    boolean more = true;
    while (more && running) {
      more = transactions.asSystem(some);
    }
  }

  private void run() {
    while (running) {
      long pause = LOOK_EVERY_MILLIS;
      try {
        pause = steps.takeDue() ? 0 : LOOK_EVERY_MILLIS;
      } catch (RuntimeException e) {
        LOG.errorf("Orders could not be looked at cause=%s", e.getClass().getSimpleName());
        pause = WAIT_AFTER_FAULT_MILLIS;
      }
      try {
        if (wake.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
          wake.drainPermits();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
