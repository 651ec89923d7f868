package se.sluss.model.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static se.sluss.model.form.FormSamples.NOTIFICATION;
import static se.sluss.model.form.FormSamples.NOTIFICATION_JSON;
import static se.sluss.model.form.FormSamples.TIME_REPORT;
import static se.sluss.model.form.FormSamples.TIME_REPORT_JSON;
import static se.sluss.model.form.FormSamples.json;
import static se.sluss.model.form.FormSamples.with;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import se.sluss.model.xml.HardenedXml;

/** What is told of JSON that does not fit its form. */
class FormFaultsTest {
  @Test
  void ofAListWithoutEndAThousandFaultsAreToldAndNoMoreIsBuilt() {
    JsonNode json = json(TIME_REPORT_JSON);
    ArrayNode rows = ((ObjectNode) json.path("timeReport")).putArray("rows");
    for (int i = 0; i < 100_000; i++) {
      rows.addObject();
    }

    Form.Built built = TIME_REPORT.form().toXml(json);

    assertThat(built.faults()).hasSize(1000);
    assertThat(built.xml()).hasSizeLessThan(100_000);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("[]", List.of(" WRONG_TYPE [object]")),
        arguments(
            with(NOTIFICATION_JSON, "/assistant", "givenName", "", "").toString(),
            List.of("/assistant/givenName MISSING []")),
        arguments(
            with(NOTIFICATION_JSON, "", "provider", "", "").toString(),
            List.of(" NONE_OF [employedByAssistedPerson, provider]")),
        arguments(
            with(NOTIFICATION_JSON, "", "", "employedByAssistedPerson", "true").toString(),
            List.of(" MORE_THAN_ONE [employedByAssistedPerson, provider]")),
        arguments(
            with(NOTIFICATION_JSON, "/assistant", "nextOfKin", "nextOfKin", "\"no\"").toString(),
            List.of("/assistant/nextOfKin WRONG_TYPE [boolean]")),
        arguments(
            with(NOTIFICATION_JSON, "/assistant", "residesInEea", "residesInEea", "false")
                .toString(),
            List.of("/assistant/residesInEea NOT_IN_LIST [true]")),
        arguments(
            with(NOTIFICATION_JSON, "/assistant", "appliesFrom", "appliesFrom", "\" 2026-12-01\"")
                .toString(),
            List.of("/assistant/appliesFrom NOT_A_DATE []")),
        arguments(
            with(NOTIFICATION_JSON, "/assistant", "appliesFrom", "appliesFrom", "\"2026-12-01\\n\"")
                .toString(),
            List.of("/assistant/appliesFrom NOT_A_DATE []")),
        arguments(
            with(NOTIFICATION_JSON, "", "", "shoeSize", "43").toString(),
            List.of("/shoeSize UNKNOWN_MEMBER []")),
        arguments(
            with(NOTIFICATION_JSON, "", "", "189001019802", "1").toString(),
            List.of("/* UNKNOWN_MEMBER []")),
        arguments(
            with(NOTIFICATION_JSON, "/assistedPerson", "surname", "surname", "\"a\\u0000b\"")
                .toString(),
            List.of("/assistedPerson/surname NOT_ALLOWED_IN_XML []")),
        arguments(
            with(
                    NOTIFICATION_JSON,
                    "/assistedPerson",
                    "surname",
                    "surname",
                    '"' + "a".repeat(HardenedXml.MAX_TEXT + 1) + '"')
                .toString(),
            List.of("/assistedPerson/surname WRONG_LENGTH []")),
        arguments(
            with(NOTIFICATION_JSON, "/assistedPerson", "surname", "surname", "\"\\uD800\"")
                .toString(),
            List.of("/assistedPerson/surname NOT_ALLOWED_IN_XML []")));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatDoesNotFitTheFormIsToldWithItsPlace(String json, List<String> told) {
    assertThat(NOTIFICATION.form().toXml(json(json)).faults())
        .extracting(fault -> fault.pointer() + " " + fault.code() + " " + fault.names())
        .containsExactlyElementsOf(told);
  }

  @Test
  void aReportWithoutRowsSaysSo() {
    ObjectNode silent = json(TIME_REPORT_JSON);
    ((ObjectNode) silent.at("/timeReport")).remove("rows");

    assertThat(TIME_REPORT.form().toXml(silent).faults())
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactly("/timeReport/rows MISSING");
  }

  @Test
  void allFaultsAreToldAtOnceAndTheRestIsStillBuilt() {
    ObjectNode json = json(TIME_REPORT_JSON);
    json.remove("month");
    ((ObjectNode) json.at("/timeReport/rows/1")).put("kind", "SLEEPING").put("day", "3");
    ((ObjectNode) json.at("/timeReport/rows/2")).put("note", "x");

    Form.Built built = TIME_REPORT.form().toXml(json);

    assertThat(built.faults())
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactlyInAnyOrder(
            "/month MISSING",
            "/timeReport/rows/1/day WRONG_TYPE",
            "/timeReport/rows/1/kind NOT_IN_LIST",
            "/timeReport/rows/2/note UNKNOWN_MEMBER");
    assertThat(new String(built.xml(), UTF_8)).contains("<tomTid>24.00</tomTid>");
  }
}
