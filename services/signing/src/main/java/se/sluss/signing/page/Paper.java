package se.sluss.signing.page;

import io.quarkus.qute.TemplateData;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.Service;

/**
 * One of the page's documents, as listed.
 *
 * @param number its place in the list, from 1
 * @param assistant the assistant's name
 * @param assisted the name of the person who has assistance
 * @param when the month of a time report, or the day from which a notification applies
 * @param standing whether it is to be signed now
 */
@TemplateData
public record Paper(
    int number,
    String submissionId,
    Service service,
    String assistant,
    String assisted,
    @Nullable String when,
    Standing standing) {

  /** How a document stands to the role that signs on the page. */
  public enum Standing {
    TO_SIGN,
    SIGNED,
    /** Another role signs before. */
    WAITS,
    /** Cancelled or expired. */
    GONE
  }

  public boolean toSign() {
    return standing == Standing.TO_SIGN;
  }

  public boolean notification() {
    return service == Service.E_IOA;
  }

  @Override
  public String toString() {
    return "Paper[" + submissionId + "]";
  }
}
