package se.sluss.intake.submission;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.rules.Language;

/**
 * One thing that happened to a submission.
 *
 * @param state where it stood after that
 * @param at when it happened, by the clock of the room that told of it
 * @param code why, stable, for programs
 * @param why the same as a sentence, in English
 * @param next what comes next, as a sentence, in English
 * @param parts what the first sentence names; empty when it names nothing, or it is not known
 */
public record HistoryEntry(
    SubmissionState state, Instant at, String code, String why, String next, List<String> parts) {

  /** Between parts that are kept as one text. */
  private static final String SEPARATOR = "\u001f";

  static HistoryEntry of(
      SubmissionState state, Instant at, Happening happening, List<String> parts) {
    return new HistoryEntry(
        state,
        at,
        happening.code(),
        happening.why(Language.ENGLISH, parts),
        happening.next(Language.ENGLISH),
        parts);
  }

  /**
   * As it was kept.
   *
   * @param partsText as of {@link #partsText}; null in what an older release wrote
   */
  public static HistoryEntry kept(
      SubmissionState state,
      Instant at,
      String code,
      String why,
      String next,
      @Nullable String partsText) {
    int most = Happening.of(code, next).map(Happening::parts).orElse(0);
    List<String> parts =
        partsText == null || partsText.isEmpty()
            ? List.of()
            : List.of(partsText.split(SEPARATOR, most));
    return new HistoryEntry(state, at, code, why, next, parts);
  }

  /** The parts as one text to keep. */
  public String partsText() {
    return String.join(SEPARATOR, parts);
  }

  /** What an older release wrote without its parts is told as it wrote it, in English. */
  public String why(Language language) {
    return told().map(happening -> happening.why(language, parts)).orElse(why);
  }

  /** As {@link #why(Language)}. */
  public String next(Language language) {
    return told().map(happening -> happening.next(language)).orElse(next);
  }

  boolean isCancelledUnsigned() {
    return told().filter(Happening.CANCELLED_UNSIGNED::equals).isPresent();
  }

  private Optional<Happening> told() {
    return Happening.of(code, next).filter(happening -> happening.parts() == parts.size());
  }
}
