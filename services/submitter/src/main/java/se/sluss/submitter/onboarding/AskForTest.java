package se.sluss.submitter.onboarding;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import se.sluss.model.hash.Sha256;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.model.id.Mode;
import se.sluss.model.identity.Organisationsnummer;
import se.sluss.submitter.connection.Connection;

/**
 * Opens a connection test, bounded in number: the authority's test environment is not for load or
 * function tests. Nothing is sent by this; the document goes the way of all documents.
 */
@ApplicationScoped
public class AskForTest {
  private static final Duration DAY = Duration.ofHours(24);
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final ConnectionTests tests;
  private final TestDocuments documents;
  private final OnboardingConfig config;

  public AskForTest(ConnectionTests tests, TestDocuments documents, OnboardingConfig config) {
    this.tests = tests;
    this.documents = documents;
    this.config = config;
  }

  /** What came of asking. */
  public sealed interface Asked {
    /**
     * It is open.
     *
     * @param xml the exact bytes to hand in
     */
    record Open(ConnectionTest test, byte[] xml) implements Asked {}

    record NotInLiveMode() implements Asked {}

    record NotActive() implements Asked {}

    record NoSuchVersion() implements Asked {}

    record DoesNotFit(String missingFile) implements Asked {}

    /** There were as many as there may be; how long until there may be one again. */
    record TooMany(int most, Instant againAt, Duration remaining) implements Asked {}
  }

  /** Works in the caller's transaction. */
  public Asked ask(Connection connection, String version, Organisationsnummer provider) {
    if (connection.mode() != Mode.TEST) {
      return new Asked.NotInLiveMode();
    }
    if (!connection.active()) {
      return new Asked.NotActive();
    }
    tests.oneAtATime(connection.id());
    Instant now = tests.now();
    Optional<Asked> tooMany = tooMany(connection, now);
    if (tooMany.isPresent()) {
      return tooMany.get();
    }
    LocalDate today = LocalDate.ofInstant(now, SWEDEN);
    return switch (documents.build(connection.service(), version, provider, today)) {
      case TestDocuments.Built.NoSuchVersion _ -> new Asked.NoSuchVersion();
      case TestDocuments.Built.DoesNotFit(var missing) -> new Asked.DoesNotFit(missing);
      case TestDocuments.Built.Document(var id, var xml) -> {
        ConnectionTest test =
            new ConnectionTest(
                ConnectionTestId.next(),
                connection.id(),
                connection.vendor(),
                version,
                id.toString(),
                Sha256.hex(xml),
                now,
                Optional.empty());
        tests.add(test);
        yield new Asked.Open(test, xml);
      }
    };
  }

  private Optional<Asked> tooMany(Connection connection, Instant now) {
    List<Instant> asked = tests.askedWithin(connection.id(), DAY);
    if (asked.size() < config.testsPerDay()) {
      return Optional.empty();
    }
    Instant again = asked.get(asked.size() - config.testsPerDay()).plus(DAY);
    return Optional.of(
        new Asked.TooMany(config.testsPerDay(), again, Duration.between(now, again)));
  }
}
