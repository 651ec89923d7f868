package se.sluss.submitter.connection;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * Another address for a connection as somebody asks for it, unchecked.
 *
 * @param productType as it was when absent; over SHS it stays
 */
public record AddressForm(
    @Nullable String address, @Nullable String productType, @Nullable String reason) {

  /**
   * Where the connection is to lead.
   *
   * @param vendors the rules for hosts when a vendor asks for itself; empty for the operator
   * @throws Problem {@code validation-failed} with all faults at once
   */
  public ConnectionForm.Place check(
      Connection connection, ConnectionRules rules, Optional<ConnectionConfig> vendors) {
    List<Problem.Fault> faults = new ArrayList<>();
    vendors.ifPresent(
        config -> ConnectionForm.refuseUnknownHost(faults, address, connection.mode(), config));
    String product = productType == null ? connection.productType() : productType;
    if (connection.shs().isPresent() && !product.equals(connection.productType())) {
      faults.add(
          new Problem.Fault(
              "#/productType", "fixed", "cannot change over SHS; register another connection"));
    }
    ConnectionForm.Place place =
        new ConnectionForm(
                null,
                null,
                null,
                address,
                product,
                null,
                null,
                null,
                null,
                null,
                null,
                connection.shs().map(ShsForm::of).orElse(null))
            .place(faults, rules, connection.mode());
    if (!faults.isEmpty() || place == null) {
      throw Problem.of(
              ProblemType.VALIDATION_FAILED, "Correct the members named and send it again.")
          .withErrors(faults);
    }
    return place;
  }
}
