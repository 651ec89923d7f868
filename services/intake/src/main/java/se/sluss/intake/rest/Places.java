package se.sluss.intake.rest;

import org.jspecify.annotations.Nullable;
import se.sluss.intake.directory.Directory;
import se.sluss.kit.paging.Cursors;

/** Positions of cursors as places in the directory's lists. */
final class Places {
  private Places() {}

  static Directory.@Nullable Place of(Cursors.@Nullable Position position) {
    return position == null ? null : new Directory.Place(position.at(), position.id());
  }
}
