package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.BankIdUsers;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.KafkaProbe;

/**
 * Of two replicas of signing the one that leads an order is killed, at each step of the order. The
 * other one brings it to its end: BankID is asked for each order once, each order has one result,
 * and what is signed leaves once.
 */
@OnRunningSluss
@Order(12)
class KilledWhileSigningE2E {
  /** Longer than a replica waits for BankID, so that no answer comes before the blow. */
  private static final Duration TOO_LATE = Duration.ofSeconds(10);

  /** Less than a replica waits for BankID, and after it was told to end. */
  private static final Duration WHILE_ENDING = Duration.ofSeconds(2);

  private static final Duration GRACE = Duration.ofSeconds(40);

  private final RunningSluss sluss;
  private final Suite suite;
  private final Authority authority;
  private final BankIdUsers bankId;
  private final Vendor vendor;
  private final KafkaProbe kafka;
  private final Component second;

  /** Handed in before anybody is killed: the room takes a while to hear of new ones afterwards. */
  private final Deque<Handed> waiting;

  private Component leader;
  private Component other;
  private Handed document;
  private long signsBefore;

  KilledWhileSigningE2E(RunningSluss sluss) {
    this.sluss = sluss;
    suite = sluss.suite();
    authority = sluss.authority();
    bankId = new BankIdUsers(Door.open(suite.addresses().bankidControlUri()));
    kafka = new KafkaProbe(sluss.kafka());
    vendor = sluss.operator().vendor("Killed while signing", 1);
    leader = suite.component(Room.SIGNING);
    second = suite.addReplica(Room.SIGNING);
    other = second;
    waiting = new ArrayDeque<>(vendor.handIn(vendor.provider(), 9));
    vendor.await(List.copyOf(waiting), "AWAITING_SIGNATURE");
    document = waiting.getFirst();
  }

  @BeforeEach
  void oneLeadsAndTheOtherIsThere() {
    document = waiting.removeFirst();
    signsBefore = bankId.calls("sign");
    // Frozen, it takes nothing; alive again, it goes on with what the leader left.
    other.pause();
  }

  @AfterEach
  void nextTimeTheOtherLeads() {
    leader.awaitReady();
    Component led = leader;
    leader = other;
    other = led;
  }

  @AfterAll
  void oneReplicaAsBefore() {
    kafka.close();
    second.stop(Duration.ofSeconds(20));
    suite.component(Room.SIGNING).awaitReady();
  }

  @Test
  void whileBankIdIsAskedForTheOrder() {
    bankId.answerLate("sign", TOO_LATE);
    String order = open();
    Door.await(() -> assertThat(bankId.calls("sign")).isEqualTo(signsBefore + 1));

    kill();

    assertThat(ended(order).path("reason").asText()).isEqualTo("startUnknown");
    assertThat(bankId.calls("sign")).isEqualTo(signsBefore + 1);
    String again = restartAndSign(order);
    signedOnceBy(again, 2);
    endedOnce(order, "failed");
  }

  @Test
  void whileTheOrderWaitsToBeOpened() throws SQLException {
    bankId.maintain();
    String order;
    try {
      order = open();
      Door.await(() -> assertThat(bankId.calls("sign")).isGreaterThan(signsBefore));
      pauseWhileStarting(order);
      leader.kill9();
    } finally {
      bankId.faultless();
    }
    long refused = bankId.calls("sign") - signsBefore;
    other.resume();
    leader.start();
    bankId.sign(awaitToken(other, order), vendor.provider().signer());

    assertThat(ended(order).path("status").asText()).isEqualTo("COMPLETED");
    signedOnceBy(order, refused + 1);
  }

  @Test
  void whileThePersonActs() {
    String order = open();
    String token = awaitToken(leader, order);

    kill();
    bankId.sign(token, vendor.provider().signer());

    assertThat(ended(order).path("status").asText()).isEqualTo("COMPLETED");
    signedOnceBy(order, 1);
  }

  @Test
  void whileBankIdIsAskedHowTheOrderStands() {
    String order = open();
    String token = awaitToken(leader, order);
    leader.pause();
    long collects = bankId.calls("collect");
    bankId.answerLate("collect", TOO_LATE);
    leader.resume();
    Door.await(() -> assertThat(bankId.calls("collect")).isGreaterThan(collects));

    kill();
    bankId.sign(token, vendor.provider().signer());

    assertThat(ended(order).path("status").asText()).isEqualTo("COMPLETED");
    signedOnceBy(order, 1);
  }

  @Test
  void whileBankIdsOneFinalAnswerIsOnItsWay() {
    String order = open();
    String token = awaitToken(leader, order);
    leader.pause();
    bankId.sign(token, vendor.provider().signer());
    bankId.answerLate("collect", TOO_LATE);
    leader.resume();
    Door.await(() -> assertThat(bankId.has(token)).isFalse());

    kill();

    assertThat(ended(order).path("reason").asText()).isEqualTo("answerLost");
    String again = restartAndSign(order);
    signedOnceBy(again, 2);
    endedOnce(order, "failed");
  }

  @Test
  void whenTheFinalAnswerIsStoredAndItsOutcomeIsNot() throws SQLException {
    String order = open();
    String token = awaitToken(leader, order);
    try (Connection holder = holdRow()) {
      bankId.sign(token, vendor.provider().signer());
      Door.await(() -> assertThat(status(leader, order)).isEqualTo("COLLECTED"));

      kill();
      holder.rollback();
    }

    assertThat(ended(order).path("status").asText()).isEqualTo("COMPLETED");
    signedOnceBy(order, 1);
  }

  @Test
  void whenTheOutcomeIsStoredAndNobodyIsTold() {
    String order = open();
    String token = awaitToken(leader, order);
    Component broker = suite.component("kafka");
    broker.pause();
    try {
      bankId.sign(token, vendor.provider().signer());
      Door.await(() -> assertThat(status(leader, order)).isEqualTo("COMPLETED"));
      kill();
    } finally {
      broker.resume();
    }

    signedOnceBy(order, 1);
  }

  @Test
  void whileBankIdIsAskedToCancelTheOrder() {
    String order = open();
    awaitToken(leader, order);
    long cancels = bankId.calls("cancel");
    bankId.answerLate("cancel", TOO_LATE);
    door(leader).post("/v1/signing-orders/" + order + "/cancel", Map.of()).orFail();
    Door.await(() -> assertThat(bankId.calls("cancel")).isGreaterThan(cancels));

    kill();

    assertThat(ended(order).path("status").asText()).isEqualTo("CANCELLED");
    String again = restartAndSign(order);
    signedOnceBy(again, 2);
    endedOnce(order, "failed");
  }

  /** No blow, but the end that every roll-out brings. */
  @Test
  void whoeverIsToldToEndStoresTheFinalAnswerThatIsOnItsWay() {
    String order = open();
    String token = awaitToken(leader, order);
    leader.pause();
    bankId.sign(token, vendor.provider().signer());
    bankId.answerLate("collect", WHILE_ENDING);
    leader.resume();
    Door.await(() -> assertThat(bankId.has(token)).isFalse());

    assertThat(leader.stop(GRACE)).isTrue();
    other.resume();
    leader.start();

    assertThat(ended(order).path("status").asText()).isEqualTo("COMPLETED");
    signedOnceBy(order, 1);
  }

  private String open() {
    return door(leader)
        .post(
            "/v1/signing-orders",
            Map.of(
                "submissionIds",
                List.of(document.submissionId()),
                "role",
                "ANORDNARE",
                "signerPersonalNumber",
                vendor.provider().signer(),
                "endUserIp",
                "127.0.0.1"))
        .orFail()
        .text("id");
  }

  /** Between two tries to open it, not in one of them. */
  private void pauseWhileStarting(String order) throws SQLException {
    try (Connection database = sluss.superuser();
        var status =
            database.prepareStatement("SELECT status FROM signing.signing_order WHERE id = ?")) {
      status.setString(1, order);
      Door.await(
          () -> {
            leader.pause();
            try (var row = status.executeQuery()) {
              row.next();
              String now = row.getString(1);
              if (!now.equals("STARTING")) {
                leader.resume();
              }
              assertThat(now).isEqualTo("STARTING");
            }
          });
    }
  }

  private void kill() {
    leader.kill9();
    other.resume();
    leader.start();
  }

  private String restartAndSign(String order) {
    String again =
        door(other).post("/v1/signing-orders/" + order + "/restart", Map.of()).orFail().text("id");
    bankId.sign(awaitToken(other, again), vendor.provider().signer());
    assertThat(ended(again).path("status").asText()).isEqualTo("COMPLETED");
    assertThat(bankId.calls("sign")).isEqualTo(signsBefore + 2);
    return again;
  }

  /** After exactly so many orders were asked of BankID. */
  private void signedOnceBy(String order, long asked) {
    vendor.await(List.of(document), "RECEIVED");
    assertThat(authority.callsOf(vendor.id(), document.documentId().toString()))
        .hasSize(1)
        .allMatch(Authority.Call::accepted);
    assertThat(told("se.sluss.submission.signed.v1", document.submissionId())).isOne();
    endedOnce(order, "completed");
    assertThat(bankId.calls("sign")).isEqualTo(signsBefore + asked);
  }

  private void endedOnce(String order, String how) {
    assertThat(told("se.sluss.signing_order." + how + ".v1", order)).isOne();
    String not = how.equals("failed") ? "completed" : "failed";
    assertThat(told("se.sluss.signing_order." + not + ".v1", order)).isZero();
  }

  /** How many events; one may well be sent again under its id, when its sender died meanwhile. */
  private long told(String type, String key) {
    return kafka.all("sluss.signing").stream()
        .filter(record -> key.equals(record.key()))
        .filter(record -> KafkaProbe.header(record, "ce_type").filter(type::equals).isPresent())
        .map(record -> KafkaProbe.header(record, "ce_id"))
        .distinct()
        .count();
  }

  private JsonNode ended(String order) {
    Door.await(() -> assertThat(status(other, order)).isIn("COMPLETED", "FAILED", "CANCELLED"));
    return door(other).get("/v1/signing-orders/" + order).orFail().json();
  }

  private String awaitToken(Component replica, String order) {
    Door.await(
        () ->
            assertThat(door(replica).get("/v1/signing-orders/" + order).text("autoStartToken"))
                .isNotEmpty());
    return door(replica).get("/v1/signing-orders/" + order).text("autoStartToken");
  }

  private String status(Component replica, String order) {
    return door(replica).get("/v1/signing-orders/" + order).text("status");
  }

  private Door door(Component replica) {
    return Door.with(replica.address().orElseThrow(), vendor.key());
  }

  /** Keeps whoever judges the signature from storing what came of it. */
  private Connection holdRow() throws SQLException {
    Connection holder = sluss.superuser();
    holder.setAutoCommit(false);
    try (var statement =
        holder.prepareStatement(
            "SELECT 1 FROM signing.signable WHERE submission_id = ? FOR UPDATE")) {
      statement.setString(1, document.submissionId());
      statement.executeQuery();
    }
    return holder;
  }
}
