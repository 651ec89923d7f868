package se.sluss.system.promise;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Hook;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** Receipts is killed without warning while webhooks are on their way. */
@OnRunningSluss
@Order(11)
class KilledInMidDeliveryE2E {
  /** There is as much time to kill it; shorter than its patience of ten seconds. */
  private static final Duration LATE = Duration.ofSeconds(8);

  private static final int DOCUMENTS = 3;

  private final Suite suite;
  private final Vendor vendor;

  KilledInMidDeliveryE2E(RunningSluss sluss) {
    suite = sluss.suite();
    vendor = sluss.operator().vendor("Mid delivery", 1);
  }

  @Test
  void attemptThatDiesIsVisiblyLostAndMadeAgainAndNothingIsMissed() {
    // given deliveries that have come and are not answered yet
    vendor.hook().delay(DOCUMENTS, LATE);
    List<Handed> handed = vendor.handIn(vendor.provider(), DOCUMENTS);
    vendor.signInsistently(handed);
    Door.await(
        () ->
            assertThat(vendor.hook().deliveries())
                .extracting(Hook.Delivery::type)
                .anyMatch(type -> !type.equals("endpoint.test")));

    Set<String> come =
        vendor.hook().deliveries().stream().map(Hook.Delivery::webhookId).collect(toSet());

    // when
    Component receipts = suite.component(Room.RECEIPTS);
    receipts.kill9();
    assertThat(receipts.alive()).isFalse();
    receipts.start();
    receipts.awaitReady();

    // then
    vendor.await(handed, "RECEIVED");
    Door.await(
        () -> {
          assertThat(deliveries())
              .isNotEmpty()
              .allMatch(one -> one.path("status").asText().equals("DELIVERED"));
          assertThat(vendor.hook().deliveries().stream().map(Hook.Delivery::webhookId))
              .containsAll(
                  vendor.all(Room.RECEIPTS, "/v1/events").stream()
                      .map(event -> event.path("id").asText())
                      .toList());
        });
    List<JsonNode> lost =
        deliveries().stream().filter(one -> outcomes(one).contains("LOST")).toList();
    assertThat(lost).allSatisfy(one -> assertThat(outcomes(one)).endsWith("DELIVERED"));
    List<String> again =
        lost.stream().map(one -> one.path("eventId").asText()).filter(come::contains).toList();
    assertThat(again).as("had come when their attempt died").isNotEmpty();
    List<String> arrivals =
        vendor.hook().deliveries().stream().map(Hook.Delivery::webhookId).toList();
    assertThat(again)
        .allSatisfy(
            event ->
                assertThat(Collections.frequency(arrivals, event))
                    .as("by the attempt that died and by the one after it")
                    .isGreaterThanOrEqualTo(2));
    assertThat(vendor.hook().deliveries()).allMatch(Hook.Delivery::verified);
  }

  private List<JsonNode> deliveries() {
    return vendor.all(
        Room.RECEIPTS, "/v1/webhook-endpoints/" + vendor.endpointId() + "/deliveries");
  }

  private static List<String> outcomes(JsonNode delivery) {
    List<String> outcomes = new ArrayList<>();
    delivery.path("attempts").forEach(attempt -> outcomes.add(attempt.path("outcome").asText()));
    return outcomes;
  }
}
