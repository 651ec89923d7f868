package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Intake's contract tells what is sent about submissions, so that whoever hands in finds it there.
 * Receipts sends it, and its tests hold its own contract to what it sends.
 */
class SameWebhooksTest {
  @Test
  void intakesContractSaysOfEventsWhatTheRoomThatSendsThemSays() {
    TreeMap<String, JsonNode> told = submissionEvents("receipts");

    assertThat(submissionEvents("intake")).isEqualTo(told).hasSizeGreaterThanOrEqualTo(7);
  }

  @Test
  void intakesContractTellsOfNoOtherEvents() {
    assertThat(new TreeSet<>(submissionEvents("intake").keySet()))
        .hasSize(Contracts.read(Contracts.of("intake")).path("webhooks").size());
  }

  /** With what they refer to in place of the references. */
  private static TreeMap<String, JsonNode> submissionEvents(String room) {
    ObjectNode contract = Contracts.read(Contracts.of(room));
    var events = new TreeMap<String, JsonNode>();
    for (var event : contract.path("webhooks").properties()) {
      if (event.getKey().startsWith("submission.")) {
        events.put(event.getKey(), whole(contract, event.getValue()));
      }
    }
    return events;
  }

  private static JsonNode whole(ObjectNode contract, JsonNode node) {
    JsonNode copy = node.deepCopy();
    if (copy instanceof ObjectNode object) {
      String reference = node.path("$ref").asText("");
      if (!reference.isEmpty()) {
        object.set("$ref", whole(contract, contract.at(reference.substring(1))));
      }
      node.properties()
          .forEach(
              member -> {
                if (member.getValue().isContainerNode()) {
                  object.set(member.getKey(), whole(contract, member.getValue()));
                }
              });
    }
    return copy;
  }
}
