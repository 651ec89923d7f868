package se.sluss.receipts.evidence.page;

import java.util.Locale;

/** What a page is written in. A package holds both. */
public enum Language {
  SWEDISH(Locale.of("sv", "SE")),
  ENGLISH(Locale.UK);

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** As in an HTML {@code lang}. */
  public String tag() {
    return locale.getLanguage();
  }

  Locale locale() {
    return locale;
  }
}
