package se.sluss.intake.submission;

import java.util.List;
import se.sluss.model.event.CollectedSignature;

/**
 * The signatures that a document comes with, as to their form.
 *
 * @param read next first, not verified
 * @param allRead false when there are others, which could not be read
 */
public record Brought(List<CollectedSignature> read, boolean allRead) {
  /** A document comes without any. */
  public static final Brought NOTHING = new Brought(List.of(), true);

  /** There are too many to be read. */
  public static final Brought UNREAD = new Brought(List.of(), false);
}
