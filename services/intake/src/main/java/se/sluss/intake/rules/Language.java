package se.sluss.intake.rules;

import java.util.Arrays;
import java.util.Optional;

/** The languages that findings and histories are told in. */
public enum Language {
  ENGLISH("en"),
  SWEDISH("sv");

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
}
