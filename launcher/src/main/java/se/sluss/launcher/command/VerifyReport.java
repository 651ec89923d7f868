package se.sluss.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.StrictJson;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.evidence.verify.Report;
import se.sluss.model.id.Mode;

/** What was found, for a person or a program. */
final class VerifyReport {
  private static final int WIDTH = 110;
  private static final int NAMES = 24;
  private static final int OUTCOMES = 15;

  private VerifyReport() {}

  static String json(Report report) {
    return new String(StrictJson.write(report), UTF_8) + System.lineSeparator();
  }

  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    report.receipt().ifPresent(receipt -> text.append(about(receipt)));
    text.append(table(report)).append(System.lineSeparator());
    text.append(verdict(report)).append(System.lineSeparator());
    return text.toString();
  }

  private static String about(Manifest.Receipt receipt) {
    String tx = receipt.txId().map(id -> ", tx-id " + id).orElse("");
    String trial =
        receipt.mode() == Mode.TEST
            ? "It is of test mode: nobody signed or took it in earnest.%n"
            : "";
    return ("The package says: document %s was %s at %s%s (receipt %s).%n" + trial + "%n")
        .formatted(
            receipt.documentId(), receipt.outcome(), receipt.answeredAt(), tx, receipt.receiptId());
  }

  private static TextTable table(Report report) {
    TextTable table =
        TextTable.forColumns(
            new ColorScheme.Builder(Ansi.OFF).build(),
            new Column(NAMES, 0, Overflow.SPAN),
            new Column(OUTCOMES, 0, Overflow.SPAN),
            new Column(WIDTH - NAMES - OUTCOMES, 0, Overflow.WRAP));
    for (Finding finding : report.findings()) {
      table.addRowValues(finding.check().text(), word(finding.outcome()), finding.reason());
    }
    return table;
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "passed";
      case FAILED -> "FAILED";
      case NOT_CHECKABLE -> "not checkable";
    };
  }

  private static String verdict(Report report) {
    Optional<Finding> failure =
        report.findings().stream()
            .filter(finding -> finding.outcome() == Outcome.FAILED)
            .findFirst();
    long open =
        report.findings().stream()
            .filter(finding -> finding.outcome() == Outcome.NOT_CHECKABLE)
            .count();
    return switch (report.verdict()) {
      case VALID -> "Everything was checked, and nothing is wrong.";
      case NOTHING_WRONG_FOUND ->
          "Nothing is wrong as far as could be checked; not checkable: " + open + ".";
      case INVALID ->
          "This package is not to be believed: "
              + failure.map(finding -> finding.check().text()).orElseThrow()
              + " failed.";
    };
  }
}
