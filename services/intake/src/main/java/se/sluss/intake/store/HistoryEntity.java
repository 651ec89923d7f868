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
import java.util.Objects;
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

  HistoryEntry toEntry() {
    return new HistoryEntry(state, at, code, why, next);
  }

  /** Submission and number. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Nullable String submissionId;
    int number;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && number == that.number
          && Objects.equals(submissionId, that.submissionId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(submissionId, number);
    }
  }
}
