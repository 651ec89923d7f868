package se.sluss.submitter.authority.shs;

import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.SubmitOutcome;

/**
 * What SHS calls a fault. None of them refuses a document: only the service's own two faults do.
 * What is wrong with the connection stops the lane, since it is wrong for every document; what a
 * node says of the way behind it leaves the document in doubt.
 */
enum ErrorCode {
  MISSING_AGREEMENT("MissingAgreement", Meaning.NOT_LET_IN),
  UNKNOWN_SENDER("UnknownSender", Meaning.NOT_LET_IN),
  ILLEGAL_SENDER("IllegalSender", Meaning.NOT_LET_IN),
  UNRESOLVED_RECEIVER("UnresolvedReceiver", Meaning.WRONGLY_ADDRESSED),
  UNKNOWN_RECEIVER("UnknownReceiver", Meaning.WRONGLY_ADDRESSED),
  ILLEGAL_RECEIVER("IllegalReceiver", Meaning.WRONGLY_ADDRESSED),
  ILLEGAL_ORIGINATOR("IllegalOriginator", Meaning.WRONGLY_ADDRESSED),
  ILLEGAL_END_RECIPIENT("IllegalEndRecipient", Meaning.WRONGLY_ADDRESSED),
  ILLEGAL_PRODUCT_TYPE("IllegalProductType", Meaning.WRONGLY_ADDRESSED),
  UNKNOWN_PRODUCT_TYPE("UnknownProductType", Meaning.WRONGLY_ADDRESSED),
  MISSING_DELIVERY_ADDRESS("MissingDeliveryAddress", Meaning.WRONGLY_ADDRESSED),
  ILLEGAL_MESSAGE_STRUCTURE("IllegalMessageStructure", Meaning.WRONGLY_ADDRESSED),
  MISSING_DELIVERY_EXECUTION("MissingDeliveryExecution", Meaning.UNKNOWN_BEHIND_THE_NODE),
  ILLEGAL_DATAPART_CONTENT("IllegalDatapartContent", Meaning.SAYS_NOTHING),
  OTHER_ERROR("OtherError", Meaning.SAYS_NOTHING);

  private enum Meaning {
    NOT_LET_IN,
    WRONGLY_ADDRESSED,
    UNKNOWN_BEHIND_THE_NODE,
    SAYS_NOTHING
  }

  private final String wire;
  private final Meaning meaning;

  ErrorCode(String wire, Meaning meaning) {
    this.wire = wire;
    this.meaning = meaning;
  }

  /** Read without regard to case; what is empty or unknown is {@link #OTHER_ERROR}. */
  static ErrorCode of(String text) {
    for (ErrorCode code : values()) {
      if (code.wire.equalsIgnoreCase(text.strip())) {
        return code;
      }
    }
    return OTHER_ERROR;
  }

  SubmitOutcome outcome() {
    return switch (meaning) {
      case NOT_LET_IN -> new SubmitOutcome.ShutOff(Cause.FORBIDDEN, false);
      case WRONGLY_ADDRESSED -> new SubmitOutcome.ShutOff(Cause.ADDRESS_REFUSED, false);
      case UNKNOWN_BEHIND_THE_NODE -> new SubmitOutcome.InDoubt(Cause.HTTP_STATUS);
      case SAYS_NOTHING -> new SubmitOutcome.InDoubt(Cause.UNKNOWN_FAULT);
    };
  }
}
