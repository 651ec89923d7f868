package se.sluss.receipts.webhook.address;

import se.sluss.model.id.VendorId;

/** For whom a name is looked up. A vendor's look-ups are bounded, of each work by itself. */
public record Asker(Work work, VendorId vendor) {

  /** What waits for the answer. */
  public enum Work {
    /** A caller. */
    REQUEST,
    /** A delivery. */
    DELIVERY
  }

  public static Asker forRequest(VendorId vendor) {
    return new Asker(Work.REQUEST, vendor);
  }

  public static Asker forDelivery(VendorId vendor) {
    return new Asker(Work.DELIVERY, vendor);
  }
}
