package se.sluss.system.actor;

/**
 * A tenant: a provider of assistance.
 *
 * @param signer personal number, of the published test series, of who signs for it
 */
public record Provider(String id, String organisationNumber, String signer) {
  @Override
  public String toString() {
    return "Provider[" + id + "]";
  }
}
