package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Answer;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Operator;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;

/**
 * To a stranger, what belongs to others does not exist: the same answer as for what nobody has,
 * whether the stranger is another vendor, another provider of the same vendor, or the same vendor
 * in the other mode.
 */
@OnRunningSluss
@Order(4)
class WallsE2E {
  private final RunningSluss sluss;
  private final Vendor owner;
  private final Vendor otherVendor;
  private final String otherProvidersKey;
  private final String otherModesKey;
  private String submission = "";
  private String order = "";
  private String receipt = "";
  private String delivery = "";

  WallsE2E(RunningSluss sluss) {
    this.sluss = sluss;
    Operator operator = sluss.operator();
    owner = operator.vendor("Owner", 2);
    otherVendor = operator.vendor("Stranger", 1);
    otherProvidersKey =
        operator.client(
            Map.of(
                "vendorId",
                owner.id(),
                "tenantId",
                owner.providers().getLast().id(),
                "mode",
                "test",
                "name",
                "other provider"));
    otherModesKey =
        operator.client(Map.of("vendorId", owner.id(), "mode", "live", "name", "other mode"));
  }

  @BeforeAll
  void haveOneOfEverything() {
    Handed handed = owner.handIn(owner.provider());
    submission = handed.submissionId();
    order = owner.sign(List.of(handed));
    owner.await(List.of(handed), "RECEIVED");
    receipt = owner.submission(submission).at("/receipt/id").asText();
    String deliveries = "/v1/webhook-endpoints/" + owner.endpointId() + "/deliveries";
    delivery = owner.door(Room.RECEIPTS).get(deliveries).orFail().json().at("/data/0/id").asText();
  }

  /** Who asks. */
  enum Stranger {
    OTHER_VENDOR,
    OTHER_PROVIDER,
    OTHER_MODE
  }

  @ParameterizedTest
  @EnumSource
  void whatIsOthersIsNotFound(Stranger stranger) {
    for (Ask ask : asks()) {
      if (stranger == Stranger.OTHER_PROVIDER && ask.vendors()) {
        continue;
      }
      Answer answer = ask.by(sluss.door(ask.room()).header("Authorization", bearer(stranger)));
      Answer unknown =
          ask.unknown().by(sluss.door(ask.room()).header("Authorization", bearer(stranger)));

      assertThat(answer.status()).as("%s asks %s", stranger, ask).isEqualTo(404);
      assertThat(withoutRequest(answer)).isEqualTo(withoutRequest(unknown));
    }
  }

  @ParameterizedTest
  @EnumSource
  void listsShowNothingOfOthers(Stranger stranger) {
    Map<Room, String> lists =
        Map.of(
            Room.INTAKE, "/v1/submissions",
            Room.SIGNING, "/v1/signing-orders",
            Room.RECEIPTS, "/v1/events");
    lists.forEach(
        (room, list) -> {
          Answer page = sluss.door(room).header("Authorization", bearer(stranger)).get(list);
          assertThat(new String(page.orFail().bytes(), StandardCharsets.UTF_8))
              .doesNotContain(submission, order, receipt);
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_VENDOR", "OTHER_PROVIDER"})
  void nobodyHandsInForOthers(Stranger stranger) {
    Provider provider = owner.provider();
    UUID document = UUID.randomUUID();

    Answer answer =
        sluss
            .door(Room.INTAKE)
            .header("Authorization", bearer(stranger))
            .postXml(
                "/v1/submissions",
                provider.id(),
                TestDocuments.notification(document, provider.organisationNumber()),
                UUID.randomUUID().toString());

    assertThat(answer.status()).isEqualTo(404);
    assertThat(owner.submissions().values())
        .noneMatch(one -> one.path("documentId").asText().equals(document.toString()));
  }

  @Test
  void theOwnerSeesItAll() {
    assertThat(asks().stream().filter(ask -> ask.method().equals("GET")))
        .allSatisfy(ask -> assertThat(ask.by(owner.door(ask.room())).status()).isEqualTo(200));
  }

  @Test
  void strangersHaveChangedNothing() {
    assertThat(owner.submission(submission).path("cancelRequestedAt").isNull()).isTrue();
    assertThat(
            owner
                .door(Room.RECEIPTS)
                .get("/v1/webhook-endpoints/" + owner.endpointId())
                .text("status"))
        .isEqualTo("ACTIVE");
  }

  /**
   * One request.
   *
   * @param vendors whether the thing belongs to the vendor as a whole
   */
  private record Ask(Room room, String method, String path, Map<String, ?> body, boolean vendors) {
    Answer by(Door door) {
      return switch (method) {
        case "GET" -> door.get(path);
        case "DELETE" -> door.delete(path);
        default -> door.post(path, body);
      };
    }

    /** The same for an identifier that nobody has. */
    Ask unknown() {
      return new Ask(room, method, changed(path), changedBody(), vendors);
    }

    private Map<String, ?> changedBody() {
      return body.containsKey("submissionIds")
          ? orderOf(changed(String.valueOf(((List<?>) body.get("submissionIds")).getFirst())))
          : body;
    }

    private static String changed(String text) {
      return text.replaceFirst("(_[0-9a-z]{20})[0-9a-z]{6}", "$1000000");
    }
  }

  private List<Ask> asks() {
    String endpoint = "/v1/webhook-endpoints/" + owner.endpointId();
    return List.of(
        new Ask(Room.INTAKE, "GET", "/v1/submissions/" + submission, Map.of(), false),
        new Ask(Room.INTAKE, "GET", "/v1/submissions/" + submission + "/document", Map.of(), false),
        new Ask(Room.INTAKE, "POST", "/v1/submissions/" + submission + "/cancel", Map.of(), false),
        new Ask(Room.SIGNING, "GET", "/v1/signing-orders/" + order, Map.of(), false),
        new Ask(Room.SIGNING, "POST", "/v1/signing-orders/" + order + "/cancel", Map.of(), false),
        new Ask(Room.SIGNING, "POST", "/v1/signing-orders", orderOf(submission), false),
        new Ask(Room.RECEIPTS, "GET", "/v1/receipts/" + receipt, Map.of(), false),
        new Ask(Room.RECEIPTS, "GET", endpoint, Map.of(), false),
        new Ask(Room.RECEIPTS, "GET", endpoint + "/deliveries", Map.of(), false),
        new Ask(Room.RECEIPTS, "POST", endpoint + "/test", Map.of(), false),
        new Ask(Room.RECEIPTS, "DELETE", endpoint, Map.of(), false),
        new Ask(Room.RECEIPTS, "GET", "/v1/deliveries/" + delivery, Map.of(), false),
        new Ask(Room.RECEIPTS, "POST", "/v1/deliveries/" + delivery + "/replay", Map.of(), false),
        new Ask(Room.SUBMITTER, "GET", "/v1/connections/" + owner.connectionId(), Map.of(), true),
        new Ask(Room.SUBMITTER, "GET", "/v1/lanes/" + owner.connectionId(), Map.of(), true));
  }

  private static Map<String, ?> orderOf(String submission) {
    return Map.of(
        "submissionIds",
        List.of(submission),
        "role",
        "ANORDNARE",
        "signerPersonalNumber",
        TestPersons.PROVIDER_SIGNER,
        "endUserIp",
        "127.0.0.1");
  }

  private String bearer(Stranger stranger) {
    return "Bearer "
        + switch (stranger) {
          case OTHER_VENDOR -> otherVendor.key();
          case OTHER_PROVIDER -> otherProvidersKey;
          case OTHER_MODE -> otherModesKey;
        };
  }

  /** The answer without the request's own identifier. */
  private static String withoutRequest(Answer answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8)
        .replaceFirst("\"instance\":\"[^\"]*\"", "");
  }
}
