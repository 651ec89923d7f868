package se.sluss.intake.rules;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages that findings and histories are told in. */
public enum Language {
  ENGLISH("en"),
  SWEDISH("sv");

  private static final List<String> TAGS = List.of("en", "sv");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  /** As in Content-Language. */
  public String tag() {
    return tag;
  }

  /** The one of a tag; empty when it is another's. */
  public static Optional<Language> ofTag(String tag) {
    return Arrays.stream(values()).filter(language -> language.tag.equals(tag)).findFirst();
  }

  /**
   * The one that a caller likes best.
   *
   * @param acceptLanguage the header; null or unreadable means that the caller has no wish
   */
  public static Language of(@Nullable String acceptLanguage, Language otherwise) {
    if (acceptLanguage == null) {
      return otherwise;
    }
    try {
      String best = Locale.lookupTag(Locale.LanguageRange.parse(acceptLanguage), TAGS);
      return best == null ? otherwise : best.equals(SWEDISH.tag) ? SWEDISH : ENGLISH;
    } catch (IllegalArgumentException e) {
      return otherwise;
    }
  }
}
