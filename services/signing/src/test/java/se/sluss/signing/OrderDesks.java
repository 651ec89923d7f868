package se.sluss.signing;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import se.sluss.model.id.Mode;
import se.sluss.model.sealed.Sealer;
import se.sluss.testsupport.KafkaProbe;

/** Desks over fresh tenants, at the BankID of these tests. */
@Dependent
class OrderDesks {
  private final Sealer sealer;
  private final String bankId;

  OrderDesks(Sealer sealer, @ConfigProperty(name = "test.bankid.control") String bankId) {
    this.sealer = sealer;
    this.bankId = bankId;
  }

  /** A tenant of its own, whose people sign only when they are played. */
  OrderDesk fresh() {
    return new OrderDesk(new World(KafkaProbe.onTestServers(), sealer, Mode.TEST), bankId);
  }

  /** A tenant of its own, whose people sign by themselves. */
  OrderDesk freshWithWillingPeople() {
    OrderDesk desk = fresh();
    desk.autoSign(true);
    return desk;
  }
}
