package se.sluss.bench.intake;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.sluss.launcher.demo.SampleDocuments;

/** Valid documents, each under an id of its own. */
final class HandedIn {
  /** The provider in all of them. */
  static final String ORGANISATION = SampleDocuments.organisationNumber(1);

  private static final Pattern BETWEEN = Pattern.compile(">\\s+<");
  private static final Pattern ROWS =
      Pattern.compile("<tidrapport>.*</tidrapport>", Pattern.DOTALL);
  private static final int DAYS = 30;
  private static final int ROWS_A_DAY = 7;

  private HandedIn() {}

  /** Without what is only there for the eye. */
  static byte[] notification() {
    return compact(
        text(
            SampleDocuments.notification(
                UUID.randomUUID(),
                ORGANISATION,
                SampleDocuments.ASSISTED,
                SampleDocuments.ASSISTANT)));
  }

  /** Every day of the month in many rows. */
  static byte[] timeReport() {
    String one =
        text(
            SampleDocuments.timeReport(
                UUID.randomUUID(),
                ORGANISATION,
                SampleDocuments.ASSISTED,
                SampleDocuments.ASSISTANT));
    return compact(ROWS.matcher(one).replaceFirst("<tidrapport>" + rows() + "</tidrapport>"));
  }

  private static String rows() {
    return IntStream.range(0, DAYS * ROWS_A_DAY)
        .mapToObj(
            i ->
                "<rapportRad><dag>%d</dag><fromTid>%02d.00</fromTid><tomTid>%02d.30</tomTid><aktivTid>true</aktivTid></rapportRad>"
                    .formatted(1 + i / ROWS_A_DAY, 6 + i % ROWS_A_DAY, 6 + i % ROWS_A_DAY))
        .collect(Collectors.joining());
  }

  private static String text(byte[] xml) {
    return new String(xml, StandardCharsets.UTF_8);
  }

  private static byte[] compact(String xml) {
    return BETWEEN.matcher(xml.strip()).replaceAll("><").getBytes(StandardCharsets.UTF_8);
  }
}
