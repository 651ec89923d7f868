package se.sluss.intake.submission;

import java.util.HashMap;
import java.util.Map;

/**
 * The reports of one request that were judged before and nothing keeps out, by whom they are about.
 * For one thread.
 */
public final class ReportsBeside {
  private final Map<Subject, Report> reports = new HashMap<>();

  private record Report(String documentId, int lastNumber) {}

  /** Whether there is a report of the same month in another document. */
  boolean hasOther(Subject subject, String documentId) {
    Report report = reports.get(subject);
    return report != null && !report.documentId().equals(documentId);
  }

  /**
   * Adds a report.
   *
   * @param next the first number that no other request has
   * @return its number, that of none beside it
   */
  int add(Subject subject, String documentId, int next) {
    return reports
        .merge(
            subject,
            new Report(documentId, next),
            (first, _) -> new Report(first.documentId(), Math.max(first.lastNumber() + 1, next)))
        .lastNumber();
  }
}
