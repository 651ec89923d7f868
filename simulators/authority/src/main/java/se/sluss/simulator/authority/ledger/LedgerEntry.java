package se.sluss.simulator.authority.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Product;

/**
 * One call with its outcome, as the ledger keeps it.
 *
 * @param headers names of the headers in the call's head, lower case, sorted, each once
 * @param requestSha256 of the request's whole body; absent when it did not come whole
 * @param resend the very same bytes had been accepted before
 * @param answered false when the answer was withheld on purpose
 * @param reason what was wrong with the call; may quote the document
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LedgerEntry(
    long sequence,
    String arrivedAt,
    long arrivalNanos,
    String client,
    String path,
    @Nullable Product service,
    @Nullable Long gapMicros,
    List<String> headers,
    Outcome outcome,
    @Nullable String reason,
    @Nullable String txId,
    @Nullable String documentId,
    @Nullable String documentSha256,
    @Nullable String requestSha256,
    boolean resend,
    boolean answered) {
  public LedgerEntry {
    headers = headers == null ? List.of() : List.copyOf(headers);
  }

  Instant arrival() {
    return Instant.parse(arrivedAt);
  }
}
