package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.HistoryEntry;
import se.sluss.intake.submission.SubmissionState;

/** One row of a submission's history; only read through Hibernate. */
@Entity
@Immutable
@IdClass(HistoryEntity.Key.class)
@Table(name = "submission_history")
class HistoryEntity {
  @Id
  @Column(name = "submission_id")
  String submissionId;

  @Id
  @Column(name = "number")
  int number;

  @Enumerated(EnumType.STRING)
  @Column(name = "state")
  SubmissionState state;

  @Column(name = "at")
  Instant at;

  @Column(name = "code")
  String code;

  @Column(name = "why")
  String why;

  @Column(name = "next")
  String next;

  @Column(name = "parts")
  @Nullable String parts;

  HistoryEntry toEntry() {
    return HistoryEntry.kept(state, at, code, why, next, parts);
  }

  /** Submission and number. */
  record Key(String submissionId, int number) implements Serializable {}
}
