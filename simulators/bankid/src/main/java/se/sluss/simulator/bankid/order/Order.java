package se.sluss.simulator.bankid.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import se.sluss.simulator.bankid.order.OrderState.Complete;
import se.sluss.simulator.bankid.order.OrderState.Failed;
import se.sluss.simulator.bankid.order.OrderState.Opened;
import se.sluss.simulator.bankid.order.OrderState.Outstanding;
import se.sluss.simulator.bankid.pki.RelyingParty;

/** One order with its tokens. Everything that changes is guarded by the book that holds it. */
public final class Order {
  static final Duration START_LIMIT = Duration.ofSeconds(30);
  static final Duration USER_LIMIT = Duration.ofMinutes(3);
  static final Duration COMPLETE_KEPT = Duration.ofMinutes(3);
  static final Duration FAILED_KEPT = Duration.ofMinutes(5);
  static final Duration UNSTARTED_KEPT = Duration.ofSeconds(190);

  private final String orderRef = UUID.randomUUID().toString();
  private final String autoStartToken = UUID.randomUUID().toString();
  private final String qrStartToken = UUID.randomUUID().toString();
  private final String qrStartSecret = UUID.randomUUID().toString();
  private final SignOrder asked;
  private final Caller caller;
  private final Instant createdAt;
  private OrderState state = new Outstanding();
  private boolean autoStartTokenUsed;

  /**
   * The relying party that made the order.
   *
   * @param certificateFingerprint hex of the SHA-256 of the certificate it presented
   */
  public record Caller(String certificateFingerprint, RelyingParty party) {}

  Order(SignOrder asked, Caller caller, Instant createdAt) {
    this.asked = asked;
    this.caller = caller;
    this.createdAt = createdAt;
  }

  public String orderRef() {
    return orderRef;
  }

  public String autoStartToken() {
    return autoStartToken;
  }

  public String qrStartToken() {
    return qrStartToken;
  }

  public String qrStartSecret() {
    return qrStartSecret;
  }

  public SignOrder asked() {
    return asked;
  }

  public Caller caller() {
    return caller;
  }

  public Instant createdAt() {
    return createdAt;
  }

  OrderState state() {
    return state;
  }

  void become(OrderState next) {
    state = next;
  }

  /** Takes the autostart token; false when it was taken before. */
  boolean takeAutoStartToken() {
    boolean first = !autoStartTokenUsed;
    autoStartTokenUsed = true;
    return first;
  }

  /** Lets the time limits take effect. */
  void settle(Instant now) {
    if (state instanceof Outstanding && reached(now, createdAt.plus(START_LIMIT))) {
      state = new Failed(HintCode.START_FAILED, createdAt.plus(START_LIMIT));
    } else if (state instanceof Opened && reached(now, createdAt.plus(USER_LIMIT))) {
      state = new Failed(HintCode.EXPIRED_TRANSACTION, createdAt.plus(USER_LIMIT));
    }
  }

  /** Whether the order is so old that it can no longer be collected. */
  boolean forgotten(Instant now) {
    return switch (state) {
      case Outstanding _, Opened _ -> false;
      case Complete complete -> reached(now, complete.at().plus(COMPLETE_KEPT));
      case Failed failed when failed.hint() == HintCode.START_FAILED ->
          reached(now, createdAt.plus(UNSTARTED_KEPT));
      case Failed failed -> reached(now, failed.at().plus(FAILED_KEPT));
    };
  }

  /** Whether the order is meant for, or open in the app of, the person. */
  boolean concerns(String personalNumber) {
    return Objects.equals(asked.requirement().personalNumber(), personalNumber)
        || openedBy(personalNumber);
  }

  boolean openedBy(String personalNumber) {
    return state instanceof Opened opened
        && opened.person().personalNumber().equals(personalNumber);
  }

  private static boolean reached(Instant now, Instant limit) {
    return !now.isBefore(limit);
  }
}
