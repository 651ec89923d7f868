package se.sluss.intake.rest;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.sluss.intake.rules.Code;
import se.sluss.intake.rules.Finding;
import se.sluss.model.identity.Personnummer;
import se.sluss.model.identity.Samordningsnummer;

/**
 * The sender's own words for a submission. They are kept and searched in clear, so a number that
 * names a person is refused in them.
 */
final class References {
  private static final int LONGEST = 200;
  private static final int UNREADABLE = 0xFFFD;
  private static final int MINUS = 0x2212;

  /** From each place on, since what only looks like a number may overlap one that is. */
  private static final Pattern MAYBE_A_PERSON =
      Pattern.compile(
          "(?<!\\d)(?=(\\d{2})?(\\d{2})[- ]?(\\d{2})[- ]?(\\d{2})[-+ ]{0,3}(\\d{4})(?!\\d))");

  private References() {}

  static Optional<String> read(@Nullable String text, List<Finding> faults) {
    if (text == null) {
      return Optional.empty();
    }
    if (text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      faults.add(Finding.of("#/reference", Code.WRONG_LENGTH));
    } else if (!isPlain(text)) {
      faults.add(Finding.of("#/reference", Code.INVALID_VALUE));
    } else if (namesAPerson(text)) {
      faults.add(Finding.of("#/reference", Code.HOLDS_A_PERSONAL_NUMBER));
    } else {
      return Optional.of(text);
    }
    return Optional.empty();
  }

  /**
   * What a text of the database can hold, character by character, and that came as it was sent:
   * what stands for a character that could not be read does not.
   */
  static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || Character.getType(c) == Character.SURROGATE
                    || c == UNREADABLE);
  }

  private static boolean namesAPerson(String text) {
    return Stream.of("", " ")
        .flatMap(unseen -> MAYBE_A_PERSON.matcher(plainly(text, unseen)).results())
        .anyMatch(found -> isANumber(found, "19") || isANumber(found, "20"));
  }

  /**
   * With the digits, dashes and spaces of any script as the plain ones.
   *
   * @param unseen what stands for what has no place of its own: within a number it is nothing, and
   *     between others it may part them
   */
  private static String plainly(String text, String unseen) {
    var plain = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFKC)
        .codePoints()
        .forEach(
            c -> {
              switch (Character.getType(c)) {
                case Character.DECIMAL_DIGIT_NUMBER -> plain.append(Character.digit(c, 10));
                case Character.DASH_PUNCTUATION -> plain.append('-');
                case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    plain.append(' ');
                case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK ->
                    plain.append(unseen);
                default -> plain.appendCodePoint(c == MINUS ? '-' : c);
              }
            });
    return plain.toString();
  }

  private static boolean isANumber(MatchResult found, String otherwise) {
    String century = found.group(1) == null ? otherwise : found.group(1);
    String digits = century + found.group(2) + found.group(3) + found.group(4) + found.group(5);
    return Personnummer.parse(digits).isPresent() || Samordningsnummer.parse(digits).isPresent();
  }
}
