package se.sluss.intake.rest;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import se.sluss.kit.problem.MemberName;

/**
 * What the query says of the XML in the body. Said with nothing is not the same as not said: a date
 * that got lost on its way must not pass for no date, and neither must one under a mistyped name.
 *
 * @param neededBy by when the authority must have it, as {@link
 *     se.sluss.intake.submission.NeededBy#read} reads it; null when it has time
 * @param reference the sender's own words; null when there are none
 */
record QueryOfDocument(@Nullable String neededBy, @Nullable String reference) {
  private static final String NEEDED_BY = "neededBy";
  private static final String REFERENCE = "reference";
  private static final Set<String> NAMES = Set.of(NEEDED_BY, REFERENCE);

  /**
   * What it says.
   *
   * @throws se.sluss.kit.problem.Problem {@code validation-failed} when it says anything else, or
   *     anything twice
   */
  static QueryOfDocument of(UriInfo uri) {
    MultivaluedMap<String, String> query = uri.getQueryParameters();
    var faults = new RequestFaults();
    for (String name : new TreeSet<>(query.keySet())) {
      if (!NAMES.contains(name)) {
        unknown(faults, name);
      } else if (query.getOrDefault(name, List.of()).size() > 1) {
        faults.add(name, "more-than-one", "is said more than once");
      }
    }
    faults.refuseAny();
    return new QueryOfDocument(said(query, NEEDED_BY), said(query, REFERENCE));
  }

  /**
   * Of JSON all is in the body.
   *
   * @throws se.sluss.kit.problem.Problem {@code validation-failed} when the query says something
   */
  static void requireNone(UriInfo uri) {
    var faults = new RequestFaults();
    for (String name : new TreeSet<>(uri.getQueryParameters().keySet())) {
      if (NAMES.contains(name)) {
        faults.add(
            name, "unknown-member", "is a member of the body, and not of the query, in JSON");
      } else {
        unknown(faults, name);
      }
    }
    faults.refuseAny();
  }

  private static void unknown(RequestFaults faults, String name) {
    faults.add(MemberName.shown(name), "unknown-member", "is no parameter of this request");
  }

  private static @Nullable String said(MultivaluedMap<String, String> query, String name) {
    if (!query.containsKey(name)) {
      return null;
    }
    @Nullable String value = query.getFirst(name);
    return value == null ? "" : value;
  }
}
