package se.sluss.submitter.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

/** What tells the authority's test environments from production, whatever its letters' size. */
@ConfigMapping(prefix = "sluss.submitter.connections")
public interface ConnectionConfig {
  /**
   * The authority's hosts for tests: refused in live mode, the only ones at which vendors register
   * test connections by themselves, and the only ones whose tests are proof.
   */
  @WithDefault("shsref.forsakringskassan.se,shsext.forsakringskassan.se")
  Set<@WithConverter(SmallLetters.class) String> testHosts();

  /**
   * Calls that one vendor's test connection to one service may make in a day, Swedish time, where
   * it leads to one of {@code test-hosts}: they are for connection tests, and not for load or
   * function tests. What is beyond waits until the next day.
   */
  @WithDefault("20")
  @Min(1)
  int testCallsPerDay();

  /** The authority's hosts for production: the other way round. */
  @WithDefault("shs.forsakringskassan.se")
  Set<@WithConverter(SmallLetters.class) String> liveHosts();

  /** The quickest pace that a vendor may register by itself. */
  @WithDefault("PT1S")
  Duration leastInterval();

  /** Ends of product types that are refused in live mode. */
  @WithDefault(".ref,.ext")
  Set<@WithConverter(SmallLetters.class) String> testSuffixes();

  /** As hosts and product types are compared. */
  final class SmallLetters implements Converter<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public String convert(String value) {
      return value.strip().toLowerCase(Locale.ROOT);
    }
  }
}
