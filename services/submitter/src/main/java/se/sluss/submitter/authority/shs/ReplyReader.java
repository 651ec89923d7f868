package se.sluss.submitter.authority.shs;

import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;
import se.sluss.model.shs.BrokenMessageException;
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.shs.ShsMessage;
import se.sluss.model.shs.ShsUrn;
import se.sluss.model.shs.ShsXml;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.RefusedXmlException;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;

/**
 * What an answer means for the message that was sent. A reply counts only when its label says that
 * it answers that very message; anything else leaves the document in doubt.
 */
final class ReplyReader {
  private static final String ERROR_CODE = "X-shs-errorcode";
  private static final SubmitOutcome UNREADABLE =
      new SubmitOutcome.InDoubt(Cause.UNREADABLE_ANSWER);
  private static final SubmitOutcome OVERLOADED = new SubmitOutcome.InDoubt(Cause.OVERLOADED);

  private final ShsLabel sent;
  private final boolean labelTxIdCounts;
  private final ReplyMeaning meaning;

  ReplyReader(ShsLabel sent, boolean labelTxIdCounts, ReplyMeaning meaning) {
    this.sent = sent;
    this.labelTxIdCounts = labelTxIdCounts;
    this.meaning = meaning;
  }

  SubmitOutcome read(RawAnswer answer) {
    List<String> codes =
        answer.headers().stream()
            .filter(header -> header.name().equalsIgnoreCase(ERROR_CODE))
            .map(RawAnswer.Header::value)
            .toList();
    boolean good = answer.status() / 100 == 2;
    if (!codes.isEmpty()) {
      // A good status with an error code contradicts itself.
      return good
          ? UNREADABLE
          : fault(ErrorCode.of(codes.size() == 1 ? codes.getFirst() : ""), answer.status());
    }
    if (!good) {
      return meaning.ofStatus(answer.status());
    }
    try {
      return reply(answer.body());
    } catch (BrokenMessageException e) {
      return UNREADABLE;
    }
  }

  /** A status that says "later" says more than a code that says nothing. */
  private SubmitOutcome fault(ErrorCode code, int status) {
    SubmitOutcome byStatus = meaning.ofStatus(status);
    return code == ErrorCode.OTHER_ERROR && byStatus.equals(OVERLOADED) ? byStatus : code.outcome();
  }

  private SubmitOutcome reply(byte[] body) throws BrokenMessageException {
    ShsMessage message = ShsMessage.read(body);
    ShsLabel label = message.label();
    if (!answersOurs(label)) {
      return UNREADABLE;
    }
    byte[] data = message.data();
    if (ShsLabel.ERROR.equalsIgnoreCase(label.product())) {
      return error(data);
    }
    return ShsLabel.REPLY.equals(label.sequenceType())
            && label.product().equalsIgnoreCase(sent.product())
        ? content(data, label)
        : UNREADABLE;
  }

  /** Whether it answers this message, between the same two, under the same mark. */
  private boolean answersOurs(ShsLabel label) {
    return label.corrId().equals(sent.corrId())
        && label.contentId().equals(sent.contentId())
        && label.status().equals(sent.status())
        && sameOrAbsent(label.from(), sent.to())
        && sameOrAbsent(label.to(), sent.from());
  }

  private static boolean sameOrAbsent(Optional<String> theirs, Optional<String> ours) {
    return theirs.isEmpty()
        || ours.isEmpty()
        || ShsUrn.organisation(theirs.get()).equals(ShsUrn.organisation(ours.get()));
  }

  private SubmitOutcome content(byte[] data, ShsLabel label) {
    try {
      Element root = HardenedXml.parse(data).getDocumentElement();
      return meaning.ofContent(root, labelTxIdCounts ? label.txId() : "").orElse(UNREADABLE);
    } catch (RefusedXmlException e) {
      return UNREADABLE;
    }
  }

  /** A fault that comes as a reply instead of as a header. */
  private SubmitOutcome error(byte[] data) throws BrokenMessageException {
    Element management = ShsXml.root(data);
    if (!ShsXml.is(management, "shs.management")
        || !ShsXml.required(management, "corr.id").equals(sent.corrId())
        || !ShsXml.required(management, "content.id").equals(sent.contentId())) {
      return UNREADABLE;
    }
    return ErrorCode.of(ShsXml.only(management, "error").getAttribute("errorcode")).outcome();
  }
}
