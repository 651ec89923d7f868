package se.sluss.system.actor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestDocuments;

/** A vendor's system: hands in, has signed, and asks what became of it. */
public final class Vendor {
  private final Addresses addresses;
  private final String id;
  private final String key;
  private final List<Provider> providers;
  private final String connectionId;
  private final String endpointId;
  private final Hook hook;

  Vendor(
      Addresses addresses,
      String id,
      String key,
      List<Provider> providers,
      String connectionId,
      String endpointId,
      Hook hook) {
    this.addresses = addresses;
    this.id = id;
    this.key = key;
    this.providers = providers;
    this.connectionId = connectionId;
    this.endpointId = endpointId;
    this.hook = hook;
  }

  /** Its identifier, which is also its name in its certificate for the authority. */
  public String id() {
    return id;
  }

  public String key() {
    return key;
  }

  public List<Provider> providers() {
    return providers;
  }

  public Provider provider() {
    return providers.getFirst();
  }

  public String connectionId() {
    return connectionId;
  }

  public String endpointId() {
    return endpointId;
  }

  public Hook hook() {
    return hook;
  }

  /** A room's door with this vendor's key. */
  public Door door(Room room) {
    return Door.with(addresses.service(room), key);
  }

  /** Hands in a new notification. */
  public Handed handIn(Provider provider) {
    UUID document = UUID.randomUUID();
    return handIn(
        provider, document, TestDocuments.notification(document, provider.organisationNumber()));
  }

  /** Hands in a document. */
  public Handed handIn(Provider provider, UUID document, byte[] bytes) {
    String idempotencyKey = UUID.randomUUID().toString();
    Answer answer = insistently(() -> handIn(provider, bytes, idempotencyKey));
    return new Handed(answer.text("id"), document, provider, bytes, idempotencyKey);
  }

  /** Hands in so many new notifications, one after the other. */
  public List<Handed> handIn(Provider provider, int count) {
    return IntStream.range(0, count).mapToObj(i -> handIn(provider)).toList();
  }

  /** Hands the bytes in once. */
  public Answer handIn(Provider provider, byte[] bytes, String idempotencyKey) {
    return door(Room.INTAKE).postXml("/v1/submissions", provider.id(), bytes, idempotencyKey);
  }

  /**
   * One BankID order over all of them, started and signed by the provider's signer.
   *
   * @return the order's identifier, when all are signed
   */
  public String sign(List<Handed> handed) {
    return sign(handed, "ANORDNARE", handed.getFirst().provider().signer());
  }

  /** The same by somebody in that role. */
  public String sign(List<Handed> handed, String role, String signer) {
    String order = openOrder(handed, role, signer);
    JsonNode ended = follow(signer, order, "sign");
    assertThat(ended.path("status").asText())
        .as("order %s: %s", order, ended.path("reason").asText())
        .isEqualTo("COMPLETED");
    return order;
  }

  /** The provider's signer says no in the app; returns when the order has ended so. */
  public void refuseToSign(List<Handed> handed) {
    String signer = handed.getFirst().provider().signer();
    JsonNode ended = follow(signer, openOrder(handed, "ANORDNARE", signer), "cancel");
    assertThat(ended.path("status").asText()).isEqualTo("FAILED");
  }

  /**
   * As {@link #sign}, with a new order where the one before was lost between us and BankID: nobody
   * knows then whether it was opened, and it must not be opened twice.
   */
  public void signInsistently(List<Handed> handed) {
    Door.await(
        () -> {
          String signer = handed.getFirst().provider().signer();
          JsonNode ended = follow(signer, openOrder(handed, "ANORDNARE", signer), "sign");
          assertThat(ended.path("reason").asText("")).isIn("", "null", "startUnknown");
          assertThat(ended.path("status").asText()).isEqualTo("COMPLETED");
        });
  }

  private String openOrder(List<Handed> handed, String role, String signer) {
    Map<String, Object> order =
        Map.of(
            "submissionIds",
            handed.stream().map(Handed::submissionId).toList(),
            "role",
            role,
            "signerPersonalNumber",
            signer,
            "endUserIp",
            "127.0.0.1");
    String idempotencyKey = UUID.randomUUID().toString();
    // The signing room answers 404 until it has heard of the submissions.
    return Door.eventually(
            () -> door(Room.SIGNING).post("/v1/signing-orders", order, idempotencyKey))
        .text("id");
  }

  private JsonNode follow(String signer, String order, String action) {
    var ended = new AtomicReference<JsonNode>();
    var started = new HashMap<String, Boolean>();
    Door bankid = Door.open(addresses.bankidControlUri());
    Awaitility.await()
        .atMost(Door.PATIENCE)
        .until(
            () -> {
              Answer seen = door(Room.SIGNING).get("/v1/signing-orders/" + order);
              String token = seen.text("autoStartToken");
              if (!token.isEmpty() && started.put(token, true) == null) {
                bankid
                    .post(
                        "/device/autostart",
                        Map.of("autoStartToken", token, "personalNumber", signer, "action", action))
                    .orFail();
              }
              ended.set(seen.json());
              return Set.of("COMPLETED", "FAILED", "CANCELLED").contains(seen.text("status"));
            });
    return ended.get();
  }

  /** Asks the same again as long as no answer comes or the room is not able to give one. */
  public static Answer insistently(Supplier<Answer> call) {
    Answer answer = Eventually.value(Door.PATIENCE, call::get, one -> !one.passing());
    return answer.orFail();
  }

  /** A submission as it stands. */
  public JsonNode submission(String submissionId) {
    return insistently(() -> door(Room.INTAKE).get("/v1/submissions/" + submissionId)).json();
  }

  public String state(Handed handed) {
    return submission(handed.submissionId()).path("state").asText();
  }

  /** All submissions by their identifiers. */
  public Map<String, JsonNode> submissions() {
    return all(Room.INTAKE, "/v1/submissions").stream()
        .collect(Collectors.toMap(one -> one.path("id").asText(), one -> one));
  }

  /** Every element of a list, page by page. */
  public List<JsonNode> all(Room room, String list) {
    var found = new ArrayList<JsonNode>();
    String query = "?limit=20";
    while (true) {
      String path = list + query;
      JsonNode page = insistently(() -> door(room).get(path)).json();
      page.path("data").forEach(found::add);
      if (!page.path("nextCursor").isTextual()) {
        return found;
      }
      query = "?limit=20&cursor=" + page.path("nextCursor").asText();
    }
  }

  /** Waits until all of them have reached the state and, where it is a final one, a receipt. */
  public void await(List<Handed> handed, String state) {
    boolean withReceipt = Set.of("RECEIVED", "REFUSED").contains(state);
    Door.await(
        () -> {
          Map<String, JsonNode> seen = submissions();
          assertThat(handed)
              .allSatisfy(
                  one -> {
                    JsonNode submission = seen.get(one.submissionId());
                    assertThat(submission).as("%s is listed", one).isNotNull();
                    assertThat(submission.path("state").asText())
                        .as("state of %s", one)
                        .isEqualTo(state);
                    assertThat(submission.path("receipt").isObject() || !withReceipt)
                        .as("%s has a receipt", one)
                        .isTrue();
                  });
        });
  }
}
