package se.sluss.simulator.authority.shs;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Product;

/**
 * A sender with one product and the agreement about it, as directory and agreements hold them.
 *
 * @param commonName of the certificate that the sender shows
 * @param organisation the sender's number
 * @param receiver the receiving organisation's number
 * @param product UUID
 * @param agreement its identifier; null when there is only the public one
 * @param publicly whether the directory holds the agreement, so that a label need not name one
 */
public record Participant(
    String commonName,
    String organisation,
    String receiver,
    String product,
    Product service,
    @Nullable String agreement,
    boolean publicly,
    String dataPartType,
    Set<Quirk> quirks) {
  public Participant {
    quirks = quirks == null ? Set.of() : Set.copyOf(quirks);
  }

  boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }
}
