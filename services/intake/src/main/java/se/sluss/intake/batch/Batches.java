package se.sluss.intake.batch;

import java.util.Optional;

/**
 * Where batches are kept. Runs in the caller's transaction and sees what that transaction may see.
 */
public interface Batches {
  void add(Batch batch);

  /** A batch with its submissions as they stand now. */
  Optional<Batch> find(String id);
}
