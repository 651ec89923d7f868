package se.sluss.kit.outbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.agroal.api.AgroalDataSource;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import se.sluss.kit.probe.Callers;
import se.sluss.kit.probe.KitTest;
import se.sluss.kit.probe.ProbeTable;
import se.sluss.kit.probe.Probes;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.KafkaProbe;
import se.sluss.testsupport.TestServers;

@KitTest
class OutageIT {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject ProbeTable probes;
  @Inject Callers callers;
  @Inject AgroalDataSource database;
  @Inject KafkaClientService consumers;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void afterTheDatabaseWasKilledRequestsEventsAndTheRelayGoOn() {
    String key = callers.tenantsKey(VendorId.next(), TenantId.next(), Mode.TEST);
    SubmissionId published = SubmissionId.next();
    SubmissionId received = SubmissionId.next();
    transactions.asSystem(
        () -> {
          keepThroughACrash();
          outbox.append(Probes.event(published));
        });
    ChildProcess server = TestServers.running(false).postgres().process();
    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      server.kill9();
      Eventually.holds(
          () ->
              Callers.with(key, "away")
                  .get("/v1/probes")
                  .then()
                  .statusCode(503)
                  .header("Retry-After", "2")
                  .body("code", equalTo("unavailable")));
      Eventually.holds(LONG, () -> given().get("/q/health/ready").then().statusCode(503));
      // Neither brings a database back: nothing is restarted for it.
      given().get("/q/health/live").then().statusCode(200);
      given().get("/q/health/started").then().statusCode(200);
      Probes.send(probe, "sluss.signing", Probes.event(received));
      restart(server);

      Eventually.holds(
          LONG, () -> Callers.with(key, "back").get("/v1/probes").then().statusCode(200));
      Eventually.holds(LONG, () -> given().get("/q/health/ready").then().statusCode(200));
      Eventually.holds(LONG, () -> assertThat(applied(received)).isEqualTo(1));
      assertThat(probe.await("sluss.intake", 1, r -> published.value().equals(r.key())))
          .isNotEmpty();
    }
  }

  @Test
  void afterTheBrokerWasKilledWhatWasAppendedMeanwhileIsPublishedInOrder() {
    SubmissionId id = SubmissionId.next();
    ChildProcess broker = TestServers.running(false).kafka().process();
    transactions.asSystem(() -> outbox.append(Probes.event(id), "before"));
    broker.kill9();
    for (String part : List.of("one", "two", "three")) {
      transactions.asSystem(() -> outbox.append(Probes.event(id), part));
    }
    try {
      Eventually.holds(() -> assertThat(connectionsOfTheConsumer()).isZero());
      for (int i = 0; i < 20; i++) {
        given().get("/q/health/started").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        given().get("/q/health/live").then().statusCode(200);
      }
    } finally {
      restart(broker);
    }

    try (KafkaProbe probe = new KafkaProbe(kafka)) {
      Eventually.holds(
          LONG,
          () ->
              assertThat(
                      probe.all("sluss.intake").stream()
                          .filter(r -> id.value().equals(r.key()))
                          .map(r -> KafkaProbe.header(r, "ce_traceparent").orElseThrow())
                          .distinct())
                  .containsExactly("before", "one", "two", "three"));
    }
  }

  private double connectionsOfTheConsumer() {
    return consumers.getConsumer("signing").unwrap().metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("connection-count"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .sum();
  }

  private static void restart(ChildProcess killed) {
    // What a killed server leaves of its memory may keep the next from starting for a moment.
    Eventually.holds(
        () -> {
          ChildProcess again = ChildProcess.start(killed.plan());
          Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(again::kill9));
          assertThat(again.onExit()).failsWithin(Duration.ofSeconds(2));
        });
  }

  /** The test database does not wait for its log otherwise; a real one does. */
  private void keepThroughACrash() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL synchronous_commit = on");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long applied(SubmissionId id) {
    return transactions.asSystem(() -> probes.list(10_000, null)).stream()
        .filter(row -> row.note().equals(id.value()))
        .count();
  }
}
