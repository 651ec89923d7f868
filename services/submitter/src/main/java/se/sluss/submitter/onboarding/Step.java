package se.sluss.submitter.onboarding;

/** What has to be there before a vendor's documents go live, in the order of the authority. */
public enum Step {
  /** The authority's terms are read. */
  TERMS_READ(Party.VENDOR, true),
  /** The client certificate is ordered and stands in a test connection. */
  CERTIFICATE_INSTALLED(Party.VENDOR, false),
  /** The agreement on the connection is signed. */
  AGREEMENT_SIGNED(Party.VENDOR, true),
  /** The authority has registered the vendor. */
  REGISTERED(Party.AUTHORITY, true),
  /** The authority's test address came, and a test connection leads there. */
  TEST_ADDRESS(Party.AUTHORITY, false),
  /** All questions of the technical checklist are answered. */
  TECHNICAL_CHECKLIST(Party.VENDOR, false),
  /** A connection test was answered by the authority with a receipt. */
  TEST_APPROVED(Party.VENDOR, false),
  /** The production address came, and a live connection leads there. */
  PRODUCTION_ADDRESS(Party.AUTHORITY, false),
  /** The lane of the live connection is open. */
  PRODUCTION_OPEN(Party.HOUSE, false);

  private final Party waitsFor;
  private final boolean stated;

  Step(Party waitsFor, boolean stated) {
    this.waitsFor = waitsFor;
    this.stated = stated;
  }

  /** Who is waited for while it is not done. */
  public Party waitsFor() {
    return waitsFor;
  }

  /** Whether somebody says that it is done; else it ticks itself. */
  public boolean stated() {
    return stated;
  }

  /** Somebody with a part in it. */
  public enum Party {
    VENDOR,
    AUTHORITY,
    HOUSE
  }
}
