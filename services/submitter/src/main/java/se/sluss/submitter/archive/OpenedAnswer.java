package se.sluss.submitter.archive;

import java.util.List;
import java.util.Optional;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.submitter.delivery.RawAnswer.Header;

/** What the authority answered, byte for byte, opened for its owner; never printed. */
public final class OpenedAnswer {
  private final List<Header> headers;
  private final byte[] body;

  private OpenedAnswer(List<Header> headers, byte[] body) {
    this.headers = headers;
    this.body = body;
  }

  /** Empty when no answer came, or its time in the archive is over. */
  public static Optional<OpenedAnswer> of(ArchivedExchange exchange, Sealer sealer) {
    var tenant = exchange.submission().tenantId();
    return exchange
        .body()
        .map(
            body ->
                new OpenedAnswer(
                    exchange
                        .headers()
                        .map(
                            lines ->
                                HeaderLines.read(
                                    sealer.open(
                                        tenant,
                                        exchange.attempt().value(),
                                        Purpose.AUTHORITY_RESPONSE,
                                        lines)))
                        .orElse(List.of()),
                    sealer.open(
                        tenant,
                        exchange.submission().submissionId().value(),
                        Purpose.AUTHORITY_RESPONSE,
                        body)));
  }

  public List<Header> headers() {
    return headers;
  }

  public byte[] body() {
    return body.clone();
  }

  @Override
  public String toString() {
    return "OpenedAnswer[" + body.length + " bytes]";
  }
}
