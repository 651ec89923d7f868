package se.sluss.system.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/** What became different between two versions of a contract. */
final class Difference {
  private final ChangedOpenApi changes;

  private Difference(ChangedOpenApi changes) {
    this.changes = changes;
  }

  static Difference between(ObjectNode older, ObjectNode newer) {
    return new Difference(
        OpenApiCompare.fromContents(
            OlderTerms.of(older).toString(), OlderTerms.of(newer).toString()));
  }

  /** Whether a client that was built on the older one may fail with the newer one. */
  boolean breaks() {
    return changes.isIncompatible();
  }

  /** For people. */
  @Override
  public String toString() {
    var bytes = new ByteArrayOutputStream();
    new ConsoleRender().render(changes, new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
