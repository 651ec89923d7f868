package se.sluss.model.id;

/** The authority's services that Sluss leads to. */
public enum Service {
  /** Notification of who an assistant is, from the employer (form FK 3066). */
  E_IOA,
  /** Monthly time report of an assistant (form FK 3059). */
  ELT
}
