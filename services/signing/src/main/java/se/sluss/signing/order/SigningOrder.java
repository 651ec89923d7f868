package se.sluss.signing.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;

/**
 * One BankID order over one or more submissions of one tenant, for one role. A move that its status
 * does not allow throws {@link IllegalStateException} and leaves it as it was.
 */
@Entity
@Table(name = "signing_order")
@NullUnmarked
public class SigningOrder {
  /** How long one worker may take over one step before another may look. */
  static final Duration LEASE = Duration.ofSeconds(30);

  @Id private String id;
  private String vendorId;
  private String tenantId;
  private String mode;

  @Enumerated(EnumType.STRING)
  private SignerRole role;

  @Enumerated(EnumType.STRING)
  private OrderStatus status;

  private String hintCode;
  private String reason;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] submissionIds;

  private byte[] sealedRequest;
  private byte[] sealedSession;
  private byte[] sealedCompletion;
  private boolean cancelRequested;
  private String traceparent;
  private Instant createdAt;
  private Instant openedAt;
  private Instant finishedAt;
  private Instant nextStepAt;

  @Version
  @Column(name = "version")
  private long version;

  protected SigningOrder() {}

  SigningOrder(
      SigningOrderId id,
      Owner owner,
      SignerRole role,
      List<SubmissionId> submissions,
      SealedBytes request,
      String traceparent,
      Instant now) {
    this.id = id.value();
    this.vendorId = owner.vendorId().value();
    this.tenantId = owner.tenantId().value();
    this.mode = owner.mode().wire();
    this.role = role;
    this.status = OrderStatus.STARTING;
    this.submissionIds = submissions.stream().map(SubmissionId::value).toArray(String[]::new);
    this.sealedRequest = request.bytes();
    this.traceparent = traceparent;
    this.createdAt = now;
    this.nextStepAt = now;
  }

  /** A worker takes it for one step; it is nobody else's until the lease ends. */
  void lease(Instant now) {
    nextStepAt = now.plus(LEASE);
  }

  /** From here on BankID may have an order of ours. */
  void opening() {
    become(OrderStatus.OPENING);
  }

  /** BankID certainly has no order; asked again then. */
  void notOpened(Instant again) {
    become(OrderStatus.STARTING);
    nextStepAt = again;
  }

  void opened(SealedBytes session, Instant at, Instant firstCollect) {
    become(OrderStatus.PENDING);
    hintCode = "outstandingTransaction";
    sealedSession = session.bytes();
    openedAt = at;
    nextStepAt = firstCollect;
  }

  void stillPending(@Nullable String newHintCode, Instant nextCollect) {
    requireStatus(OrderStatus.PENDING);
    if (newHintCode != null) {
      hintCode = newHintCode;
    }
    nextStepAt = nextCollect;
  }

  void collected(SealedBytes completion, Instant now) {
    become(OrderStatus.COLLECTED);
    sealedCompletion = completion.bytes();
    lease(now);
  }

  void completed(Instant now) {
    finish(OrderStatus.COMPLETED, null, now);
  }

  /** Ends without a signature; the reason is a code, never personal. */
  void failed(String why, Instant now) {
    finish(OrderStatus.FAILED, why, now);
  }

  void cancelled(Instant now) {
    finish(OrderStatus.CANCELLED, "cancelled", now);
  }

  /** Its owner wants it stopped: at once when BankID knows nothing of it, else by a worker. */
  void requestCancel(Instant now) {
    if (status == OrderStatus.STARTING) {
      cancelled(now);
    } else {
      cancelRequested = true;
      if (status == OrderStatus.PENDING) {
        nextStepAt = now;
      }
    }
  }

  /** What the other rooms are told when it ended without a signature. */
  SigningOrderFailed endedUnsigned(String why, Instant at) {
    Owner owner = owner();
    return new SigningOrderFailed(
        id(), owner.vendorId(), owner.tenantId(), owner.mode(), role, submissionIds(), why, at);
  }

  private void finish(OrderStatus last, String why, Instant now) {
    become(last);
    reason = why;
    finishedAt = now;
    nextStepAt = null;
  }

  private void become(OrderStatus next) {
    if (!status.mayBecome(next)) {
      throw new IllegalStateException(id + " is " + status + " and cannot become " + next);
    }
    status = next;
  }

  private void requireStatus(OrderStatus expected) {
    if (status != expected) {
      throw new IllegalStateException(id + " is " + status + ", not " + expected);
    }
  }

  public SigningOrderId id() {
    return SigningOrderId.of(id);
  }

  public Owner owner() {
    return new Owner(VendorId.of(vendorId), TenantId.of(tenantId), Mode.ofWire(mode));
  }

  public SignerRole role() {
    return role;
  }

  public OrderStatus status() {
    return status;
  }

  public Optional<String> hintCode() {
    return Optional.ofNullable(hintCode);
  }

  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  public List<SubmissionId> submissionIds() {
    return List.of(submissionIds).stream().map(SubmissionId::of).toList();
  }

  public SealedBytes request() {
    return SealedBytes.of(sealedRequest);
  }

  /** What BankID gave when the order was opened; absent before. */
  public Optional<SealedBytes> session() {
    return Optional.ofNullable(sealedSession).map(SealedBytes::of);
  }

  Optional<SealedBytes> completion() {
    return Optional.ofNullable(sealedCompletion).map(SealedBytes::of);
  }

  public boolean cancelRequested() {
    return cancelRequested;
  }

  String traceparent() {
    return traceparent;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public Optional<Instant> openedAt() {
    return Optional.ofNullable(openedAt);
  }

  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }

  /** Counts the changes; what an ETag is made of. */
  public long version() {
    return version;
  }
}
