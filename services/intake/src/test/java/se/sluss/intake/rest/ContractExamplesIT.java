package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Contract;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;

/** Who pastes an example of the contract has a document taken in. */
@IntakeTest
class ContractExamplesIT {
  private static final JsonNode CONTRACT = Contract.CHECKED.tree();

  private Customer provider;

  @BeforeEach
  void theProviderOfTheExamples() {
    String number =
        CONTRACT
            .at(
                "/paths/~1v1~1tenants/post/requestBody/content/application~1json/example/organisationNumber")
            .asText();
    provider = Customer.ofNewVendor(number);
  }

  @Test
  void everyDocumentIsTakenIn() {
    JsonNode content = CONTRACT.at("/components/requestBodies/Document/content");
    assertThat(content).hasSize(2);
    content
        .properties()
        .forEach(
            media -> {
              JsonNode examples = media.getValue().path("examples");
              assertThat(examples).as(media.getKey()).isNotEmpty();
              examples.forEach(
                  example ->
                      post("/v1/submissions", media.getKey(), example.path("value"))
                          .statusCode(202));
            });
  }

  @Test
  void everyDocumentOfTheBatchIsTakenIn() {
    JsonNode example =
        CONTRACT.at(
            "/paths/~1v1~1submission-batches/post/requestBody/content/application~1json/example");

    post("/v1/submission-batches", "application/json", example)
        .statusCode(202)
        .body("results.status", everyItem(is(202)));
  }

  private ValidatableResponse post(String path, String type, JsonNode body) {
    String text = body.isTextual() ? body.textValue() : body.toString();
    return provider
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(type)
        .body(text.getBytes(StandardCharsets.UTF_8))
        .post(path)
        .then();
  }
}
