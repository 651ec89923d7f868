package se.sluss.intake.rules;

/** The same in each language that people are told in. */
public record Words(String english, String swedish) {
  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case SWEDISH -> swedish;
    };
  }
}
