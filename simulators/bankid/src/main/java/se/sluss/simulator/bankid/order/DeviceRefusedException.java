package se.sluss.simulator.bankid.order;

/** A device cannot do that to an order; the order is as it was. */
public final class DeviceRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why the device was refused. */
  public enum Reason {
    NO_SUCH_ORDER,
    TOKEN_USED,
    WRONG_CODE,
    STALE_CODE,
    NOT_OUTSTANDING,
    NOT_OPEN
  }

  private final Reason reason;

  public DeviceRefusedException(Reason reason) {
    super("device refused reason=" + reason);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
