package se.sluss.submitter.authority.shs;

import java.util.Optional;
import org.w3c.dom.Element;
import se.sluss.submitter.delivery.SubmitOutcome;

/** What is the same under every transport: the service's own words, and HTTP's. */
public interface ReplyMeaning {
  /**
   * What the root element of a reply's data part says of the document; empty when it says nothing.
   *
   * @param labelTxId serves where the response has no tx-id; empty when it may not
   */
  Optional<SubmitOutcome> ofContent(Element content, String labelTxId);

  /** What a status says by itself. */
  SubmitOutcome ofStatus(int status);
}
