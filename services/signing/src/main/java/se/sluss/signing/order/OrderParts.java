package se.sluss.signing.order;

import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import se.sluss.kit.trace.EventAttributes;
import se.sluss.model.id.SubmissionId;

/** The submissions of an order, the parts in which they are signed, and the one it is at. */
@Embeddable
@NullUnmarked
public class OrderParts {
  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] submissionIds;

  /** How many of the submissions, in order, each part covers. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  private int[] partSizes;

  private int part;

  /** Of the parts that are signed; empty text where there is none. */
  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] partRisks;

  protected OrderParts() {}

  OrderParts(List<SubmissionId> submissions, List<Integer> sizes) {
    this.submissionIds = submissions.stream().map(SubmissionId::value).toArray(String[]::new);
    this.partSizes = sizes.stream().mapToInt(Integer::intValue).toArray();
    this.part = 1;
    this.partRisks = new String[0];
  }

  /** The submissions of all parts, in order. */
  public List<SubmissionId> submissions() {
    return List.of(submissionIds).stream().map(SubmissionId::of).toList();
  }

  /** The submissions as a line of the log names them: of very many only the first. */
  String named() {
    return EventAttributes.named(submissions()).getFirst();
  }

  /** The submissions of each part, in order. */
  public List<List<SubmissionId>> each() {
    List<List<SubmissionId>> parts = new ArrayList<>();
    List<SubmissionId> all = submissions();
    int from = 0;
    for (int size : partSizes) {
      parts.add(all.subList(from, from + size));
      from += size;
    }
    return parts;
  }

  /** The part that is being signed, from 1; the last one when all are. */
  public int current() {
    return part;
  }

  /** BankID's assessment of the risk of a part that is signed, when it was asked for and given. */
  public Optional<String> risk(int number) {
    return number > partRisks.length
        ? Optional.empty()
        : Optional.ofNullable(partRisks[number - 1]).filter(risk -> !risk.isEmpty());
  }

  /** The submissions of the part that is being signed. */
  List<SubmissionId> beingSigned() {
    return each().get(part - 1);
  }

  /** The submissions of the part that is being signed and of those after it. */
  List<SubmissionId> unsigned() {
    return each().stream().skip(part - 1).flatMap(List::stream).toList();
  }

  /**
   * The part that is being signed is signed; the next one begins.
   *
   * @return false when there is no next one
   */
  boolean next(Optional<String> risk) {
    partRisks = Arrays.copyOf(partRisks, part);
    partRisks[part - 1] = risk.orElse("");
    if (part == partSizes.length) {
      return false;
    }
    part++;
    return true;
  }
}
