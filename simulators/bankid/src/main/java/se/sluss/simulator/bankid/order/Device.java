package se.sluss.simulator.bankid.order;

import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.bankid.order.SignOrder.Requirement;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.Deviation;
import se.sluss.simulator.bankid.signature.SigningRequest;

/**
 * What a person's app does to an order. Every method refuses with {@link DeviceRefusedException}
 * when the order is no longer pending.
 */
public final class Device {
  private static final List<String> BANK_IDS_HELD =
      List.of(CustomerDesk.MOBILE_POLICY, CustomerDesk.FILE_POLICY);

  private final OrderBook orders;
  private final BankIdSignatures signatures;
  private final InstantSource time;

  public Device(OrderBook orders, BankIdSignatures signatures, InstantSource time) {
    this.orders = orders;
    this.signatures = signatures;
    this.time = time;
  }

  /**
   * How a signature is to come out.
   *
   * @param risk BankID's judgement
   * @param deviations what is to be wrong with the signature
   * @param admitsAnyone lets a person sign whom the order does not admit, as BankID never would
   */
  public record Manner(Risk risk, Set<Deviation> deviations, boolean admitsAnyone) {
    /** Low risk, nothing wrong. */
    public static final Manner PLAIN = new Manner(Risk.LOW, EnumSet.noneOf(Deviation.class), false);

    public Manner {
      deviations = Set.copyOf(deviations);
    }
  }

  /** Opens the order; without a BankID that the order admits it fails with certificateErr. */
  public void open(Order order, Person person) {
    if (admitted(order, person, false).isPresent()) {
      orders.open(order, person);
    } else {
      orders.fail(order, HintCode.CERTIFICATE_ERR);
    }
  }

  /**
   * Signs the order, or fails it with certificateErr when the order admits none of the person's
   * BankIDs and with transactionRiskBlocked when the risk is above the order's limit.
   */
  public void sign(Order order, Person person, Manner manner) {
    Requirement requirement = order.asked().requirement();
    Optional<String> policy = admitted(order, person, manner.admitsAnyone());
    if (policy.isEmpty()) {
      orders.fail(order, HintCode.CERTIFICATE_ERR);
    } else if (requirement.risk() != null && manner.risk().compareTo(requirement.risk()) > 0) {
      orders.fail(order, HintCode.TRANSACTION_RISK_BLOCKED);
    } else {
      orders.complete(order, person, completion(order, person, policy.get(), manner));
    }
  }

  /** The user declines. */
  public void decline(Order order) {
    orders.fail(order, HintCode.USER_CANCEL);
  }

  /** The user does nothing, for so long that the order's time is over. */
  public void expire(Order order) {
    orders.fail(order, HintCode.EXPIRED_TRANSACTION);
  }

  private static Optional<String> admitted(Order order, Person person, boolean anyone) {
    Requirement requirement = order.asked().requirement();
    if (!anyone && !requirement.admitsPerson(person.personalNumber())) {
      return Optional.empty();
    }
    return BANK_IDS_HELD.stream().filter(requirement::admitsPolicy).findFirst();
  }

  private Completion completion(Order order, Person person, String policy, Manner manner) {
    SignOrder asked = order.asked();
    SigningRequest request =
        SigningRequest.by(person, time.instant())
            .visibleData(asked.visibleData())
            .format(asked.format())
            .nonVisibleData(asked.nonVisibleData())
            .relyingParty(order.caller().party())
            .policy(policy)
            .deviating(manner.deviations().toArray(Deviation[]::new))
            .build();
    BankIdSignature signed = signatures.sign(request);
    @Nullable Risk risk = asked.reportsRisk() ? manner.risk() : null;
    return new Completion(
        new Completion.User(
            person.personalNumber(), person.name(), person.givenName(), person.surname()),
        new Completion.Device(asked.endUserIp(), signed.uhi()),
        asked.requirement().mrtd() ? new Completion.StepUp(true) : null,
        signed.issued().toString(),
        signed.signature(),
        signed.ocspResponse(),
        risk);
  }
}
