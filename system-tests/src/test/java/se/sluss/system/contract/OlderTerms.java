package se.sluss.system.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A contract in the terms of OpenAPI 3.0. The comparison reads 3.1 too, but sees neither types nor
 * webhooks in it. What webhooks send is what a client reads, so they become answers.
 */
final class OlderTerms {
  private static final Set<String> FOR_THE_EYE =
      Set.of("example", "examples", "description", "summary", "title", "license");

  private final ObjectNode contract;

  private OlderTerms(ObjectNode contract) {
    this.contract = contract;
  }

  static ObjectNode of(ObjectNode contract) {
    ObjectNode older = contract.deepCopy();
    older.put("openapi", "3.0.3");
    JsonNode webhooks = older.remove("webhooks");
    if (webhooks != null) {
      webhooks
          .properties()
          .forEach(
              event -> {
                ObjectNode answers =
                    ((ObjectNode) older.path("paths"))
                        .putObject("/webhooks/" + event.getKey())
                        .putObject("get")
                        .putObject("responses");
                answers
                    .putObject("200")
                    .set("content", event.getValue().at("/post/requestBody/content"));
              });
    }
    new OlderTerms(older).rewrite(older, false);
    ((ObjectNode) older.path("info")).put("title", "contract");
    older.path("paths").findValues("responses").forEach(OlderTerms::describe);
    describe(older.at("/components/responses"));
    return older;
  }

  /**
   * @param names whether the members are names of the contract's own, such as those of properties
   */
  private void rewrite(JsonNode node, boolean names) {
    if (node instanceof ObjectNode object && !names) {
      object.remove(FOR_THE_EYE);
      type(object);
      constant(object);
      if (object.has("$ref") && object.size() > 1) {
        String reference = object.remove("$ref").asText();
        merge(object, contract.at(reference.substring(1)).deepCopy());
      }
    }
    for (var member : new ArrayList<>(node.properties())) {
      rewrite(
          member.getValue(), !names && Set.of("properties", "schemas").contains(member.getKey()));
    }
    if (node instanceof ArrayNode) {
      node.forEach(element -> rewrite(element, false));
    }
  }

  /** A reference has nothing beside it there: what it leads to is put in its place. */
  private static void merge(ObjectNode object, JsonNode target) {
    for (var member : target.properties()) {
      JsonNode own = object.path(member.getKey());
      if (own instanceof ObjectNode both) {
        merge(both, member.getValue());
      } else if (own instanceof ArrayNode list) {
        list.addAll((ArrayNode) member.getValue());
      } else if (own.isMissingNode()) {
        object.set(member.getKey(), member.getValue());
      }
    }
  }

  private static void type(ObjectNode schema) {
    if (schema.path("type") instanceof ArrayNode types) {
      // Nullable would be the word, which the comparison passes over.
      schema.put(
          "type", types.valueStream().map(JsonNode::asText).collect(Collectors.joining(" or ")));
    }
    if (schema.path("enum") instanceof ArrayNode values) {
      values.removeIf(JsonNode::isNull);
    }
  }

  private static void constant(ObjectNode schema) {
    JsonNode value = schema.remove("const");
    if (value != null) {
      schema.putArray("enum").add(value);
      schema.put("type", value.isBoolean() ? "boolean" : "string");
    }
  }

  /** Answers must have a description there, and all have the same. */
  private static void describe(JsonNode responses) {
    responses.forEach(
        response -> {
          if (response instanceof ObjectNode object && !object.has("$ref")) {
            object.put("description", "");
          }
        });
  }
}
