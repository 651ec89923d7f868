package se.sluss.signing.ops;

/** The names under which this room is measured. */
public final class MetricNames {
  /** Signatures that a check refused, by check; anything above zero wants a person. */
  public static final String SIGNATURES_REFUSED = "sluss.signing.signatures.refused";

  private MetricNames() {}
}
