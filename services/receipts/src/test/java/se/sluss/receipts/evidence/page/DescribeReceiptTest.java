package se.sluss.receipts.evidence.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.evidence.Manifest;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class DescribeReceiptTest {
  private static final Instant SUMMER = Instant.parse("2026-07-01T10:00:00Z");

  @Test
  void characterThatXmlCannotHoldIsReplacedAndTheRestStays() {
    ReceiptPage page =
        DescribeReceipt.in(Language.SWEDISH, decided("två\u000Brader\n och \uD800!"));

    assertThat(values(page)).contains("två\uFFFDrader\n och \uFFFD!");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void timesAreSwedishClockTimeWithTheOffset(Language language) {
    assertThat(values(DescribeReceipt.in(language, decided("x"))))
        .contains("2026-07-01 12:00:00 +02:00");
  }

  @Test
  void onlyTestModeIsMarked() {
    assertThat(DescribeReceipt.in(Language.ENGLISH, decided("x")).notice()).startsWith("Test mode");
    assertThat(DescribeReceipt.in(Language.ENGLISH, decided("x", Mode.LIVE)).notice()).isEmpty();
  }

  private static List<String> values(ReceiptPage page) {
    return page.sections().stream()
        .flatMap(section -> section.rows().stream())
        .map(ReceiptPage.Row::value)
        .toList();
  }

  private static PageFacts decided(String reason) {
    return decided(reason, Mode.TEST);
  }

  private static PageFacts decided(String reason, Mode mode) {
    return new PageFacts(
        new Manifest.Receipt(
            ReceiptId.next(),
            SubmissionId.next(),
            VendorId.next(),
            TenantId.next(),
            mode,
            Service.ELT,
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            ReceiptOutcome.REFUSED,
            Manifest.Source.OPERATOR,
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Manifest.Operator(reason, "administrator")),
            SUMMER,
            SUMMER),
        new Manifest.DocumentFacts("00", "x"),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of());
  }
}
