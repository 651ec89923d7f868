package se.sluss.signing.order;

import java.util.Locale;
import java.util.Optional;

/** What the person who signs reads. */
public enum Language {
  SV,
  EN;

  /** Of {@code sv} or {@code en}; empty for anything else. */
  public static Optional<Language> ofWire(String text) {
    for (Language known : values()) {
      if (known.wire().equals(text)) {
        return Optional.of(known);
      }
    }
    return Optional.empty();
  }

  /** As in Content-Language. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
