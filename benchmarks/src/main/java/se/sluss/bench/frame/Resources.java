package se.sluss.bench.frame;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Texts that come with the benchmarks. */
public final class Resources {
  private Resources() {}

  /**
   * A text that comes with them.
   *
   * @param name its path, such as {@code queue/steps.sql}
   * @throws NullPointerException when there is none
   */
  public static String text(String name) {
    try (InputStream file =
        Objects.requireNonNull(Resources.class.getResourceAsStream("/" + name), name)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
