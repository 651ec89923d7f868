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
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import se.sluss.model.xml.CanonicalForm;
import se.sluss.model.xml.HardenedXml;

/** JSON becomes XML, and XML the same JSON. */
class FormTest {
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

  private static JsonNode shuffled(JsonNode node, Random random) {
    if (node instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      Collections.shuffle(names, random);
      ObjectNode other = JsonNodeFactory.instance.objectNode();
      names.forEach(name -> other.set(name, shuffled(object.get(name), random)));
      return other;
    }
    return node;
  }
}
