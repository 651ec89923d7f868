package se.sluss.kit.language;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of Sluss's languages a caller likes best, by the header of that name (RFC 9110). */
public final class AcceptLanguage {
  private static final List<String> TAGS = List.of("en", "sv");

  private AcceptLanguage() {}

  /**
   * The tag of a language, {@code en} or {@code sv}.
   *
   * @param header null or unreadable means that the caller has no wish
   * @param otherwise for who wishes for neither, unless they refuse it ({@code q=0})
   */
  public static String best(@Nullable String header, String otherwise) {
    if (header == null) {
      return otherwise;
    }
    try {
      List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(withoutEmpty(header));
      String best = Locale.lookupTag(ranges, TAGS);
      return best == null ? notRefused(ranges, otherwise) : best;
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }

  /** A list's elements with nothing in them mean nothing. */
  private static String withoutEmpty(String header) {
    return Arrays.stream(header.split(",")).filter(s -> !s.isBlank()).collect(joining(","));
  }

  private static String notRefused(List<Locale.LanguageRange> ranges, String otherwise) {
    return Stream.concat(Stream.of(otherwise), TAGS.stream())
        .filter(
            tag ->
                ranges.stream()
                    .noneMatch(range -> range.getWeight() == 0 && range.getRange().equals(tag)))
        .findFirst()
        .orElse(otherwise);
  }
}
