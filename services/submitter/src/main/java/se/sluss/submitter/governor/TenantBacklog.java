package se.sluss.submitter.governor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.TenantId;

/**
 * What one tenant has waiting in a lane.
 *
 * @param weight its share compared with others'
 * @param queued documents that wait
 * @param dated those of them that have a date
 * @param nextDate the earliest date that can still be met, UTC; null when none
 * @param atRisk whether its own share may not carry its dated documents to their dates
 */
public record TenantBacklog(
    TenantId tenantId,
    int weight,
    long queued,
    long dated,
    @Nullable Instant nextDate,
    boolean atRisk) {}
