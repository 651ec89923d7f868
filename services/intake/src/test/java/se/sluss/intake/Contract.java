package se.sluss.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds every answer of a test against the committed contract: the operation, the status, the media
 * type and the schema of the body.
 */
public final class Contract implements Filter {
  /** Reads the contract once. */
  public static final Contract CHECKED = new Contract();

  private static final String LOCATION = "https://contract.test/intake";

  private final JsonNode contract;
  private final JsonSchemaFactory schemas;

  private Contract() {
    try (InputStream in = Contract.class.getResourceAsStream("/openapi/intake.yaml")) {
      contract = new ObjectMapper(new YAMLFactory()).readTree(in);
      schemas =
          JsonSchemaFactory.getInstance(
              VersionFlag.V202012,
              builder ->
                  builder.schemaLoaders(
                      loaders -> loaders.schemas(Map.of(LOCATION, contract.toString()))));
    } catch (IOException e) {
      throw new UncheckedIOException("The contract cannot be read", e);
    }
  }

  /** The contract as a tree. */
  public JsonNode tree() {
    return contract;
  }

  /** What is wrong with a value where the contract has a schema, by JSON Pointer. */
  public Set<ValidationMessage> faults(String pointer, String json) {
    return schemas
        .getSchema(SchemaLocation.of(LOCATION + "#" + pointer))
        .validate(json, InputFormat.JSON);
  }

  @Override
  public Response filter(
      FilterableRequestSpecification request,
      FilterableResponseSpecification specification,
      FilterContext context) {
    Response answer = context.next(request, specification);
    String path = URI.create(request.getURI()).getPath();
    template(path).ifPresent(template -> check(template, request.getMethod(), answer));
    return answer;
  }

  private void check(String template, String method, Response answer) {
    String operation =
        "/paths/" + template.replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
    if (contract.at(operation).isMissingNode()) {
      assertThat(answer.statusCode())
          .as("%s %s is not in the contract", method, template)
          .isIn(404, 405);
      return;
    }
    String responses = operation + "/responses/";
    String status = String.valueOf(answer.statusCode());
    boolean named = !contract.at(responses + status).isMissingNode();
    assertThat(named || answer.statusCode() >= 400)
        .as("%s %s answers %s, which its contract does not name", method, template, status)
        .isTrue();
    String response = resolved(responses + (named ? status : "default"));
    String type = String.valueOf(answer.getContentType()).split(";")[0];
    String media = response + "/content/" + type.replace("/", "~1");
    if (contract.at(response + "/content").isMissingNode()) {
      assertThat(answer.asByteArray()).as("%s %s has no body", method, template).isEmpty();
      return;
    }
    assertThat(contract.at(media).isMissingNode())
        .as(
            "%s %s answers %s as %s, which its contract does not name",
            method, template, status, type)
        .isFalse();
    if (type.endsWith("json")) {
      assertThat(faults(media + "/schema", answer.asString()))
          .as("%s %s answers %s against its contract", method, template, status)
          .isEmpty();
    }
  }

  /** Follows a reference, if there is one. */
  private String resolved(String pointer) {
    String reference = contract.at(pointer).path("$ref").asText("");
    return reference.isEmpty() ? pointer : reference.substring(1);
  }

  private Optional<String> template(String path) {
    String[] steps = path.split("/", -1);
    String found = null;
    var names = contract.path("paths").fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      String[] parts = name.split("/", -1);
      boolean fits = parts.length == steps.length;
      for (int i = 0; fits && i < parts.length; i++) {
        fits = parts[i].equals(steps[i]) || parts[i].startsWith("{");
      }
      if (fits && (found == null || !name.contains("{"))) {
        found = name;
      }
    }
    return Optional.ofNullable(found);
  }
}
