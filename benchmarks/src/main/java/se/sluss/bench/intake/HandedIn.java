package se.sluss.bench.intake;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
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

  private static final Text NOTIFICATION =
      Text.of(
          id ->
              SampleDocuments.notification(
                  id, ORGANISATION, SampleDocuments.ASSISTED, SampleDocuments.ASSISTANT),
          UnaryOperator.identity());
  private static final Text TIME_REPORT =
      Text.of(
          id ->
              SampleDocuments.timeReport(
                  id, ORGANISATION, SampleDocuments.ASSISTED, SampleDocuments.ASSISTANT),
          xml -> ROWS.matcher(xml).replaceFirst("<tidrapport>" + rows() + "</tidrapport>"));

  private HandedIn() {}

  /** Without what is only there for the eye. */
  static byte[] notification() {
    return NOTIFICATION.another();
  }

  /** Every day of the month in many rows. */
  static byte[] timeReport() {
    return TIME_REPORT.another();
  }

  /** All but its id, so that writing one takes nothing from what is measured. */
  private record Text(String before, String after) {
    static Text of(Function<UUID, byte[]> document, UnaryOperator<String> change) {
      UUID id = UUID.randomUUID();
      String xml = change.apply(new String(document.apply(id), StandardCharsets.UTF_8));
      String[] parts =
          BETWEEN.matcher(xml.strip()).replaceAll("><").split(Pattern.quote(id.toString()), -1);
      if (parts.length != 2) {
        throw new IllegalStateException("A sample names its id not once");
      }
      return new Text(parts[0], parts[1]);
    }

    byte[] another() {
      return (before + UUID.randomUUID() + after).getBytes(StandardCharsets.UTF_8);
    }
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
