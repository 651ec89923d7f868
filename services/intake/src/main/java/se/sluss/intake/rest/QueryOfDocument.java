package se.sluss.intake.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.Judgement;
import se.sluss.intake.submission.NeededBy;
import se.sluss.kit.problem.MemberName;

/**
 * What the query says of the document in the body. Said with nothing is not the same as not said: a
 * date that got lost on its way must not pass for no date, and neither must one under a mistyped
 * name.
 *
 * @param neededBy by when the authority must have it, as {@link
 *     se.sluss.intake.submission.NeededBy#read} reads it; null when it has time
 * @param reference the sender's own words; null when there are none
 * @param faults what it says beside that, or twice
 */
record QueryOfDocument(
    @Nullable String neededBy, @Nullable String reference, List<Finding> faults) {
  private static final String NEEDED_BY = "neededBy";
  private static final String REFERENCE = "reference";
  private static final Set<String> NAMES = Set.of(NEEDED_BY, REFERENCE);

  /** Of XML, beside which there is no other place to say anything. */
  static QueryOfDocument ofXml(UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    List<Finding> faults = new ArrayList<>();
    for (String name : new TreeSet<>(query.keySet())) {
      if (!NAMES.contains(name)) {
        faults.add(fault(name, Code.UNKNOWN_PARAMETER));
      } else if (query.getOrDefault(name, List.of()).size() > 1) {
        faults.add(fault(name, Code.SAID_TWICE));
      }
    }
    return new QueryOfDocument(said(query, NEEDED_BY), said(query, REFERENCE), List.copyOf(faults));
  }

  /** Of JSON, where all is in the body. */
  static QueryOfDocument ofJson(UriInfo uri) {
    List<Finding> faults =
        new TreeSet<>(uri.getQueryParameters().keySet())
            .stream()
                .map(
                    name ->
                        fault(
                            name,
                            NAMES.contains(name) ? Code.MEMBER_OF_JSON : Code.UNKNOWN_PARAMETER))
                .toList();
    return new QueryOfDocument(null, null, faults);
  }

  /**
   * The same, of a whole batch: a parameter that it does not have is not any one document's, and is
   * told with all that is wrong with the others. Of those alone each document is told.
   *
   * @throws se.sluss.kit.problem.Problem {@code validation-failed} when it has faults
   */
  QueryOfDocument ofBatch(Language language, Instant now) {
    if (faults.isEmpty()) {
      return this;
    }
    List<Finding> all = new ArrayList<>(faults);
    References.read(reference, all);
    throw Refusals.of(
        new Judgement(
            new CheckedDocument.Absent(),
            List.of(),
            List.copyOf(all),
            NeededBy.read(neededBy).faultAt(now)),
        language);
  }

  private static Finding fault(String name, Code code) {
    return Finding.of("#/" + MemberName.shown(name), code);
  }

  /** The only value; of several none holds. */
  private static @Nullable String said(MultivaluedMap<String, String> query, String name) {
    List<String> values = query.getOrDefault(name, List.of());
    if (values.size() != 1) {
      return null;
    }
    @Nullable String value = values.getFirst();
    return value == null ? "" : value;
  }
}
