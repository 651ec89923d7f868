package se.sluss.system.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whoever built on a released contract is not broken by the one of today. That the comparison finds
 * what would break is shown by changes to intake's.
 */
class BreakingDifferenceTest {
  private static final ObjectNode INTAKE = Contracts.read(Contracts.of("intake"));

  static Stream<String> rooms() {
    return Contracts.roomsWithARelease().stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void nothingBreaksWhoeverBuiltOnWhatIsReleased(String room) {
    Difference difference =
        Difference.between(
            Contracts.read(Contracts.released(room)), Contracts.read(Contracts.of(room)));

    assertThat(difference.breaks()).as(difference.toString()).isFalse();
  }

  static Stream<Named<Consumer<ObjectNode>>> breaking() {
    return Stream.of(
        change("an operation is gone", c -> object(c, "/paths").remove("/v1/status")),
        change(
            "an operation has another verb",
            c -> {
              ObjectNode path = object(c, "/paths/~1v1~1status");
              path.set("post", path.remove("get"));
            }),
        change(
            "an answer has lost a member",
            c -> {
              object(c, "/components/schemas/Submission/properties").remove("entry");
              required(c, "Submission").removeIf(name -> name.asText().equals("entry"));
            }),
        change(
            "an answer's member may be missing",
            c -> required(c, "Submission").removeIf(name -> name.asText().equals("createdAt"))),
        change(
            "an answer's member may be null",
            c ->
                object(c, "/components/schemas/Submission/properties/documentId")
                    .putArray("type")
                    .add("string")
                    .add("null")),
        change(
            "an answer's member is of another type",
            c ->
                object(c, "/components/schemas/Submission/properties/documentId")
                    .put("type", "integer")),
        change(
            "an answer has a value that was not there",
            c -> ((ArrayNode) c.at("/components/schemas/State/enum")).add("LOST")),
        change(
            "a status is answered no more",
            c -> object(c, "/paths/~1v1~1submissions~1{id}~1cancel/post/responses").remove("409")),
        change(
            "a request must have a new member",
            c -> {
              object(c, "/components/schemas/NewVendor/properties")
                  .putObject("country")
                  .put("type", "string");
              required(c, "NewVendor").add("country");
            }),
        change(
            "a request must have a member that it could leave out",
            c -> required(c, "NewClient").add("tenantId")),
        change(
            "a request's member must be shorter",
            c -> object(c, "/components/schemas/NewVendor/properties/name").put("maxLength", 10)),
        change(
            "a request's value is no longer taken",
            c ->
                ((ArrayNode) c.at("/components/schemas/Service/enum"))
                    .removeIf(value -> value.asText().equals("ELT"))),
        change(
            "a request may no longer be XML",
            c -> object(c, "/components/requestBodies/Document/content").remove("application/xml")),
        change(
            "a parameter has become required",
            c -> object(c, "/components/parameters/Cursor").put("required", true)),
        change(
            "there is a new parameter that is required",
            c ->
                ((ArrayNode) c.at("/paths/~1v1~1submissions/get/parameters"))
                    .addObject()
                    .put("name", "from")
                    .put("in", "query")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string")),
        change("an event is gone", c -> object(c, "/webhooks").remove("submission.parked")),
        change(
            "an event has lost a member",
            c -> {
              object(c, "/components/schemas/SubmissionEvent/properties/data/properties")
                  .remove("sequence");
              ((ArrayNode) c.at("/components/schemas/SubmissionEvent/properties/data/required"))
                  .removeIf(name -> name.asText().equals("sequence"));
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("breaking")
  void whatBreaksIsFound(Consumer<ObjectNode> change) {
    assertThat(afterwards(change).breaks()).isTrue();
  }

  static Stream<Named<Consumer<ObjectNode>>> additions() {
    return Stream.of(
        change("nothing", c -> {}),
        change("another description", c -> object(c, "/info").put("description", "another")),
        change(
            "an operation",
            c -> object(c, "/paths").set("/v1/states", c.at("/paths/~1v1~1status").deepCopy())),
        change(
            "a member of an answer",
            c ->
                object(c, "/components/schemas/Submission/properties")
                    .putObject("colour")
                    .put("type", "string")),
        change(
            "a member that a request may have",
            c ->
                object(c, "/components/schemas/NewVendor/properties")
                    .putObject("country")
                    .put("type", "string")),
        change(
            "a parameter that may be there",
            c ->
                ((ArrayNode) c.at("/paths/~1v1~1submissions/get/parameters"))
                    .addObject()
                    .put("name", "from")
                    .put("in", "query")
                    .putObject("schema")
                    .put("type", "string")),
        change(
            "an event",
            c ->
                object(c, "/webhooks")
                    .set("submission.lost", c.at("/webhooks/submission.parked").deepCopy())));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("additions")
  void whatIsAddedBreaksNothing(Consumer<ObjectNode> change) {
    Difference difference = afterwards(change);

    assertThat(difference.breaks()).as(difference.toString()).isFalse();
  }

  private static Difference afterwards(Consumer<ObjectNode> change) {
    ObjectNode changed = INTAKE.deepCopy();
    change.accept(changed);
    return Difference.between(INTAKE, changed);
  }

  private static Named<Consumer<ObjectNode>> change(String what, Consumer<ObjectNode> change) {
    return Named.of(what, change);
  }

  private static ObjectNode object(ObjectNode contract, String pointer) {
    return (ObjectNode) contract.at(pointer);
  }

  private static ArrayNode required(ObjectNode contract, String schema) {
    JsonNode required = contract.at("/components/schemas/" + schema + "/required");
    return (ArrayNode) required;
  }
}
