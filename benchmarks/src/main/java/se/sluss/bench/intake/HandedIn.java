package se.sluss.bench.intake;

import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.sluss.launcher.demo.SampleDocuments;

/**
 * Valid documents, each under an id of its own, and reports each of another assistant or month: two
 * of the same would be a warning, which is looked up.
 */
final class HandedIn {
  /** The provider in all of them. */
  static final String ORGANISATION = SampleDocuments.organisationNumber(1);

  private static final Pattern BETWEEN = Pattern.compile(">\\s+<");
  private static final Pattern ROWS =
      Pattern.compile("<tidrapport>.*</tidrapport>", Pattern.DOTALL);
  private static final int DAYS = 30;
  private static final int ROWS_A_DAY = 7;

  private static final UUID ID = UUID.randomUUID();
  private static final String MONTH = "2026-11";
  private static final List<String> PERSONS = SampleDocuments.ADULTS;

  /** When all of them were grown up. */
  private static final YearMonth FIRST_MONTH = YearMonth.of(2011, 1);

  private static final AtomicInteger REPORTS = new AtomicInteger();

  private static final Text NOTIFICATION =
      Text.of(
          SampleDocuments.notification(
              ID, ORGANISATION, SampleDocuments.ASSISTED, SampleDocuments.ASSISTANT),
          ID.toString());
  private static final Text TIME_REPORT =
      Text.of(
          ROWS.matcher(
                  text(
                      SampleDocuments.timeReport(
                          ID, ORGANISATION, SampleDocuments.ASSISTED, SampleDocuments.ASSISTANT)))
              .replaceFirst("<tidrapport>" + rows() + "</tidrapport>")
              .getBytes(StandardCharsets.UTF_8),
          ID.toString(),
          MONTH,
          SampleDocuments.ASSISTED,
          SampleDocuments.ASSISTANT);

  private HandedIn() {}

  /** Without what is only there for the eye. */
  static byte[] notification() {
    return NOTIFICATION.with(UUID.randomUUID().toString());
  }

  /** Every day of the month in many rows. */
  static byte[] timeReport() {
    int number = REPORTS.getAndIncrement();
    int pair = number % (PERSONS.size() * (PERSONS.size() - 1));
    int assisted = pair % PERSONS.size();
    int assistant = (assisted + 1 + pair / PERSONS.size()) % PERSONS.size();
    return TIME_REPORT.with(
        UUID.randomUUID().toString(),
        month(number / (PERSONS.size() * (PERSONS.size() - 1))).toString(),
        PERSONS.get(assisted),
        PERSONS.get(assistant));
  }

  /** The n-th that has all days. */
  private static YearMonth month(int n) {
    int withAllDays = 11;
    int of = n % withAllDays;
    return FIRST_MONTH.plusMonths(12L * (n / withAllDays) + (of == 0 ? 0 : of + 1));
  }

  /** All but what differs, so that writing one takes nothing from what is measured. */
  private record Text(List<String> between) {
    static Text of(byte[] sample, String... differing) {
      String compact = BETWEEN.matcher(text(sample).strip()).replaceAll("><");
      List<String> between = new ArrayList<>();
      int at = 0;
      for (String each : differing) {
        int begin = compact.indexOf(each, at);
        between.add(compact.substring(at, begin));
        at = begin + each.length();
      }
      between.add(compact.substring(at));
      return new Text(between);
    }

    byte[] with(String... values) {
      StringBuilder all = new StringBuilder(between.getFirst());
      for (int i = 0; i < values.length; i++) {
        all.append(values[i]).append(between.get(i + 1));
      }
      return all.toString().getBytes(StandardCharsets.UTF_8);
    }
  }

  private static String text(byte[] xml) {
    return new String(xml, StandardCharsets.UTF_8);
  }

  private static String rows() {
    return IntStream.range(0, DAYS * ROWS_A_DAY)
        .mapToObj(
            i ->
                "<rapportRad><dag>%d</dag><fromTid>%02d.00</fromTid><tomTid>%02d.30</tomTid><aktivTid>true</aktivTid></rapportRad>"
                    .formatted(1 + i / ROWS_A_DAY, 6 + i % ROWS_A_DAY, 6 + i % ROWS_A_DAY))
        .collect(Collectors.joining());
  }
}
