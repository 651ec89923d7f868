package se.sluss.submitter.delivery;

import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;

/**
 * The authority's door. Nothing here repeats, redirects, waits for a pool or asks anything that the
 * authority could count as a call, except {@link Line#write}.
 */
public interface AuthorityGateway {

  /**
   * The message for a document, with its bytes unchanged; the same each time while the connection
   * leads to the same place.
   *
   * @param identity the certificate that the connection has; another one after it was moved
   * @throws IllegalArgumentException when the signatures do not suit the service
   */
  Envelope prepare(Transfer transfer, CertificateId identity, SignedDocument document);

  /** Opens a way with a certificate of the connection. Slow; done before a slot is asked for. */
  Opening open(ConnectionId connection, CertificateId identity);

  /**
   * Forgets the keys and all that is known of a connection: this replica has nothing to send over
   * it for now, or for ever.
   */
  void leave(ConnectionId connection);

  /** What came of opening. */
  sealed interface Opening {
    record Opened(Line line) implements Opening {}

    /** It may work later. */
    record Failed(Cause cause) implements Opening {}

    /** It looks like a shut-off, or like somebody else's door. */
    record Refused(Cause cause) implements Opening {}
  }

  /** A warm connection that carries one call at a time. */
  interface Line extends AutoCloseable {
    /** The certificate that it was opened with. */
    CertificateId identity();

    /** Where it leads, and what TLS agreed on. */
    Way way();

    /** Whether it still stands, as far as can be told without sending anything. */
    Standing standing();

    /** Whether nothing was answered over it yet. */
    boolean fresh();

    /**
     * Makes the whole message ready, waits for its moment, and sends it at once. Without a byte
     * sent, the line is of no further use.
     */
    Writing write(Envelope envelope, Departure departure);

    /** Waits for the answer to what was written and says what it means. Never throws. */
    Exchange read();

    /** Whether another call may go over it. */
    boolean reusable();

    @Override
    void close();
  }

  /** When bytes may leave, on this process's monotonic clock. */
  interface Departure {
    /** Returns when it opens, or at once when it is open or over. */
    void await();

    /** Asked as the last thing before the first byte. */
    boolean mayLeaveAt(long nanoTime);
  }

  /** What is known of a warm connection. */
  sealed interface Standing {
    record Usable() implements Standing {}

    record Gone() implements Standing {}

    record Refused(Cause cause) implements Standing {}
  }

  /** What became of the bytes. */
  sealed interface Writing {
    /** None left: it was too late, or the line was gone before. */
    record NotSent() implements Writing {}

    /**
     * All left.
     *
     * @param by the monotonic clock after the last byte
     */
    record Sent(long by) implements Writing {}

    /**
     * It broke on the way, and some may have left.
     *
     * @param by the monotonic clock after the break
     */
    record Broken(long by, SubmitOutcome outcome) implements Writing {}
  }
}
