package se.sluss.signing.bankid;

import java.util.Optional;

/**
 * BankID's relying-party API, in the words of this room. No call is ever repeated by this port: a
 * sign call that timed out may have made an order, and a final answer can be collected once.
 */
public interface BankId {

  /**
   * What the person is asked to sign.
   *
   * @param endUserIp the person's own address, as the tenant saw it
   * @param personalNumber the only person who can complete the order, twelve digits; empty when it
   *     may be one of several
   * @param visibleData base64 of UTF-8 text in {@code simpleMarkdownV1}, at most 40,000 characters
   * @param nonVisibleData base64, at most 200,000 characters
   */
  record SignRequest(
      String endUserIp,
      Optional<String> personalNumber,
      String visibleData,
      String nonVisibleData,
      Terms terms) {
    @Override
    public String toString() {
      return "SignRequest[]";
    }
  }

  /** What became of opening an order. */
  sealed interface Start {
    /**
     * An order is open.
     *
     * @param qrStartSecret never leaves this room
     * @param at when the answer came: second zero of the QR data
     */
    record Opened(
        String orderRef,
        String autoStartToken,
        String qrStartToken,
        String qrStartSecret,
        Moment at)
        implements Start {}

    /** BankID answered no; the code is BankID's own. */
    record Refused(String errorCode) implements Start {}

    /** Certainly not opened: not asked, no connection, or maintenance. May be tried again. */
    record NotOpened(String reason) implements Start {}

    /** Nobody knows whether an order is open; it is never asked for again. */
    record Unknown(String reason) implements Start {}
  }

  /** What collecting an order told. */
  sealed interface Collected {
    record Pending(String hintCode) implements Collected {}

    record Failed(String hintCode) implements Collected {}

    /**
     * The final answer, given once.
     *
     * @param raw the whole response as it came
     */
    record Complete(byte[] raw) implements Collected {}

    /** BankID says that it does not know the order: collected before, too old, or cancelled. */
    record Gone() implements Collected {}

    /** No readable answer; ask again later. */
    record Unavailable(String reason) implements Collected {}
  }

  /**
   * Asks for an order, once.
   *
   * @param before after this nothing is sent, and no order is opened
   */
  Start sign(Party party, SignRequest request, Deadline before);

  /**
   * Asks how the order stands.
   *
   * @param before after this nothing is sent, and no final answer is used up
   */
  Collected collect(Party party, String orderRef, Deadline before);

  /**
   * Aborts the order; false when BankID says that there is nothing to abort, or says nothing.
   *
   * @param before after this nothing is sent
   */
  boolean cancel(Party party, String orderRef, Deadline before);

  /**
   * What a complete order holds.
   *
   * @param signature base64, exactly as given
   * @param ocspResponse base64, exactly as given
   * @param risk BankID's assessment, when it was asked for and given
   * @param identityDocumentRead whether a passport or identity card was read and held
   */
  record Completion(
      String personalNumber,
      String name,
      String givenName,
      String surname,
      String signature,
      String ocspResponse,
      Optional<String> risk,
      boolean identityDocumentRead) {

    @Override
    public String toString() {
      return "Completion[]";
    }
  }
}
