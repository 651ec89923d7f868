package se.sluss.intake.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
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
  record Key(String batchId, int number) implements Serializable {}
}
