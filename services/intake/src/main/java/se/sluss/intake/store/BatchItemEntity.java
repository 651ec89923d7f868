package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** Which submission a document of a batch led to; only for filtering lists. */
@Entity
@Immutable
@IdClass(BatchItemEntity.Key.class)
@Table(name = "submission_batch_item")
class BatchItemEntity {
  @Id
  @Column(name = "batch_id")
  String batchId;

  @Id
  @Column(name = "number")
  int number;

  @Column(name = "submission_id")
  @Nullable String submissionId;

  /** Batch and number. */
  static class Key implements Serializable {
    private static final long serialVersionUID = 1L;

    @Nullable String batchId;
    int number;

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && number == that.number
          && Objects.equals(batchId, that.batchId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(batchId, number);
    }
  }
}
