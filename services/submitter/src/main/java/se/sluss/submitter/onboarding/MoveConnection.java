package se.sluss.submitter.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.Mode;
import se.sluss.submitter.connection.Certificates;
import se.sluss.submitter.connection.Connection;
import se.sluss.submitter.connection.Connections;
import se.sluss.submitter.connection.PlaceForm.Place;
import se.sluss.submitter.delivery.OperatorActs;
import se.sluss.submitter.governor.LaneState;
import se.sluss.submitter.governor.Lanes;

/**
 * Lets a connection lead elsewhere. A live one is closed by that, and opened as it was the first
 * time: by the checklist's proofs. What was proved at another test address counts no more.
 */
@ApplicationScoped
public class MoveConnection {
  private final Connections connections;
  private final Certificates certificates;
  private final Onboardings onboardings;
  private final Lanes lanes;
  private final OperatorActs acts;

  public MoveConnection(
      Connections connections,
      Certificates certificates,
      Onboardings onboardings,
      Lanes lanes,
      OperatorActs acts) {
    this.connections = connections;
    this.certificates = certificates;
    this.onboardings = onboardings;
    this.lanes = lanes;
    this.acts = acts;
  }

  /**
   * Works in the caller's transaction; documents keep their places.
   *
   * @throws Problem {@code state-conflict} while anything may be sent, or a certificate that was
   *     proved at the address is to come into force on a date
   */
  public void move(Connection connection, Place to, OperatorActs.Why why) {
    if (!connections.move(connection.id(), to.address(), to.productType(), CertificateId.next())) {
      throw Problem.of(ProblemType.STATE_CONFLICT, inTheWay(connection));
    }
    if (connection.mode() == Mode.LIVE) {
      onboardings.close(connection.id());
      lanes.save(connection.id(), new LaneState.Paused("ONBOARDING"));
    }
    acts.onLane(
        connection.id(), "change address", why, connection.address() + " became " + to.address());
  }

  private String inTheWay(Connection connection) {
    return certificates.plannedBy(connection.id()).stream()
        .findFirst()
        .map(
            planned ->
                "The next certificate of %s, proved at this address, is to come into force at %s: take the date back first, and prove it at the new one."
                    .formatted(planned.connection(), planned.at()))
        .orElse("Drain or pause the lane, and wait for the answers that are under way.");
  }
}
