package se.sluss.receipts.evidence.page;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import se.sluss.evidence.Manifest;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.receipts.evidence.page.ReceiptPage.Row;
import se.sluss.receipts.evidence.page.ReceiptPage.Section;

/** Words a receipt in one language. Times are Swedish clock time, with the offset from UTC. */
final class DescribeReceipt {
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final Language language;
  private final PageFacts facts;
  private final DateTimeFormatter time;
  private final DateTimeFormatter month;

  private DescribeReceipt(Language language, PageFacts facts) {
    this.language = language;
    this.facts = facts;
    this.time =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX", language.locale()).withZone(SWEDEN);
    this.month = DateTimeFormatter.ofPattern("LLLL yyyy", language.locale());
  }

  static ReceiptPage in(Language language, PageFacts facts) {
    return new DescribeReceipt(language, facts).page();
  }

  private ReceiptPage page() {
    Manifest.Receipt receipt = facts.receipt();
    return new ReceiptPage(
        language.tag(),
        text(receipt.outcome() == ReceiptOutcome.RECEIVED ? Text.RECEIVED : Text.REFUSED),
        text(receipt.operator().isPresent() ? Text.DECIDED_BY_PERSON : Text.RECEIVED_LEAD),
        receipt.mode() == Mode.TEST ? text(Text.TEST_MODE) : "",
        Stream.of(answer(), document(), signatures(), history(), attempts(), identifiers())
            .filter(section -> !section.rows().isEmpty())
            .toList());
  }

  private Section answer() {
    Manifest.Receipt receipt = facts.receipt();
    List<Row> rows = new ArrayList<>();
    receipt.txId().ifPresent(txId -> rows.add(code(Text.TX_ID, txId)));
    boolean byPerson = receipt.operator().isPresent();
    rows.add(row(byPerson ? Text.DECIDED_AT : Text.ANSWERED_AT, at(receipt.answeredAt())));
    receipt.refusalReason().ifPresent(reason -> rows.add(row(Text.REASON, text(refusal(reason)))));
    facts.refusalMessage().ifPresent(words -> rows.add(row(Text.MESSAGE, words)));
    receipt
        .operator()
        .ifPresent(
            operator -> {
              rows.add(row(Text.DECIDED_BY, operator.resolvedBy()));
              rows.add(row(Text.REASON, operator.reason()));
            });
    return section(Text.ANSWER, rows);
  }

  private Section document() {
    List<Row> rows = new ArrayList<>();
    facts
        .document()
        .ifPresent(
            document -> {
              rows.add(row(Text.KIND, kind(document)));
              var person = document.assistedPerson();
              rows.add(
                  row(
                      Text.ASSISTED_PERSON,
                      person(
                          person.givenName(), person.surname(), person.personnummer().digits())));
              var assistant = document.assistant();
              rows.add(
                  row(
                      Text.ASSISTANT,
                      person(assistant.givenName(), assistant.surname(), assistant.digits())));
              document
                  .organisation()
                  .map(Organisationsnummer::digits)
                  .ifPresent(number -> rows.add(code(Text.PROVIDER, number)));
            });
    rows.add(code(Text.DOCUMENT_ID, facts.receipt().documentId()));
    rows.add(code(Text.DOCUMENT_HASH, facts.hashes().sha256()));
    return section(Text.DOCUMENT, rows);
  }

  private Section signatures() {
    return section(
        Text.SIGNATURES,
        facts.signers().stream()
            .map(
                signer ->
                    row(
                        switch (signer.role()) {
                          case ASSISTENT -> Text.BY_ASSISTENT;
                          case ANORDNARE -> Text.BY_ANORDNARE;
                        },
                        Text.SIGNED_BY.in(
                            language,
                            signer.name(),
                            signer.number(),
                            at(signer.signedAt()),
                            signer.passed())))
            .toList());
  }

  private Section history() {
    return section(
        Text.HISTORY,
        facts.history().stream()
            .map(step -> new Row(at(step.at()), step(step.event()), false))
            .toList());
  }

  private Section attempts() {
    return section(
        Text.ATTEMPTS,
        facts.attempts().stream()
            .map(
                attempt ->
                    new Row(
                        Text.ATTEMPT.in(language, attempt.number()),
                        at(attempt.startedAt()) + ": " + outcome(attempt.outcome()),
                        false))
            .toList());
  }

  private Section identifiers() {
    Manifest.Receipt receipt = facts.receipt();
    return section(
        Text.IDENTIFIERS,
        List.of(
            code(Text.RECEIPT, receipt.receiptId().value()),
            code(Text.SUBMISSION, receipt.submissionId().value()),
            code(Text.TENANT, receipt.tenantId().value()),
            row(Text.CHECKING, text(Text.CHECKING_HOW))));
  }

  private String kind(DocumentFacts document) {
    return switch (document.service()) {
      case E_IOA -> text(Text.NOTIFICATION);
      case ELT -> Text.TIME_REPORT.in(language, document.month().map(this::month).orElse("?"));
    };
  }

  private String month(YearMonth reported) {
    return month.format(reported);
  }

  private static Text refusal(RefusalReason reason) {
    return switch (reason) {
      case XML_VALIDATION -> Text.REFUSAL_XML;
      case SIGNATURE_VALIDATION -> Text.REFUSAL_SIGNATURE;
    };
  }

  /** Steps are named after what they are called in the words; one without words shows its name. */
  private String step(String name) {
    return switch (name) {
      case "RECEIVED" -> text(Text.OUTCOME_RECEIVED);
      case "REFUSED" -> text(Text.OUTCOME_REFUSED);
      case "ACCEPTED",
          "AWAITING_SIGNATURE",
          "REMINDED",
          "SIGNED",
          "QUEUED",
          "SENDING",
          "IN_DOUBT",
          "PARKED",
          "RESOLVED",
          "CANCEL_REQUESTED" ->
          text(Text.valueOf(name));
      default -> name;
    };
  }

  private String outcome(String name) {
    return switch (name) {
      case "RECEIVED", "REFUSED", "IN_DOUBT", "NOT_SENT", "SHUT_OFF", "UNKNOWN" ->
          text(Text.valueOf("OUTCOME_" + name));
      default -> name;
    };
  }

  private static String person(String givenName, String surname, String number) {
    return givenName + " " + surname + ", " + number;
  }

  private String at(Instant instant) {
    return time.format(instant);
  }

  private String text(Text text) {
    return text.in(language);
  }

  private Section section(Text heading, List<Row> rows) {
    return new Section(text(heading), rows);
  }

  private Row row(Text label, String value) {
    return new Row(text(label), readable(value), false);
  }

  /** What XML can hold: the page is read as XML to make the PDF. */
  private static String readable(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints()
        .map(c -> Character.isISOControl(c) && !isSpace(c) || isNone(c) ? 0xFFFD : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean isSpace(int c) {
    return c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isNone(int c) {
    return Character.getType(c) == Character.SURROGATE || c == 0xFFFE || c == 0xFFFF;
  }

  private Row code(Text label, String value) {
    return new Row(text(label), value, true);
  }
}
