package se.sluss.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;

/** Looks at the submissions, the lane, the authority and the webhook sink. */
final class Watch {
  private static final Set<String> FINAL =
      Set.of("RECEIVED", "REFUSED", "CANCELLED", "EXPIRED", "PARKED");

  private final World world;
  private final Door intake;
  private final Door submitter;
  private final Door authority;
  private final Door sink;

  Watch(World world, Addresses addresses) {
    this.world = world;
    this.intake = Door.with(addresses.service(Room.INTAKE), world.vendorKey());
    this.submitter = Door.with(addresses.service(Room.SUBMITTER), world.vendorKey());
    this.authority = Door.open(addresses.authorityControlUri());
    this.sink = Door.open(addresses.sinkControlUri());
  }

  /**
   * One submission now.
   *
   * @param place in the queue; empty when it does not wait there
   * @param txId the authority's receipt; empty before there is one
   */
  record Row(String id, String tenant, String state, String place, String txId) {
    /** Whether all is told: in a final state, and with its receipt when there is one to come. */
    boolean finished() {
      return FINAL.contains(state) && !(state.equals("RECEIVED") && txId.isEmpty());
    }
  }

  /** The lane now; texts as the room gives them. */
  record Lane(String state, String agreedInterval, String intervalInForce) {}

  /** What the authority counted, with the shortest time between two calls in milliseconds. */
  record Authority(int accepted, int refused, double smallestGapMillis, int shutOff) {}

  /** What came to the webhook endpoint. */
  record Webhooks(int verified, int notVerified, int receiptsTold) {}

  /** All submissions, the oldest first. */
  List<Row> submissions() {
    var rows = new ArrayList<Row>();
    String query = "?limit=100";
    while (true) {
      JsonNode page = intake.get("/v1/submissions" + query);
      page.path("data").forEach(submission -> rows.add(row(submission)));
      String next = page.path("nextCursor").asText("");
      if (next.isEmpty() || next.equals("null")) {
        rows.sort(Comparator.comparing(Row::id)); // identifiers grow with time
        return rows;
      }
      query = "?limit=100&cursor=" + next;
    }
  }

  private Row row(JsonNode submission) {
    return new Row(
        submission.path("id").asText(),
        world.tenantName(submission.path("tenantId").asText()),
        submission.path("state").asText(),
        submission.path("queue").path("position").asText(""),
        submission.path("receipt").path("txId").asText(""));
  }

  Lane lane() {
    for (JsonNode lane : submitter.get("/v1/lanes").path("data")) {
      if (lane.path("connectionId").asText().equals(world.connectionId())) {
        return new Lane(
            lane.path("state").asText(),
            lane.path("agreedInterval").asText(),
            lane.path("intervalInForce").asText());
      }
    }
    return new Lane("UNKNOWN", "", "");
  }

  Authority authority() {
    JsonNode summary = authority.get("/summary");
    return new Authority(
        summary.path("accepted").asInt(),
        summary.path("refused").asInt(),
        summary.path("smallestGapMillis").asDouble(),
        summary.path("shutOff").size());
  }

  Webhooks webhooks() {
    var verified = new HashSet<String>();
    var receipts = new HashSet<String>();
    int notVerified = 0;
    for (JsonNode delivery : sink.get("/deliveries?name=" + PrepareWorld.HOOK)) {
      if (!delivery.path("verified").asText().equals("true")) {
        notVerified++;
        continue;
      }
      String id = delivery.path("webhookId").asText();
      verified.add(id);
      if (delivery.path("type").asText().equals("submission.received")) {
        receipts.add(id);
      }
    }
    return new Webhooks(verified.size(), notVerified, receipts.size());
  }
}
