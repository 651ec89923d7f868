package se.sluss.intake.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.intake.Contract;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.testsupport.TestPersons;

/** What every operation of the contract has, and that it says of documents what the forms say. */
class ContractRulesTest {
  private static final JsonNode CONTRACT = Contract.CHECKED.tree();

  @Test
  void everyOperationHasANameASummaryAndAnAnswerForProblems() {
    var faults = new ArrayList<String>();
    var names = new ArrayList<String>();
    operations(
        (name, operation) -> {
          names.add(operation.path("operationId").asText());
          if (operation.path("operationId").asText("").isEmpty()
              || operation.path("summary").asText("").isEmpty()) {
            faults.add(name + " has no name or no summary");
          }
          if (!operation.path("responses").has("default") && !name.contains("/openapi")) {
            faults.add(name + " says nothing of other problems");
          }
        });

    assertThat(faults).isEmpty();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(15);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    var lost = new ArrayList<String>();
    CONTRACT
        .findValues("$ref")
        .forEach(
            reference -> {
              if (CONTRACT.at(reference.asText().substring(1)).isMissingNode()) {
                lost.add(reference.asText());
              }
            });

    assertThat(lost).isEmpty();
  }

  @Test
  void everyExampleFitsItsSchema() {
    var checked = new ArrayList<String>();
    examples("", CONTRACT, checked);

    assertThat(checked).hasSizeGreaterThanOrEqualTo(25);
  }

  @Test
  void everyAnswerWithABodyHasAnExample() {
    var without = new ArrayList<String>();
    operations(
        (name, operation) ->
            operation
                .path("responses")
                .properties()
                .forEach(
                    answer -> {
                      JsonNode json = dereferenced(answer.getValue()).at("/content");
                      json.properties()
                          .forEach(
                              media -> {
                                if (media.getKey().endsWith("json")
                                    && !media.getValue().has("example")
                                    && !media.getValue().has("examples")) {
                                  without.add(name + " " + answer.getKey());
                                }
                              });
                    }));

    assertThat(without).isEmpty();
  }

  @Test
  void examplesHoldNumbersOfThePublishedTestSeriesOnly() {
    Set<String> numbers = new TreeSet<>();
    Pattern.compile("(?<![0-9])[0-9]{12}(?![0-9])")
        .matcher(CONTRACT.toString())
        .results()
        .forEach(found -> numbers.add(found.group()));

    assertThat(numbers).containsExactlyInAnyOrder(TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }

  @Test
  void whatDoesNotFitTheContractIsFound() {
    assertThat(Contract.CHECKED.faults("/components/schemas/PersonKey", "\"189001019802\""))
        .isNotEmpty();
    assertThat(Contract.CHECKED.faults("/components/schemas/Submission", "{}"))
        .hasSizeGreaterThan(10);
    assertThat(
            Contract.CHECKED.faults(
                "/paths/~1v1~1submissions~1validate/post/responses/200/content/application~1json/schema",
                "{\"valid\": \"yes\", \"errors\": [{}], \"warnings\": [], \"result\": null}"))
        .hasSize(4);
  }

  @Test
  void requestsTakeNoOtherMembers() {
    var open = new ArrayList<String>();
    for (String name :
        List.of(
            "NewVendor",
            "NewTenant",
            "NewClient",
            "NewSubmission",
            "NewBatch",
            "TimeReport",
            "Notification",
            "Person",
            "OtherEmployer",
            "NamedEmployer")) {
      if (!CONTRACT.at("/components/schemas/" + name + "/additionalProperties").isBoolean()) {
        open.add(name);
      }
    }

    assertThat(open).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"elt-1, TimeReport", "e-ioa-1, Notification"})
  void documentsHaveTheMembersOfTheirForms(String form, String schema) throws IOException {
    try (InputStream in =
        InterfaceVersion.class.getResourceAsStream("/interface/" + form + "/interface.json")) {
      same(
          new ObjectMapper().readTree(in).path("members"),
          CONTRACT.at("/components/schemas/" + schema),
          schema);
    }
  }

  private static void same(JsonNode members, JsonNode schema, String at) {
    JsonNode object = dereferenced(schema);
    Set<String> names = new TreeSet<>();
    Set<String> required = new TreeSet<>();
    var groups = new ArrayList<JsonNode>();
    for (JsonNode member : members) {
      if (member.has("choice")) {
        member.path("choice").forEach(choice -> names.add(choice.path("name").asText()));
        member.path("choice").forEach(groups::add);
      } else if (!member.has("constant")) {
        names.add(member.path("name").asText());
        groups.add(member);
        if (Set.of("one", "listed").contains(member.path("occurs").asText("one"))) {
          required.add(member.path("name").asText());
        }
      }
    }
    Set<String> inContract = new TreeSet<>();
    object.path("properties").fieldNames().forEachRemaining(inContract::add);
    Set<String> requiredInContract = new TreeSet<>();
    object.path("required").forEach(name -> requiredInContract.add(name.asText()));
    assertThat(inContract).as(at).isEqualTo(names);
    assertThat(requiredInContract).as("required in " + at).isEqualTo(required);
    for (JsonNode group : groups) {
      if (group.has("members")) {
        String name = group.path("name").asText();
        JsonNode property = dereferenced(object.path("properties").path(name));
        same(
            group.path("members"),
            property.has("items") ? property.path("items") : property,
            at + "/" + name);
      }
    }
  }

  private static JsonNode dereferenced(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty() ? schema : CONTRACT.at(reference.substring(1));
  }

  /** Wherever an example stands beside a schema. */
  private static void examples(String pointer, JsonNode node, List<String> checked) {
    if (node.has("schema")) {
      var examples = new ArrayList<JsonNode>();
      node.path("examples").forEach(one -> examples.add(dereferenced(one).path("value")));
      if (node.has("example")) {
        examples.add(node.path("example"));
      }
      for (JsonNode example : examples) {
        assertThat(Contract.CHECKED.faults(pointer + "/schema", example.toString()))
            .as(pointer)
            .isEmpty();
        checked.add(pointer);
      }
    }
    node.properties()
        .forEach(
            member ->
                examples(
                    pointer + "/" + member.getKey().replace("~", "~0").replace("/", "~1"),
                    member.getValue(),
                    checked));
  }

  private static void operations(BiConsumer<String, JsonNode> each) {
    CONTRACT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        operation ->
                            each.accept(
                                path.getKey() + " " + operation.getKey(), operation.getValue())));
  }
}
