package se.sluss.signing.order;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;

/**
 * One act of signing over one or more submissions of one tenant, for one role: one BankID order, or
 * as many in turn as BankID's limits make of it, its parts. A move that its status does not allow
 * throws {@link IllegalStateException} and leaves it as it was.
 */
@Entity
@Table(name = "signing_order")
@NullUnmarked
public class SigningOrder {
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

  @Embedded private OrderParts parts;

  @Enumerated(EnumType.STRING)
  private Language language;

  private String restartOf;
  private String restartedAs;
  private byte[] sealedRequest;
  private byte[] sealedSession;
  private byte[] sealedCompletion;
  private boolean cancelRequested;

  @Embedded private AwaitedAnswer answer;

  private String traceparent;
  private Instant createdAt;
  private Instant partStartedAt;
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
      Language language,
      List<SubmissionId> submissions,
      List<Integer> partSizes,
      SealedBytes request,
      String traceparent,
      Instant now) {
    this.id = id.value();
    this.vendorId = owner.vendorId().value();
    this.tenantId = owner.tenantId().value();
    this.mode = owner.mode().wire();
    this.role = role;
    this.status = OrderStatus.STARTING;
    this.language = language;
    this.parts = new OrderParts(submissions, partSizes);
    this.sealedRequest = request.bytes();
    this.answer = AwaitedAnswer.none();
    this.traceparent = traceparent;
    this.createdAt = now;
    this.partStartedAt = now;
    this.nextStepAt = now;
  }

  /**
   * A worker takes it for one step; it is nobody else's until the lease ends.
   *
   * @return how it stands: the step to take
   */
  TakenOrder take(Lease lease) {
    OrderStatus was = status;
    boolean answerMissing = false;
    switch (status) {
      case STARTING -> {
        if (!cancelRequested) {
          // From here on BankID may have an order of ours.
          become(OrderStatus.OPENING);
        }
      }
      case PENDING -> answerMissing = answer.ask();
      case OPENING, COLLECTED, COMPLETED, FAILED, CANCELLED -> {}
    }
    nextStepAt = lease.until();
    return new TakenOrder(this, was, status, part(), answerMissing, lease, false);
  }

  /** Whether nobody else has moved it on since it was taken. */
  boolean stillIs(TakenOrder taken) {
    return status == taken.became()
        && part() == taken.part()
        && (!taken.heldOnly() || taken.lease().until().equals(nextStepAt));
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

  void stillPending(String newHintCode, Instant nextCollect) {
    requireStatus(OrderStatus.PENDING);
    hintCode = newHintCode;
    answer.came();
    nextStepAt = nextCollect;
  }

  /** Nobody knows what BankID answered, or whether: it is asked again. */
  void unanswered(Instant now, Instant nextCollect) {
    requireStatus(OrderStatus.PENDING);
    answer.stayedAway(now);
    nextStepAt = nextCollect;
  }

  /**
   * BankID does not know it any more, and whoever asked before may hold its answer and be about to
   * store it: looked at once more.
   *
   * @return false when it was found gone before; then nothing is changed
   */
  boolean leftToWhoeverHasItsAnswer(Instant again) {
    requireStatus(OrderStatus.PENDING);
    if (answer.foundGone()) {
      return false;
    }
    nextStepAt = again;
    return true;
  }

  void collected(SealedBytes completion, Instant judgedBefore) {
    become(OrderStatus.COLLECTED);
    sealedCompletion = completion.bytes();
    answer.came();
    nextStepAt = judgedBefore;
  }

  /**
   * The part is signed and verified: the next one begins, or the order is complete.
   *
   * @param risk as BankID assessed it, when it was asked to
   */
  void partCompleted(Optional<String> risk, Instant now) {
    if (!parts.next(risk)) {
      finish(OrderStatus.COMPLETED, null, now);
      return;
    }
    become(OrderStatus.STARTING);
    hintCode = null;
    sealedSession = null;
    sealedCompletion = null;
    answer.came();
    openedAt = null;
    partStartedAt = now;
    nextStepAt = now;
  }

  /** Ends without a signature; the reason is a code, never personal. */
  void failed(String why, Instant now) {
    finish(OrderStatus.FAILED, why, now);
  }

  void cancelled(Instant now) {
    finish(OrderStatus.CANCELLED, "cancelled", now);
  }

  /**
   * Its owner wants it stopped: at once when BankID knows nothing of it, else by a worker. Where
   * one is asking BankID just now it goes first: two who ask would take the one final answer from
   * each other.
   */
  void requestCancel(Instant now) {
    if (status == OrderStatus.STARTING) {
      cancelled(now);
    } else {
      cancelRequested = true;
      if (status == OrderStatus.PENDING && !answer.isAsked()) {
        nextStepAt = now;
      }
    }
  }

  /** What the other rooms are told when it ended without a signature. */
  SigningOrderFailed endedUnsigned(String why, Instant at) {
    Owner owner = owner();
    return new SigningOrderFailed(
        id(), owner.vendorId(), owner.tenantId(), owner.mode(), role, parts.unsigned(), why, at);
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

  public OrderParts parts() {
    return parts;
  }

  /** The part that is being signed, from 1; the last one when all are. */
  public int part() {
    return parts.current();
  }

  public Language language() {
    return language;
  }

  /** The order that this one goes on from. */
  public Optional<SigningOrderId> restartOf() {
    return Optional.ofNullable(restartOf).map(SigningOrderId::of);
  }

  /** The order that goes on from this one. */
  public Optional<SigningOrderId> restartedAs() {
    return Optional.ofNullable(restartedAs).map(SigningOrderId::of);
  }

  /** Another order goes on from this one. */
  void restartedAs(SigningOrder next) {
    restartedAs = next.id;
    next.restartOf = id;
  }

  public SealedBytes request() {
    return SealedBytes.of(sealedRequest);
  }

  /** What BankID gave when the order was opened; absent before. */
  public Optional<SealedBytes> session() {
    return Optional.ofNullable(sealedSession).map(SealedBytes::of);
  }

  public Optional<SealedBytes> completion() {
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

  /** Since when BankID gives no answer while the person acts; empty while it does. */
  public Optional<Instant> unansweredSince() {
    return answer.unansweredSince();
  }

  /** When the part that is being signed was begun. */
  Instant partStartedAt() {
    return partStartedAt;
  }

  public Optional<Instant> openedAt() {
    return Optional.ofNullable(openedAt);
  }

  public Optional<Instant> finishedAt() {
    return Optional.ofNullable(finishedAt);
  }
}
