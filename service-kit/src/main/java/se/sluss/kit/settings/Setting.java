package se.sluss.kit.settings;

import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** What a setting leads to, such as a file, is read with a fault that names the setting. */
public final class Setting {
  private Setting() {}

  /**
   * Reads it.
   *
   * @param key of the setting
   * @throws IllegalStateException when it cannot be used; the message begins with the key
   */
  public static <T> T read(String key, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (IllegalStateException | IllegalArgumentException | UncheckedIOException e) {
      throw new IllegalStateException(key + ": " + e.getMessage(), e);
    }
  }
}
