package se.sluss.simulator.authority.shs;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who may send what to whom. Checks go from the sender by the product to the receiver and the
 * agreement; the first that fails decides.
 */
public final class Directory {
  private final List<Participant> participants = new CopyOnWriteArrayList<>();

  /** Enters a participant in place of what its certificate had for the product before. */
  public void enter(Participant participant) {
    participants.removeIf(
        known ->
            known.commonName().equals(participant.commonName())
                && known.product().equals(participant.product()));
    participants.add(participant);
  }

  /** What a certificate's owner is known for; empty for a stranger. */
  public Optional<Participant> anyOf(String commonName) {
    return participants.stream().filter(one -> one.commonName().equals(commonName)).findFirst();
  }

  /**
   * The participant that a label speaks of.
   *
   * @throws ShsFaultException when it may not send this
   */
  public Participant admit(String commonName, Label label) throws ShsFaultException {
    String from = label.from();
    if (from.isEmpty() || participants.stream().noneMatch(p -> p.organisation().equals(from))) {
      throw new ShsFaultException("UnknownSender", "the sender is not in the directory");
    }
    List<Participant> own =
        participants.stream()
            .filter(p -> p.organisation().equals(from) && p.commonName().equals(commonName))
            .toList();
    if (own.isEmpty()) {
      throw new ShsFaultException("IllegalSender", "the certificate is another sender's");
    }
    Participant participant =
        own.stream()
            .filter(p -> p.product().equals(label.product()))
            .findFirst()
            .orElseThrow(
                () -> new ShsFaultException("UnknownProductType", "the product is not known"));
    checkReceiver(participant, label);
    checkAgreement(participant, label);
    return participant;
  }

  private static void checkReceiver(Participant participant, Label label) throws ShsFaultException {
    String to = label.to();
    if (to.isEmpty() && label.agreement().isEmpty()) {
      throw new ShsFaultException("UnresolvedReceiver", "no receiver and no agreement");
    }
    if (!to.isEmpty() && !to.split("\\.", 2)[0].equals(participant.receiver())) {
      throw new ShsFaultException("UnknownReceiver", "the receiver is not in the directory");
    }
  }

  private static void checkAgreement(Participant participant, Label label)
      throws ShsFaultException {
    boolean agreed =
        label.agreement().isEmpty()
            ? participant.publicly()
            : label.agreement().equals(participant.agreement());
    if (!agreed || !label.synchronous()) {
      throw new ShsFaultException("MissingAgreement", "no agreement lets this be sent");
    }
  }
}
