package se.sluss.system.docs;

import java.util.Locale;
import java.util.Optional;

/**
 * A setting as the source has it.
 *
 * @param module where it is read: a room's name, or {@code service-kit} for every room
 * @param key as in a file; a part in capitals stands for a name that the operator chooses
 * @param type in words, in Markdown; empty for a group, which has settings below it
 * @param standard what holds when it is left out; empty when nothing does
 * @param need whether it must be given
 * @param meaning Markdown
 */
public record Setting(
    String module, String key, String type, Optional<String> standard, Need need, String meaning) {
  /** Whether a setting must be given. */
  public enum Need {
    ALWAYS,
    /** When its group is given. */
    WITH_GROUP,
    NEVER
  }

  /** Whether the room does not start without it. */
  public boolean required() {
    return need == Need.ALWAYS;
  }

  Setting with(String otherStandard) {
    return new Setting(module, key, type, Optional.of(otherStandard), need, meaning);
  }

  /** The environment variable; none for a group, nor where a part of the key is to be chosen. */
  public Optional<String> variable() {
    return type.isEmpty() || !key.equals(key.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_"));
  }

  /** A row of the page. */
  String row() {
    String shown =
        switch (need) {
          case ALWAYS -> "required";
          case WITH_GROUP -> "required with its group";
          case NEVER -> standard.map(value -> "`" + value + "`").orElse("none");
        };
    return "| `%s`%s | %s | %s | %s |"
        .formatted(
            key, variable().map(name -> "<br>`" + name + "`").orElse(""), type, shown, meaning);
  }
}
