package se.sluss.submitter.store;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.submitter.Rows;
import se.sluss.submitter.SubmitterTest;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.ParkUnreadable;
import se.sluss.submitter.delivery.QueueSubmission;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.governor.Claim;
import se.sluss.submitter.governor.Grant;

/** Whatever happens to documents, the rows that the choice is made from say what the jobs say. */
@SubmitterTest
class FlowCountsIT extends LaneInPostgres {
  private static final int STEPS = 120;
  private static final String DIFFERENCES =
      """
      SELECT flow.tenant_id || ': ' || flow.queued || ' ' || flow.dated || ' '
             || coalesce(flow.earliest::text, 'none') || ' but ' || truth.queued || ' '
             || truth.dated || ' ' || coalesce(truth.earliest::text, 'none')
      FROM submitter.flow CROSS JOIN LATERAL (
        SELECT count(*) AS queued, count(needed_by) AS dated,
               min(needed_by) FILTER (WHERE needed_by > clock_timestamp()) AS earliest
        FROM submitter.job
        WHERE job.connection_id = flow.connection_id AND job.tenant_id = flow.tenant_id
          AND job.state = 'QUEUED') AS truth
      WHERE flow.connection_id = '%s'
        AND (flow.queued, flow.dated, coalesce(flow.earliest, 'infinity'))
          IS DISTINCT FROM (truth.queued, truth.dated, coalesce(truth.earliest, 'infinity'))
      """;

  private final List<TenantId> tenants = List.of(tenant, TenantId.next(), TenantId.next());
  private final List<SubmissionId> queued = new ArrayList<>();
  private final List<Grant> open = new ArrayList<>();

  @Inject QueueSubmission queueSubmission;
  @Inject ParkUnreadable parkUnreadable;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void rowsOfTenantsSayWhatTheirJobsSay(long seed) {
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      String did = step(random);

      assertThat(Rows.read(DIFFERENCES.formatted(connection)))
          .as("seed %d, step %d: %s", seed, step, did)
          .isEmpty();
    }
    open.forEach(grant -> finish(grant, new SubmitOutcome.Received("tx")));
  }

  private String step(Random random) {
    int dice = random.nextInt(10);
    if (dice < 4 || queued.isEmpty()) {
      TenantId owner = tenants.get(random.nextInt(tenants.size()));
      Instant date =
          random.nextBoolean() ? null : Instant.now().plus(Duration.ofHours(1 + random.nextInt(9)));
      queued.add(job(owner, date));
      return "queue";
    }
    if (dice < 6 && !open.isEmpty()) {
      return end(open.remove(random.nextInt(open.size())), random.nextInt(5));
    }
    if (dice < 8) {
      return claim();
    }
    SubmissionId any = queued.get(random.nextInt(queued.size()));
    return switch (random.nextInt(3)) {
      case 0 -> {
        transactions.asSystem(() -> queueSubmission.cancel(deliveries.submission(any)));
        yield "cancel";
      }
      case 1 -> {
        parkUnreadable.park(any);
        yield "park";
      }
      default -> {
        int weight = 1 + random.nextInt(5);
        TenantId owner = tenants.get(random.nextInt(tenants.size()));
        transactions.asSystem(() -> operate.weigh(connection, vendor, owner, weight, WHY));
        yield "weigh";
      }
    };
  }

  private String claim() {
    due();
    if (takeSlot.take(connection, false, Optional.empty()) instanceof Claim.Granted(Grant grant)) {
      open.add(grant);
      return "claim";
    }
    return "claim in vain";
  }

  private String end(Grant grant, int how) {
    return switch (how) {
      case 0 -> {
        finish(grant, new SubmitOutcome.NotSent(Cause.WINDOW_MISSED));
        yield "give back";
      }
      case 1, 2 -> {
        // It comes again by itself when its wait is over.
        finish(grant, new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST));
        yield "in doubt";
      }
      default -> {
        finish(grant, new SubmitOutcome.Received("tx"));
        yield "received";
      }
    };
  }
}
