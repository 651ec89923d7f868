package se.sluss.receipts.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.id.Mode;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.id.WebhookEndpointId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.receipts.Owner;
import se.sluss.receipts.webhook.endpoint.DisabledReason;
import se.sluss.receipts.webhook.endpoint.Endpoint;
import se.sluss.receipts.webhook.endpoint.EndpointStatus;

/** The contract's section "webhooks" has what is sent, and each body fits what it says of it. */
class WebhookContractTest {
  private static final String LOCATION = "https://contract.test/receipts";
  private static final JsonNode CONTRACT = contract();
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaLoaders(
                  loaders -> loaders.schemas(Map.of(LOCATION, CONTRACT.toString()))));

  /** Bodies as they are sent. */
  static Stream<PublicEvent> sent() {
    return RecordEventsTest.toldEvents();
  }

  @ParameterizedTest
  @MethodSource("sent")
  void everyBodyFitsItsSchema(PublicEvent event) {
    assertThat(faults(event.kind().type(), event.body())).isEmpty();
  }

  @Test
  void theTestsBodyFitsItsSchema() {
    EventBody body = Bodies.test(WebhookEndpointId.next(), "test", Instant.EPOCH);

    assertThat(faults("endpoint.test", body)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(DisabledReason.class)
  void bodiesOnEndpointsInTroubleFitTheirSchemas(DisabledReason reason) {
    Instant at = Instant.parse("2026-11-20T08:15:30.125Z");
    for (Optional<TenantId> tenant :
        List.of(Optional.of(TenantId.next()), Optional.<TenantId>empty())) {
      Endpoint endpoint =
          new Endpoint(
              WebhookEndpointId.next(),
              new Owner(VendorId.next(), tenant, Mode.TEST),
              new Endpoint.Settings(
                  "https://a.example", List.of("*"), Optional.empty(), Optional.empty()),
              new Endpoint.Standing(
                  EndpointStatus.ACTIVE, Optional.empty(), at, Optional.of(at), false),
              new Endpoint.Keys(SealedBytes.of(new byte[1]), Optional.empty(), Optional.empty()),
              at,
              1);

      assertThat(faults("endpoint.failing", Bodies.failing(endpoint, at))).isEmpty();
      assertThat(faults("endpoint.disabled", Bodies.disabled(endpoint, reason, at))).isEmpty();
    }
  }

  @Test
  void everyTypeThatIsSentStandsThereAndNoOther() {
    Set<String> sent = sent().map(event -> event.kind().type()).collect(Collectors.toSet());
    sent.add(EventKind.ENDPOINT_TEST.type());
    sent.add(EventKind.ENDPOINT_FAILING.type());
    sent.add(EventKind.ENDPOINT_DISABLED.type());

    assertThat(CONTRACT.path("webhooks").properties())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(sent);
  }

  @Test
  void everyExampleFitsItsSchema() {
    for (var event : CONTRACT.path("webhooks").properties()) {
      String example =
          event.getValue().at("/post/requestBody/content/application~1json/example").toString();
      assertThat(faults(event.getKey(), example)).as(event.getKey()).isEmpty();
    }
  }

  @Test
  void aBodyOfAnotherTypeDoesNotFit() {
    PublicEvent event = sent().findFirst().orElseThrow();

    assertThat(faults("submission.received", event.body())).isNotEmpty();
    assertThat(faults("endpoint.test", event.body())).isNotEmpty();
  }

  private static Set<ValidationMessage> faults(String type, EventBody body) {
    return faults(type, new String(body.bytes(), UTF_8));
  }

  private static Set<ValidationMessage> faults(String type, String body) {
    String schema = "#/webhooks/" + type + "/post/requestBody/content/application~1json/schema";
    return SCHEMAS.getSchema(SchemaLocation.of(LOCATION + schema)).validate(body, InputFormat.JSON);
  }

  private static JsonNode contract() {
    try (InputStream in = WebhookContractTest.class.getResourceAsStream("/openapi/receipts.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
