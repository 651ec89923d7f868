package se.sluss.signing.page;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SigningPageId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;

/**
 * A signing page as its owner sees it. Times are UTC.
 *
 * @param url the link, only in the answer that made it
 * @param linkEndsAt until when the link can be opened, if it is not opened before
 * @param openedAt when a browser used the link up
 * @param orderId the order that was opened last from the page
 */
public record SigningPageView(
    SigningPageId id,
    TenantId tenantId,
    Mode mode,
    SignerRole role,
    List<SubmissionId> submissionIds,
    @Nullable URI url,
    Instant linkEndsAt,
    @Nullable Instant openedAt,
    @Nullable Instant sessionEndsAt,
    @Nullable SigningOrderId orderId,
    Instant createdAt) {

  static SigningPageView of(SigningPage page, @Nullable URI link) {
    return new SigningPageView(
        page.id(),
        page.owner().tenantId(),
        page.owner().mode(),
        page.role(),
        page.submissionIds(),
        link,
        page.linkEndsAt(),
        page.openedAt().orElse(null),
        page.sessionEndsAt().orElse(null),
        page.orderId().orElse(null),
        page.createdAt());
  }

  @Override
  public String toString() {
    return "SigningPageView[" + id + "]";
  }
}
