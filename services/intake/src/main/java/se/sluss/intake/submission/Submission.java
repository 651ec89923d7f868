package se.sluss.intake.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import se.sluss.intake.rules.Finding;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.SignerRole;

/**
 * One document on its way.
 *
 * @param documentSha256 lower-case hex of SHA-256 over the exact bytes
 * @param entry what a signature must cover
 * @param requiredRoles who has to sign, in order
 * @param createdAt when it was handed in, in whole milliseconds
 * @param neededBy by when the authority must have it, UTC; empty when nobody said so
 * @param details what it came with
 */
public record Submission(
    SubmissionRef ref,
    String documentSha256,
    String entry,
    List<SignerRole> requiredRoles,
    Instant createdAt,
    Optional<Instant> neededBy,
    Details details,
    Progress progress) {

  /** Who has yet to sign, next first. */
  public List<SignerRole> missingRoles() {
    return switch (progress.state()) {
      case ACCEPTED, AWAITING_SIGNATURE -> progress.missingRoles();
      case QUEUED, SENDING, IN_DOUBT, PARKED, RECEIVED, REFUSED, CANCELLED, EXPIRED -> List.of();
    };
  }

  /**
   * The same as it is seen later than its place in the lane was told.
   *
   * @param standing why the lane stands still; empty while it runs
   */
  public Submission seenAt(Instant now, Optional<String> standing) {
    return progress
        .queue()
        .map(place -> with(progress.at(place.seenAt(now, standing))))
        .orElse(this);
  }

  /**
   * Whom a report is about.
   *
   * @throws IllegalStateException for what has no subject
   */
  public Subject people() {
    return details
        .subject()
        .orElseThrow(() -> new IllegalStateException("A report without its people"));
  }

  /** The same with one more warning. */
  Submission warned(Finding warning) {
    var warned =
        new Details(
            details.interfaceVersion(),
            details.reference(),
            Stream.concat(details.warnings().stream(), Stream.of(warning)).toList(),
            details.subject(),
            details.signaturesSha256());
    return new Submission(
        ref, documentSha256, entry, requiredRoles, createdAt, neededBy, warned, progress);
  }

  /** The same, standing elsewhere. */
  Submission with(Progress other) {
    return new Submission(
        ref, documentSha256, entry, requiredRoles, createdAt, neededBy, details, other);
  }

  /**
   * What it came with, and does not change.
   *
   * @param interfaceVersion the version of the authority's interface that it is of
   * @param reference its sender's own words for it
   * @param warnings what was told of it when it was taken in
   * @param subject empty for what was handed in before subjects were kept
   * @param signaturesSha256 of the signatures that it came with, lower-case hex; empty when it came
   *     with none, and for what was handed in before this was kept
   */
  public record Details(
      String interfaceVersion,
      Optional<String> reference,
      List<Finding> warnings,
      Optional<Subject> subject,
      Optional<String> signaturesSha256) {}
}
