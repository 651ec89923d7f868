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
    return line(new String(StrictJson.write(report), UTF_8));
  }

  static String text(Report report) {
    StringBuilder text = new StringBuilder();
    report.receipt().ifPresent(receipt -> text.append(about(receipt)));
    text.append(table(report)).append(System.lineSeparator());
    text.append(line(verdict(report)));
    return text.toString();
  }

  private static String line(String text) {
    return plain(text) + System.lineSeparator();
  }

  /**
   * What a package holds may be meant for the screen: to move on it, hide what stands there or turn
   * it around. Whatever is not seen is written as JSON would, which it therefore does not change.
   */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (isSeen(point)) {
                plain.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  plain.append("\\u%04x".formatted((int) unit));
                }
              }
            });
    return plain.toString();
  }

  private static boolean isSeen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }

  private static String about(Manifest.Receipt receipt) {
    String tx = receipt.txId().map(id -> ", tx-id " + id).orElse("");
    String trial =
        receipt.mode() == Mode.TEST
            ? line("It is of test mode: nobody signed or took it in earnest.")
            : "";
    String what =
        "The package says: document %s was %s at %s%s (receipt %s)."
            .formatted(
                receipt.documentId(),
                receipt.outcome(),
                receipt.answeredAt(),
                tx,
                receipt.receiptId());
    return line(what) + trial + line("");
  }

  private static TextTable table(Report report) {
    TextTable table =
        TextTable.forColumns(
            new ColorScheme.Builder(Ansi.OFF).build(),
            new Column(NAMES, 0, Overflow.SPAN),
            new Column(OUTCOMES, 0, Overflow.SPAN),
            new Column(WIDTH - NAMES - OUTCOMES, 0, Overflow.WRAP));
    for (Finding finding : report.findings()) {
      table.addRowValues(finding.check().text(), word(finding.outcome()), plain(finding.reason()));
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
      case VALID -> "All that a package can show was checked, and nothing is wrong.";
      case NOTHING_WRONG_FOUND ->
          "Nothing is wrong as far as could be checked; not checkable: " + open + ".";
      case INVALID ->
          "This package is not to be believed: "
              + failure.map(finding -> finding.check().text()).orElseThrow()
              + " failed.";
    };
  }
}
