package se.sluss.intake.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.submission.HistoryEntry;
import se.sluss.intake.submission.MissingReport;
import se.sluss.intake.submission.MonthRow;
import se.sluss.intake.submission.MonthSums;
import se.sluss.intake.submission.Owner;
import se.sluss.intake.submission.ReadySubmission;
import se.sluss.intake.submission.Subject;
import se.sluss.intake.submission.Submission;
import se.sluss.intake.submission.SubmissionState;
import se.sluss.intake.submission.SubmissionView;
import se.sluss.intake.submission.Submissions;
import se.sluss.intake.submission.Wanted;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.SealedBytes;

/** Submissions in Postgres. */
@ApplicationScoped
class SubmissionRepository implements Submissions, PanacheRepositoryBase<SubmissionEntity, String> {
  private static final String REPORTS =
      """
      WITH report AS NOT MATERIALIZED (
        SELECT * FROM submission
        WHERE tenant_id = :tenant AND mode = :mode AND person_key = :person
          AND assistant_key = :assistant AND month = :month)
      SELECT
        EXISTS (SELECT FROM report
          WHERE document_id <> :document AND state NOT IN ('CANCELLED', 'EXPIRED', 'REFUSED')),
        (SELECT coalesce(max(report_number), 0) + 1 FROM report)
      """;

  /** Each by its month, so that an index finds it. */
  private static final String NOT_REPORTED_SINCE =
      """
      not exists (
        select 1 from SubmissionEntity now
        where now.vendorId = own.vendorId and now.tenantId = own.tenantId and now.mode = own.mode
          and now.personKey = own.personKey and now.assistantKey = own.assistantKey
          and now.month = :month and now.state not in :vain)
      and not exists (
        select 1 from SubmissionEntity later
        where later.vendorId = own.vendorId and later.tenantId = own.tenantId
          and later.mode = own.mode and later.personKey = own.personKey
          and later.assistantKey = own.assistantKey and later.month = :before
          and later.state not in :vain
          and (later.createdAt, later.id) > (own.createdAt, own.id))
      """;

  private static final int KEY = 32;

  private static final String KEEP_ENTRY =
      """
      INSERT INTO submission_history
        (submission_id, number, vendor_id, tenant_id, mode, state, at, code, why, next, parts)
      SELECT :id, coalesce(max(number), 0) + 1, :vendor, :tenant, :mode, :state, :at, :code, :why,
        :next, :parts
      FROM submission_history WHERE submission_id = :id
      """;

  private static final String NEWEST_FIRST = " order by createdAt desc, id desc";

  private final NewSubmissionTable added;
  private final DocumentTable documents;
  private final SigningOrderTable orders;
  private final MonthTable months;
  private final StandingTable standing;

  SubmissionRepository(
      NewSubmissionTable added,
      DocumentTable documents,
      SigningOrderTable orders,
      MonthTable months,
      StandingTable standing) {
    this.added = added;
    this.documents = documents;
    this.orders = orders;
    this.months = months;
    this.standing = standing;
  }

  @Override
  public Set<SubmissionId> add(List<ReadySubmission> submissions) {
    return added.add(submissions);
  }

  @Override
  public Optional<SubmissionView> byDocument(SubmissionRef wanted) {
    return find(
            "tenantId = ?1 and service = ?2 and mode = ?3 and documentId = ?4",
            wanted.tenantId().value(),
            wanted.service(),
            wanted.mode().wire(),
            wanted.documentId())
        .firstResultOptional()
        .map(this::withHistory);
  }

  @Override
  public Reports reports(TenantId tenantId, Mode mode, Subject subject, String documentId) {
    Object[] row =
        (Object[])
            getEntityManager()
                .createNativeQuery(REPORTS, Object[].class)
                .setParameter("tenant", tenantId.value())
                .setParameter("mode", mode.wire())
                .setParameter("person", subject.personKey())
                .setParameter("assistant", subject.assistantKey())
                .setParameter("month", subject.month().orElseThrow().toString())
                .setParameter("document", documentId)
                .getSingleResult();
    return new Reports((Boolean) row[0], ((Number) row[1]).intValue());
  }

  @Override
  public Optional<Submission> lock(String id) {
    return findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE).map(SubmissionEntity::toSubmission);
  }

  @Override
  public void save(Submission submission, Optional<HistoryEntry> entry) {
    SubmissionRef ref = submission.ref();
    findById(ref.submissionId().value()).take(submission.progress());
    flush();
    entry.ifPresent(happened -> keep(ref, happened));
  }

  @Override
  public Optional<SubmissionView> view(String id) {
    return findByIdOptional(id).map(this::withHistory);
  }

  @Override
  public Optional<SealedDocument> document(String id) {
    return findByIdOptional(id)
        .map(
            row ->
                new SealedDocument(
                    row.ref(),
                    row.documentSha256,
                    Objects.requireNonNull(documents.of(List.of(id)).get(id))));
  }

  @Override
  public List<SubmissionView> list(Owner owner, Wanted wanted, @Nullable Place after, int limit) {
    SubmissionQuery query = SubmissionQuery.of(owner).wanted(wanted);
    if (after != null) {
      query.and("(createdAt, id) < (:at, :last)", "at", after.createdAt()).bind("last", after.id());
    }
    List<SubmissionEntity> rows =
        find(query.where() + NEWEST_FIRST, query.values()).range(0, limit - 1).list();
    List<String> ids = rows.stream().map(row -> row.id).toList();
    Map<String, List<HistoryEntry>> histories = histories(ids);
    Map<String, List<SigningOrderId>> signedBy = orders.of(ids);
    List<Submission> now = now(rows);
    return IntStream.range(0, rows.size())
        .mapToObj(
            i ->
                SubmissionView.of(
                    now.get(i),
                    rows.get(i).version,
                    histories.getOrDefault(ids.get(i), List.of()),
                    signedBy.getOrDefault(ids.get(i), List.of())))
        .toList();
  }

  @Override
  public MonthSums sums(Owner owner, YearMonth month) {
    return months.sums(owner, month);
  }

  @Override
  public List<MonthRow> month(Owner owner, YearMonth month, @Nullable String after, int limit) {
    List<SubmissionEntity> rows =
        byPeople(
            SubmissionQuery.of(owner).and("month = :month", "month", month.toString()),
            after,
            limit);
    List<String> ids = rows.stream().map(row -> row.id).toList();
    Map<String, SealedBytes> sealed = documents.of(ids);
    Set<String> madeUpFor = months.madeUpFor(ids);
    return now(rows).stream()
        .map(
            report -> {
              String id = report.ref().submissionId().value();
              return new MonthRow(
                  report, Objects.requireNonNull(sealed.get(id)), madeUpFor.contains(id));
            })
        .toList();
  }

  @Override
  public List<MissingReport> missing(
      Owner owner, YearMonth month, @Nullable String after, int limit) {
    SubmissionQuery query =
        SubmissionQuery.of(owner)
            .and("month = :before", "before", month.minusMonths(1).toString())
            .and("state not in :vain", "vain", SubmissionState.inVain())
            .and(NOT_REPORTED_SINCE, "month", month.toString());
    List<SubmissionEntity> rows = byPeople(query, after, limit);
    Map<String, SealedBytes> sealed = documents.of(rows.stream().map(row -> row.id).toList());
    return rows.stream()
        .map(
            row ->
                new MissingReport(row.toSubmission(), Objects.requireNonNull(sealed.get(row.id))))
        .toList();
  }

  private List<SubmissionEntity> byPeople(
      SubmissionQuery query, @Nullable String after, int limit) {
    if (after != null) {
      query
          .and(
              "(personKey, assistantKey, id) > (:person, :assistant, :last)",
              "last",
              after.substring(2 * KEY))
          .bind("person", after.substring(0, KEY))
          .bind("assistant", after.substring(KEY, 2 * KEY));
    }
    return find(
            "from SubmissionEntity own where "
                + query.where()
                + " order by personKey, assistantKey, id",
            query.values())
        .range(0, limit - 1)
        .list();
  }

  @Override
  public void signedBy(SigningOrderCompleted order) {
    orders.keep(order);
  }

  private SubmissionView withHistory(SubmissionEntity row) {
    return SubmissionView.of(
        now(List.of(row)).getFirst(),
        row.version,
        histories(List.of(row.id)).getOrDefault(row.id, List.of()),
        orders.of(List.of(row.id)).getOrDefault(row.id, List.of()));
  }

  private List<Submission> now(List<SubmissionEntity> rows) {
    return standing.now(rows.stream().map(SubmissionEntity::toSubmission).toList());
  }

  private Map<String, List<HistoryEntry>> histories(Collection<String> ids) {
    return getEntityManager()
        .createQuery(
            "from HistoryEntity where submissionId in :ids order by submissionId, number",
            HistoryEntity.class)
        .setParameter("ids", ids)
        .getResultStream()
        .collect(
            Collectors.groupingBy(
                row -> row.submissionId,
                Collectors.mapping(HistoryEntity::toEntry, Collectors.toList())));
  }

  private void keep(SubmissionRef ref, HistoryEntry entry) {
    getEntityManager()
        .createNativeQuery(KEEP_ENTRY)
        .setParameter("id", ref.submissionId().value())
        .setParameter("vendor", ref.vendorId().value())
        .setParameter("tenant", ref.tenantId().value())
        .setParameter("mode", ref.mode().wire())
        .setParameter("state", entry.state().name())
        .setParameter("at", entry.at())
        .setParameter("code", entry.code())
        .setParameter("why", entry.why())
        .setParameter("next", entry.next())
        .setParameter("parts", entry.partsText())
        .executeUpdate();
  }
}
