package se.sluss.submitter.connection;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.submitter.connection.PlaceForm.Place;

/**
 * Another address for a connection as somebody asks for it, unchecked.
 *
 * @param productType as it was when absent
 */
public record AddressForm(
    @Nullable String address, @Nullable String productType, @Nullable String reason) {

  /**
   * Where the connection is to lead.
   *
   * @param vendors the rules for hosts when a vendor asks for itself; empty for the operator
   * @throws Problem {@code validation-failed} with all faults at once
   */
  public Place check(
      Connection connection, ConnectionRules rules, Optional<ConnectionConfig> vendors) {
    FormFaults faults = new FormFaults(rules.language());
    PlaceForm asked =
        new PlaceForm(
            address,
            productType == null ? connection.productType() : productType,
            connection.shs().isPresent());
    vendors.ifPresent(config -> asked.refuseUnknownHost(faults, connection.mode(), config));
    Optional<Place> place = asked.check(faults, rules, connection.service(), connection.mode());
    if (!faults.none() || place.isEmpty()) {
      throw faults.problem();
    }
    return place.get();
  }
}
