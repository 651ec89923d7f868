package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.Judgement;
import se.sluss.model.id.Service;
import se.sluss.model.xml.HardenedXml;

/**
 * What would be said of a document that was handed in.
 *
 * @param result present when the document has no errors of its own
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ValidationBody(
    boolean valid, List<FindingBody> errors, List<FindingBody> warnings, @Nullable Result result) {

  /** The document in both notations, and what is derived from it. */
  @RegisterForReflection
  public record Result(
      Service service,
      String interfaceVersion,
      String documentId,
      String documentSha256,
      String entry,
      JsonNode document,
      String documentXml) {

    /** Without the document. */
    @Override
    public String toString() {
      return "Result[" + documentId + "]";
    }
  }

  static ValidationBody of(Judgement judgement, Language language) {
    return new ValidationBody(
        judgement.errors().isEmpty(),
        FindingBody.all(judgement.errors(), language),
        FindingBody.all(judgement.warnings(), language),
        judgement.document() instanceof CheckedDocument.Sound sound ? result(sound) : null);
  }

  private static Result result(CheckedDocument.Sound sound) {
    return new Result(
        sound.version().service(),
        sound.version().version(),
        sound.entry().documentId(),
        sound.sha256(),
        sound.entry().toString(),
        sound.version().form().toJson(HardenedXml.parse(sound.bytes().toArray())),
        sound.text());
  }
}
