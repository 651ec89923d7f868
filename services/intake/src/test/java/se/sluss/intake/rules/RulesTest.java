package se.sluss.intake.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import se.sluss.model.contract.DocumentKind;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

class RulesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
  private static final String ROWS = "/Tidredovisning/tidrapport/";

  static Stream<Arguments> rows() {
    return Stream.of(
        arguments("an ordinary day", "2026-11", "3 07.30 12.00;3 13.00 24.00", List.of()),
        arguments("a whole day", "2026-11", "3 00.00 24.00", List.of()),
        arguments("rows that meet", "2026-11", "3 07.00 08.00;3 08.00 09.00", List.of()),
        arguments("no rows", "2026-11", "", List.of()),
        arguments("the last day", "2026-11", "30 07.00 08.00", List.of()),
        arguments(
            "a day that November lacks",
            "2026-11",
            "31 07.00 08.00",
            List.of("rapportRad/dag day-outside-month")),
        arguments("a leap day", "2028-02", "29 07.00 08.00", List.of()),
        arguments(
            "a leap day of another year",
            "2026-02",
            "29 07.00 08.00",
            List.of("rapportRad/dag day-outside-month")),
        arguments(
            "minutes that no clock shows",
            "2026-11",
            "3 07.60 08.00",
            List.of("rapportRad/fromTid not-a-time")),
        arguments(
            "hours that no clock shows",
            "2026-11",
            "3 23.00 25.00",
            List.of("rapportRad/tomTid not-a-time")),
        arguments(
            "past the end of the day",
            "2026-11",
            "3 23.00 24.01",
            List.of("rapportRad/tomTid not-a-time")),
        arguments(
            "a beginning at the end of the day",
            "2026-11",
            "3 24.00 24.00",
            List.of("rapportRad/fromTid not-a-time")),
        arguments(
            "an end before the beginning",
            "2026-11",
            "3 22.00 06.00",
            List.of("rapportRad row-ends-before-it-begins")),
        arguments(
            "no time at all",
            "2026-11",
            "3 08.00 08.00",
            List.of("rapportRad row-ends-before-it-begins")),
        arguments(
            "rows that overlap",
            "2026-11",
            "3 07.00 12.00;3 11.59 13.00",
            List.of("rapportRad[2] rows-overlap")),
        arguments(
            "the same hours on two days", "2026-11", "3 07.00 12.00;4 07.00 12.00", List.of()),
        arguments(
            "rows inside a long one",
            "2026-11",
            "3 10.00 11.00;3 00.00 21.00;3 12.00 13.00",
            List.of("rapportRad[1] rows-overlap", "rapportRad[3] rows-overlap")),
        arguments(
            "more hours than a day has",
            "2026-11",
            "3 00.00 24.00;3 07.00 08.00;3 08.00 09.00",
            List.of(
                "rapportRad[2] rows-overlap",
                "rapportRad[3] rows-overlap",
                "rapportRad[2] too-many-hours-in-day")),
        arguments("the hour that summer time skips", "2026-03", "29 00.00 24.00", List.of()),
        arguments("an hour that is not there", "2026-03", "29 02.00 03.00", List.of()),
        arguments("the day with an hour twice", "2026-10", "25 00.00 24.00", List.of()),
        arguments(
            "that hour counted by the sender",
            "2026-10",
            "25 00.00 24.00;25 02.00 03.00",
            List.of("rapportRad[2] rows-overlap", "rapportRad[2] too-many-hours-in-day")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void rowsAreReadAsAClockReadsThem(String name, String month, String rows, List<String> told) {
    assertThat(findings(report(month, rows)))
        .extracting(f -> f.place().replace(ROWS, "") + " " + f.code().slug())
        .containsExactlyInAnyOrderElementsOf(told);
  }

  static Stream<Arguments> periods() {
    return Stream.of(
        arguments("2026-11-01 2026-11-30", List.of()),
        arguments("2026-07-01 2026-12-31", List.of()),
        arguments("2026-11-16 2026-11-30;2026-11-01 2026-11-15", List.of()),
        arguments("2026-11-01 2026-11-29", List.of("berakningsperiod periods-do-not-cover-month")),
        arguments("2026-10-01 2026-10-31", List.of("berakningsperiod periods-do-not-cover-month")),
        arguments(
            "2026-11-01 2026-11-14;2026-11-16 2026-11-30",
            List.of("berakningsperiod[1] periods-do-not-cover-month")),
        arguments(
            "2026-11-30 2026-11-01",
            List.of(
                "berakningsperiod period-ends-before-it-begins",
                "berakningsperiod periods-do-not-cover-month")));
  }

  @ParameterizedTest
  @MethodSource("periods")
  void calculationPeriodsCoverTheMonth(String periods, List<String> told) {
    StringBuilder xml = new StringBuilder();
    for (String period : periods.split(";")) {
      String[] days = period.split(" ");
      xml.append(
          "<berakningsperiod><fromDag>%s</fromDag><tomDag>%s</tomDag></berakningsperiod>"
              .formatted(days[0], days[1]));
    }
    String report =
        report("2026-11", "3 07.00 08.00")
            .replace("<assistansanordnare>", xml + "<assistansanordnare>");

    assertThat(findings(report))
        .extracting(f -> f.place().replace("/Tidredovisning/", "") + " " + f.code().slug())
        .containsExactlyInAnyOrderElementsOf(told);
  }

  @Test
  void whoeverHasAssistanceHasBeenBorn() {
    String report =
        report("2026-11", "3 07.00 08.00").replace(TestPersons.ASSISTED, TestPersons.CHILD);
    LocalDate born = Personnummer.parse(TestPersons.CHILD).orElseThrow().dateOfBirth();

    assertThat(findings(report, born)).isEmpty();
    assertThat(findings(report, born.minusDays(1)))
        .extracting(f -> f.place() + " " + f.code().slug())
        .containsExactly("/Tidredovisning/personSomHarAssistans/personnummer not-born-yet");
  }

  @Test
  void anAssistantIsEighteenOnTheFirstDay() {
    String child =
        report("2026-11", "3 07.00 08.00").replace(TestPersons.ASSISTANT, TestPersons.CHILD);
    String grownUp = child.replace("2026-11", "2035-01");

    assertThat(findings(child))
        .extracting(f -> f.place() + " " + f.code().slug())
        .containsExactly("/Tidredovisning/assistent/personnummer assistant-under-18");
    assertThat(findings(grownUp.replace("<dag>3<", "<dag>9<"))).hasSize(1);
    assertThat(findings(grownUp.replace("<dag>3<", "<dag>10<"))).isEmpty();
  }

  @Test
  void anAssistantOfAReportWithoutHoursIsEighteenBeforeTheMonthEnds() {
    String child = report("2035-01", "").replace(TestPersons.ASSISTANT, TestPersons.CHILD);

    assertThat(findings(child)).isEmpty();
    assertThat(findings(child.replace("2035-01", "2034-12")))
        .extracting(Finding::code)
        .containsExactly(Code.ASSISTANT_UNDER_18);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-2026-12-01", "12026-12-01", "-0001-12-01Z", " 12026-12-01+01:00 "})
  void dateThatNoRuleReadsIsNoDate(String date) {
    assertThat(findings(notification().replace("2099-12-01", date)))
        .extracting(f -> f.code() + " " + f.place())
        .containsExactly("WRONG_PATTERN /AnmalanFranArbetsgivare/assistent/andringGallerFrom");
  }

  @Test
  void anAssistantIsEighteenWhenTheNotificationBeginsToApply() {
    String grownUp = notification().replace(TestPersons.ASSISTANT, TestPersons.CHILD);
    String child = grownUp.replace("2099-12-01", "2035-01-09");

    assertThat(findings(child))
        .extracting(f -> f.place() + " " + f.code().slug())
        .containsExactly("/AnmalanFranArbetsgivare/assistent/personnummer assistant-under-18");
    assertThat(findings(grownUp.replace("2099-12-01", "2035-01-10"))).isEmpty();
  }

  @Test
  void aNotificationThatAppliesFromThePastIsWarnedAboutAndNoMore() {
    String today = notification().replace("2099-12-01", "2026-11-20");
    String yesterday = notification().replace("2099-12-01", "2026-11-19");

    assertThat(findings(today)).isEmpty();
    assertThat(findings(yesterday))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(Code.APPLIES_FROM_THE_PAST);
              assertThat(finding.isError()).isFalse();
              assertThat(finding.place())
                  .isEqualTo("/AnmalanFranArbetsgivare/assistent/andringGallerFrom");
            });
  }

  @Test
  void anAssistantWhoCannotSignIsWarnedAboutWhereTheySign() {
    String number = "<personnummer>" + TestPersons.ASSISTANT + "</personnummer>";
    String coordinated =
        "<samordningsnummer>" + TestPersons.COORDINATION_NUMBER + "</samordningsnummer>";
    String report = report("2026-11", "1 08.00 12.00");

    assertThat(findings(report)).isEmpty();
    assertThat(findings(report.replace(number, coordinated)))
        .extracting(f -> f.place() + " " + f.code().slug() + " " + f.isError())
        .containsExactly("/Tidredovisning/assistent/samordningsnummer assistant-cannot-sign false");
    assertThat(findings(notification().replace(number, coordinated))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\u00a0", "\u2007", "\u202f", "\u3000", "\u0085", "\u200b"})
  void aPhoneNumberIsNoWhiteSpace(String space) {
    String number = space + "0" + space + "9" + space + "0" + space + "1" + space;
    assertThat(findings(notification().replace("0901234567", number)))
        .extracting(f -> f.code() + " " + f.place())
        .containsExactly(
            "PHONE_TOO_SHORT /AnmalanFranArbetsgivare/assistansanordnare/telefonnummer",
            "PHONE_TOO_SHORT /AnmalanFranArbetsgivare/telefonnummerAnordnare");
  }

  @Test
  void halfAMillionElementsTakeNoMoreThanTheirNumber() {
    String deep =
        IntStream.range(0, 55).mapToObj("<n01234567890123456%d>"::formatted).collect(joining());
    String ends =
        IntStream.range(0, 55)
            .mapToObj(i -> "</n01234567890123456%d>".formatted(54 - i))
            .collect(joining());
    String many = ("<b>" + "<a/>".repeat(110) + "</b>").repeat(3_900);
    Document document =
        HardenedXml.parse(
            report("2026-11", "1 08.00 12.00")
                .replace("<tidrapport>", deep + many + ends + "<tidrapport>")
                .getBytes(UTF_8));
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = thread.getCurrentThreadAllocatedBytes();

    Rules.findings(document, DocumentKind.TIME_REPORT, TODAY);

    assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(200L << 20);
  }

  @Test
  void whatCannotBeReadIsLeftToOthers() {
    String broken =
        report("november", "x y z")
            .replace(TestPersons.ASSISTANT, "nobody")
            .replaceAll("(?s)<assistansanordnare>.*</assistansanordnare>", "");

    assertThat(findings(broken)).extracting(Finding::code).containsOnly(Code.NOT_A_TIME);
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyCodeHasWordsInBothLanguages(Code code) {
    String english = code.text(Language.ENGLISH, List.of());
    String swedish = code.text(Language.SWEDISH, List.of());

    assertThat(english).isNotBlank().isNotEqualTo(swedish);
    assertThat(swedish).isNotBlank();
    assertThat(code.slug()).matches("[a-z0-9]+(-[a-z0-9]+)*");
  }

  private static List<Finding> findings(String xml) {
    return findings(xml, TODAY);
  }

  private static List<Finding> findings(String xml, LocalDate today) {
    Document document = HardenedXml.parse(xml.getBytes(UTF_8));
    return Rules.findings(document, DocumentKind.of(document).orElseThrow(), today);
  }

  private static String notification() {
    return new String(
        TestDocuments.notification(UUID.randomUUID(), TestPersons.organisationNumber(1)), UTF_8);
  }

  private static String report(String month, String rows) {
    StringBuilder xml = new StringBuilder("<tidrapport>");
    for (String row : rows.isEmpty() ? new String[0] : rows.split(";")) {
      String[] parts = row.split(" ");
      xml.append(
          "<rapportRad><dag>%s</dag><fromTid>%s</fromTid><tomTid>%s</tomTid><aktivTid>true</aktivTid></rapportRad>"
              .formatted((Object[]) parts));
    }
    return new String(
            TestDocuments.timeReport(UUID.randomUUID(), TestPersons.organisationNumber(1)), UTF_8)
        .replaceAll("(?s)<tidrapport>.*</tidrapport>", xml + "</tidrapport>")
        .replace("2026-11", month);
  }
}
