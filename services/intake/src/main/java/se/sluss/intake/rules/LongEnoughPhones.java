package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** A phone number has seven characters that are seen. */
final class LongEnoughPhones implements Rule {
  private static final int SHORTEST = 7;

  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    Place root = document.root();
    return Stream.of(
            root.child("assistansanordnare").flatMap(provider -> provider.child("telefonnummer")),
            root.child("telefonnummerAnordnare"),
            root.child("telefonnummerAssistent"))
        .flatMap(phone -> phone.stream())
        .filter(
            phone -> phone.text().codePoints().filter(LongEnoughPhones::isSeen).count() < SHORTEST)
        .map(phone -> Finding.of(phone.xpath(), Code.PHONE_TOO_SHORT));
  }

  /** A space that does not break is no white space to {@link Character#isWhitespace(int)}. */
  private static boolean isSeen(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && !Character.isISOControl(c)
        && Character.getType(c) != Character.FORMAT;
  }
}
