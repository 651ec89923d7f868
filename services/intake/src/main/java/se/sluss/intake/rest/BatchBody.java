package se.sluss.intake.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.batch.Batch;
import se.sluss.intake.rules.Language;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;

/** A batch as it is answered: what became of each document, in their order. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record BatchBody(
    String id,
    Mode mode,
    String tenantId,
    Instant createdAt,
    Status status,
    Counts counts,
    List<Item> results) {

  /** Of the whole. */
  @RegisterForReflection
  public enum Status {
    /** Something may still happen to one of them. */
    OPEN,
    /** Nothing more happens to any of them. */
    DONE
  }

  /**
   * How many.
   *
   * @param known handed in before
   * @param byState where the submissions stand now
   */
  @RegisterForReflection
  public record Counts(
      int documents, int accepted, int known, int refused, Map<SubmissionState, Integer> byState) {
    static Counts of(Batch batch) {
      Map<SubmissionState, Integer> byState = new TreeMap<>();
      Set<SubmissionId> counted = new HashSet<>();
      int known = 0;
      int refused = 0;
      for (Batch.Item item : batch.items()) {
        switch (item) {
          case Batch.Item.Taken taken -> {
            known += taken.known() ? 1 : 0;
            if (counted.add(taken.submissionId())) {
              item.standing().ifPresent(state -> byState.merge(state, 1, Integer::sum));
            }
          }
          case Batch.Item.Refused _ -> refused++;
        }
      }
      int all = batch.items().size();
      return new Counts(all, all - known - refused, known, refused, byState);
    }
  }

  /**
   * What became of one.
   *
   * @param index its place in the request, from 0
   * @param name of the file in an archive; only in the answer to it
   * @param status as if it had been handed in alone
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      int index,
      @Nullable String name,
      int status,
      @Nullable String submissionId,
      @Nullable String documentId,
      @Nullable SubmissionState state,
      @Nullable List<FindingBody> warnings,
      @Nullable Problem problem) {

    static Item of(int index, @Nullable String name, Batch.Item item, Language language) {
      return switch (item) {
        case Batch.Item.Taken taken ->
            new Item(
                index,
                name,
                item.code(),
                taken.submissionId().value(),
                taken.documentId(),
                taken.state(),
                FindingBody.all(taken.warnings(), language),
                null);
        case Batch.Item.Refused refused ->
            new Item(
                index,
                name,
                item.code(),
                null,
                null,
                null,
                null,
                new Problem(
                    refused.problem(),
                    refused.detail(),
                    FindingBody.all(refused.errors(), language)));
      };
    }

    /** Without the name of the file, which may be a person's. */
    @Override
    public String toString() {
      return "Item[" + index + ", " + status + "]";
    }
  }

  /** Why one was refused, with the members of a problem. */
  @RegisterForReflection
  public record Problem(
      String code,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FindingBody> errors) {}

  /**
   * As it is answered.
   *
   * @param names of the files, in their order; empty when there were none
   */
  static BatchBody of(Batch batch, List<String> names, Language language) {
    return new BatchBody(
        batch.id().value(),
        batch.mode(),
        batch.tenantId().value(),
        batch.createdAt(),
        batch.isDone() ? Status.DONE : Status.OPEN,
        Counts.of(batch),
        IntStream.range(0, batch.items().size())
            .mapToObj(
                i ->
                    Item.of(
                        i, names.isEmpty() ? null : names.get(i), batch.items().get(i), language))
            .toList());
  }
}
