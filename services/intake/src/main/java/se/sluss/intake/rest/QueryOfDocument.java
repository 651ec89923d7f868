package se.sluss.intake.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/**
 * What the query says of the XML in the body. Said with nothing is not the same as not said: a date
 * that got lost on its way must not pass for no date.
 *
 * @param neededBy by when the authority must have it, as {@link
 *     se.sluss.intake.submission.NeededBy#read} reads it; null when it has time
 * @param reference the sender's own words; null when there are none
 */
record QueryOfDocument(@Nullable String neededBy, @Nullable String reference) {
  private static final String NEEDED_BY = "neededBy";
  private static final String REFERENCE = "reference";

  static QueryOfDocument of(UriInfo uri) {
    return new QueryOfDocument(said(uri, NEEDED_BY), said(uri, REFERENCE));
  }

  /**
   * Of JSON all is in the body.
   *
   * @throws se.sluss.kit.problem.Problem {@code validation-failed} when the query says something
   */
  static void requireNone(UriInfo uri) {
    var faults = new RequestFaults();
    for (String name : new String[] {NEEDED_BY, REFERENCE}) {
      if (said(uri, name) != null) {
        faults.add(
            name, "unknown-member", "is a member of the body, and not of the query, in JSON");
      }
    }
    faults.refuseAny();
  }

  private static @Nullable String said(UriInfo uri, String name) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    if (!query.containsKey(name)) {
      return null;
    }
    @Nullable String value = query.getFirst(name);
    return value == null ? "" : value;
  }
}
