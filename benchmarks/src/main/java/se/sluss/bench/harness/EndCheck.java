package se.sluss.bench.harness;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Whether all promises held, asked when nothing is fed any more and nothing is broken on purpose.
 *
 * @param states documents handed in, by where they stand
 * @param faults sentences on what did not hold; empty when everything did
 */
public record EndCheck(Map<String, Long> states, List<String> faults) {
  private static final Set<String> FINAL = Set.of("RECEIVED", "REFUSED", "PARKED", "CANCELLED");
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final String STATES = "SELECT state, count(*) FROM submitter.job GROUP BY state";
  private static final String STOPPED =
      "SELECT connection_id || ' ' || state, count(*) FROM submitter.lane"
          + " WHERE state NOT IN ('RUNNING') GROUP BY 1";

  /** Calls that may have been made: what was told as not sent may not have come. */
  static final String ATTEMPTS =
      """
      SELECT job.document_id, count(*) FROM submitter.attempt
      JOIN submitter.job USING (submission_id)
      WHERE attempt.outcome IS DISTINCT FROM 'NOT_SENT' GROUP BY job.document_id""";

  private static final String AFTER_RECEIPT =
      """
      SELECT later.submission_id, count(*) FROM submitter.attempt AS later
      JOIN submitter.attempt AS earlier USING (submission_id)
      WHERE earlier.outcome = 'RECEIVED' AND later.slot_at > earlier.finished_at
      GROUP BY later.submission_id""";
  private static final int EXAMPLES = 5;

  public EndCheck {
    states = Map.copyOf(states);
    faults = List.copyOf(faults);
  }

  /** Waits until nothing is on its way any more, for at most so long, then checks. */
  public static EndCheck of(Stage stage, Feeder feeder, Duration patience) {
    long fed = feeder.fed();
    Pause.until(
        patience,
        LOOK,
        () -> {
          Map<String, Long> states = counts(stage, STATES);
          return states.values().stream().mapToLong(Long::longValue).sum() == fed
              && FINAL.containsAll(states.keySet());
        });
    var faults = new ArrayList<String>();
    Map<String, Long> states = counts(stage, STATES);
    complete(fed, states, faults);
    counts(stage, STOPPED).keySet().forEach(lane -> faults.add("A lane does not run: " + lane));
    judged(stage, faults);
    known(stage, states, faults);
    Map<String, Long> again = counts(stage, AFTER_RECEIPT);
    if (!again.isEmpty()) {
      faults.add("%d documents got a slot after their receipt was stored".formatted(again.size()));
    }
    return new EndCheck(states, faults);
  }

  private static void complete(long fed, Map<String, Long> states, List<String> faults) {
    long all = states.values().stream().mapToLong(Long::longValue).sum();
    if (all != fed) {
      faults.add("%d documents were handed in and %d are known".formatted(fed, all));
    }
    states.forEach(
        (state, count) -> {
          if (!FINAL.contains(state)) {
            faults.add("%d documents are still %s".formatted(count, state));
          }
        });
  }

  private static void judged(Stage stage, List<String> faults) {
    AuthorityDoor.Summary summary = stage.authority().summary();
    if (summary.allBreaches() > 0) {
      faults.add("Calls came too close: " + summary.breaches());
      stage.authority().breaches().stream().limit(EXAMPLES).forEach(faults::add);
    }
    if (!summary.shutOff().isEmpty()) {
      faults.add("Shut off: " + summary.shutOff());
    }
    for (String kind : List.of("overlapping", "otherBytes")) {
      if (summary.repeats(kind) > 0) {
        faults.add("%d calls were %s".formatted(summary.repeats(kind), kind));
        stage.authority().repeats().stream()
            .filter(repeat -> repeat.contains(kind))
            .limit(EXAMPLES)
            .forEach(faults::add);
      }
    }
  }

  /** The authority has every received document, and no document more often than it was tried. */
  private static void known(Stage stage, Map<String, Long> states, List<String> faults) {
    long accepted =
        stage.authority().lanes().stream().mapToLong(AuthorityDoor.Lane::accepted).sum();
    long received = states.getOrDefault("RECEIVED", 0L);
    long parked = states.getOrDefault("PARKED", 0L);
    if (accepted < received || accepted > received + parked) {
      faults.add(
          "The authority took %d documents, %d are received and %d parked"
              .formatted(accepted, received, parked));
    }
    List<AuthorityDoor.Call> calls = stage.authority().callsAfter(0);
    var byDocument = new HashMap<String, Long>();
    calls.forEach(call -> byDocument.merge(String.valueOf(call.documentId()), 1L, Long::sum));
    byDocument.remove("null");
    Map<String, Long> attempts = counts(stage, ATTEMPTS);
    long tooOften =
        byDocument.entrySet().stream()
            .filter(document -> document.getValue() > attempts.getOrDefault(document.getKey(), 0L))
            .count();
    if (tooOften > 0) {
      faults.add("%d documents came more often than they were tried".formatted(tooOften));
    }
  }

  /** First column to second. */
  private static Map<String, Long> counts(Stage stage, String query) {
    try (Connection connection = stage.superuser()) {
      return counts(connection, query);
    } catch (SQLException e) {
      throw new IllegalStateException("The database could not be asked", e);
    }
  }

  static Map<String, Long> counts(Connection connection, String query) throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery(query)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
      return counts;
    }
  }
}
