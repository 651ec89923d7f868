package se.sluss.model.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.InterfaceVersions;
import se.sluss.model.id.Service;
import se.sluss.model.xml.CanonicalForm;
import se.sluss.model.xml.HardenedXml;

class FormTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final InterfaceVersions VERSIONS = InterfaceVersions.bundled();
  private static final InterfaceVersion NOTIFICATION =
      VERSIONS.of(Service.E_IOA, "1").orElseThrow();
  private static final InterfaceVersion TIME_REPORT = VERSIONS.of(Service.ELT, "1").orElseThrow();

  private static final String NOTIFICATION_JSON =
      """
      {"id": "0f8fad5b-d9cb-469f-a165-70867728950e",
       "assistedPerson":
         {"personalNumber": "189001019802", "givenName": "Åsa", "surname": "Prov & <Berg>"},
       "assistant":
         {"personalNumber": "189001029819", "givenName": "Örjan", "surname": " two\\r\\nlines\\t",
          "employedFrom": "2026-11-01", "nextOfKin": false, "residesInEea": true,
          "appliesFrom": "2026-12-01"},
       "provider":
         {"name": "Provassistans", "organisationNumber": "5599900015", "contact": "",
          "phone": "0901234567", "employsAssistant": true},
       "providerPhone": "0901234567"}
      """;
  private static final String TIME_REPORT_JSON =
      """
      {"id": "0f8fad5b-d9cb-469f-a165-70867728950e", "month": "2026-11",
       "assistedPerson":
         {"personalNumber": "189001019802", "givenName": "Åsa", "surname": "Provberg"},
       "assistant":
         {"personalNumber": "189001029819", "givenName": "Örjan", "surname": "Testlund 😀",
          "collectiveAgreement": true},
       "calculationPeriods": [{"from": "2026-11-01", "to": "2026-11-15"},
                              {"from": "2026-11-16", "to": "2026-11-30"}],
       "provider":
         {"name": "Provassistans", "organisationNumber": "5599900015", "contact": "Kim",
          "phone": "0901234567", "employsAssistant": true},
       "timeReport": {"rows": [
         {"day": 3, "from": "07.30", "to": "16.00", "kind": "ACTIVE"},
         {"day": 3, "from": "16.00", "to": "24.00", "kind": "WAITING"},
         {"day": 4, "from": "00.00", "to": "02.00", "kind": "STANDBY"}]},
       "providerPhone": "0901234567", "assistantPhone": "0701234567"}
      """;

  @Test
  void ofAListWithoutEndAThousandFaultsAreToldAndNoMoreIsBuilt() throws JsonProcessingException {
    JsonNode json = JSON.readTree(TIME_REPORT_JSON);
    ArrayNode rows = ((ObjectNode) json.path("timeReport")).putArray("rows");
    for (int i = 0; i < 100_000; i++) {
      rows.addObject();
    }

    Form.Built built = TIME_REPORT.form().toXml(json);

    assertThat(built.faults()).hasSize(1000);
    assertThat(built.xml()).hasSizeLessThan(100_000);
  }

  static Stream<Arguments> everyAlternative() {
    return Stream.of(
        arguments(NOTIFICATION, json(NOTIFICATION_JSON)),
        arguments(
            NOTIFICATION,
            with(
                NOTIFICATION_JSON,
                "/assistant",
                "personalNumber",
                "coordinationNumber",
                "\"197010632391\"")),
        arguments(
            NOTIFICATION,
            with(
                NOTIFICATION_JSON,
                "/assistant",
                "residesInEea",
                "residesOutsideEea",
                "{\"address\": \"12 Road\"}")),
        arguments(
            NOTIFICATION,
            with(NOTIFICATION_JSON, "", "provider", "employedByAssistedPerson", "true")),
        arguments(
            NOTIFICATION,
            with(
                NOTIFICATION_JSON,
                "/provider",
                "employsAssistant",
                "otherEmployer",
                "{\"name\": \"Annan AB\", \"organisationNumber\": \"5599900023\"}")),
        arguments(TIME_REPORT, json(TIME_REPORT_JSON)),
        arguments(
            TIME_REPORT,
            with(
                TIME_REPORT_JSON,
                "/assistant",
                "personalNumber",
                "coordinationNumber",
                "\"197010632391\"")),
        arguments(
            TIME_REPORT,
            with(TIME_REPORT_JSON, "", "provider", "employedByAssistedPerson", "true")),
        arguments(
            TIME_REPORT,
            with(
                TIME_REPORT_JSON,
                "/provider",
                "employsAssistant",
                "assistantSelfEmployed",
                "true")),
        arguments(
            TIME_REPORT,
            with(
                TIME_REPORT_JSON,
                "/provider",
                "employsAssistant",
                "otherEmployer",
                "{\"organisationNumber\": \"5599900023\"}")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "/provider", "name", "", "")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "/provider", "contact", "", "")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "/provider", "phone", "", "")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "", "assistantPhone", "", "")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "", "calculationPeriods", "", "")),
        arguments(TIME_REPORT, with(TIME_REPORT_JSON, "/timeReport", "rows", "rows", "[]")));
  }

  @ParameterizedTest
  @MethodSource("everyAlternative")
  void jsonBecomesXmlThatFitsTheSchemaAndComesBackTheSame(InterfaceVersion version, JsonNode json) {
    Form.Built built = version.form().toXml(json);

    assertThat(built.faults()).isEmpty();
    Document document = HardenedXml.parse(built.xml());
    assertThat(version.isOf(document)).isTrue();
    assertThat(version.validate(document)).isEmpty();
    assertThat(version.form().toJson(document)).isEqualTo(json);
  }

  @Test
  void theXmlIsItsOwnCanonicalFormWhateverTheOrderOfTheMembers() {
    Random random = new Random(4);
    byte[] xml = TIME_REPORT.form().toXml(json(TIME_REPORT_JSON)).xml();

    for (int i = 0; i < 20; i++) {
      JsonNode shuffled = shuffled(json(TIME_REPORT_JSON), random);
      assertThat(TIME_REPORT.form().toXml(shuffled).xml()).isEqualTo(xml);
    }
    assertThat(CanonicalForm.of(HardenedXml.parse(xml))).isEqualTo(xml);
    assertThat(new String(xml, UTF_8))
        .startsWith("<Tidredovisning xmlns=\"http://schema.forsakringskassan.se/")
        .contains(
            "<rapportRad><dag>3</dag><fromTid>07.30</fromTid><tomTid>16.00</tomTid>"
                + "<aktivTid>true</aktivTid></rapportRad>");
  }

  @Test
  void otherSpellingsOfTheSameValueAreReadAsTheValue() {
    String xml =
        new String(TIME_REPORT.form().toXml(json(TIME_REPORT_JSON)).xml(), UTF_8)
            .replace("<kollektivavtal>true<", "<kollektivavtal> 1 <")
            .replace("<dag>4<", "<dag> +04 <")
            .replace("<fromDag>2026-11-01<", "<fromDag>\n2026-11-01 <")
            .replace("<tomDag>2026-11-15<", "<tomDag>2026-11-15Z<")
            .replace("<fromDag>2026-11-16<", "<fromDag> 2026-11-16+01:00\t<");
    Document document = HardenedXml.parse(xml.getBytes(UTF_8));

    assertThat(TIME_REPORT.validate(document)).isEmpty();
    assertThat(TIME_REPORT.form().toJson(document)).isEqualTo(json(TIME_REPORT_JSON));
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

  @ParameterizedTest
  @CsvSource({
    "3, true",
    "3.0, true",
    "3e0, true",
    "3.5, false",
    "1e10, false",
    "1e400, false",
    "'\"3\"', false"
  })
  void aWholeNumberIsOneHoweverItIsWritten(String number, boolean whole) {
    ObjectNode json = json(TIME_REPORT_JSON);
    ((ObjectNode) json.at("/timeReport/rows/1")).set("day", json(number));

    Form.Built built = TIME_REPORT.form().toXml(json);

    assertThat(built.faults().isEmpty()).isEqualTo(whole);
    if (whole) {
      ((ObjectNode) json.at("/timeReport/rows/1")).put("day", 3);
      assertThat(built.xml()).isEqualTo(TIME_REPORT.form().toXml(json).xml());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/Tidredovisning, ''",
    "/Tidredovisning/id, /id",
    "/Tidredovisning/tidrapport/rapportRad[3]/dag, /timeReport/rows/2/day",
    "/Tidredovisning/tidrapport/rapportRad/vanteTid, /timeReport/rows/0/kind",
    "/Tidredovisning/assistansanordnare/annanArbetsgivare/organisationsnummer,"
        + " /provider/otherEmployer/organisationNumber",
    "/Tidredovisning/assistent/*[7], /assistant",
    "/*, ''"
  })
  void aPlaceInTheXmlIsAPlaceInTheJson(String xpath, String pointer) {
    assertThat(TIME_REPORT.form().pointer(xpath)).isEqualTo(pointer);
  }

  private static ObjectNode with(String json, String at, String gone, String name, String value) {
    ObjectNode tree = json(json);
    ObjectNode object = (ObjectNode) tree.at(at);
    object.remove(gone);
    if (!name.isEmpty()) {
      object.set(name, json(value));
    }
    return tree;
  }

  @SuppressWarnings("unchecked")
  private static <T extends JsonNode> T json(String text) {
    try {
      return (T) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode other = JSON.createObjectNode();
      names.forEach(name -> other.set(name, shuffled(object.get(name), random)));
      return other;
    }
    return node;
  }
}
