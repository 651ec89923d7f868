package se.sluss.intake.batch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import se.sluss.intake.submission.AcceptSubmission;
import se.sluss.intake.submission.AcceptSubmission.Outcome;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.HandIn;
import se.sluss.intake.submission.Subject;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.BatchId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

/**
 * Takes documents in one after the other, in the caller's transaction: what is refused holds up
 * none of the others, and what fails here fails for all of them.
 */
@ApplicationScoped
public class AcceptBatch {
  private final AcceptSubmission accept;
  private final Batches batches;
  private final InstantSource clock;

  public AcceptBatch(AcceptSubmission accept, Batches batches, InstantSource clock) {
    this.accept = accept;
    this.batches = batches;
    this.clock = clock;
  }

  /** Whose documents they are. */
  public record Owner(VendorId vendorId, TenantId tenantId, Mode mode) {}

  /**
   * Judges them in the order in which they came, then keeps them in the order of whom they are
   * about and their identifiers: two batches over the same documents or the same people would
   * otherwise wait for each other. Those that use their identifiers for other people may still,
   * until the database ends one. Of two of the same identifier the first comes first.
   *
   * @param tell makes an item of a document's number and its outcome
   */
  public Batch accept(
      Owner owner, List<HandIn> documents, BiFunction<Integer, Outcome, Batch.Item> tell) {
    Map<Subject, String> beside = new HashMap<>();
    List<Supplier<Outcome>> judged =
        documents.stream()
            .map(document -> accept.judged(owner.tenantId(), owner.mode(), document, beside))
            .toList();
    List<String> turns = turns(documents);
    Outcome[] outcomes = new Outcome[documents.size()];
    IntStream.range(0, outcomes.length)
        .boxed()
        .sorted(Comparator.comparing(turns::get))
        .forEach(i -> outcomes[i] = judged.get(i).get());
    List<Batch.Item> items =
        IntStream.range(0, outcomes.length).mapToObj(i -> tell.apply(i, outcomes[i])).toList();
    var batch =
        new Batch(
            BatchId.next(),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            items);
    batches.add(batch);
    return batch;
  }

  /** By which they are sorted: those of one identifier as the first of them. */
  private static List<String> turns(List<HandIn> documents) {
    Map<String, String> ofIdentifiers = new HashMap<>();
    return documents.stream()
        .map(
            document ->
                document.document() instanceof CheckedDocument.Sound sound
                    ? ofIdentifiers.computeIfAbsent(
                        sound.entry().documentId(), id -> people(sound.facts()) + id)
                    : "")
        .toList();
  }

  private static String people(DocumentFacts facts) {
    return facts.assistedPerson().personnummer().digits()
        + facts.assistant().digits()
        + facts.month().map(YearMonth::toString).orElse("");
  }
}
