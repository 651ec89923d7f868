package se.sluss.model.form;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.w3c.dom.Document;
import se.sluss.model.contract.InterfaceVersion;
import se.sluss.model.contract.InterfaceVersions;
import se.sluss.model.id.Service;
import se.sluss.model.xml.CanonicalForm;
import se.sluss.model.xml.HardenedXml;

/** Any document that has the shape of its form becomes XML that fits its schema, and comes back. */
class FormPropertiesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final InterfaceVersions VERSIONS = InterfaceVersions.bundled();

  @Property
  void aTimeReportComesBackAsItWas(@ForAll("timeReports") ObjectNode json) {
    comesBack(VERSIONS.of(Service.ELT, "1").orElseThrow(), json);
  }

  @Property
  void aNotificationComesBackAsItWas(@ForAll("notifications") ObjectNode json) {
    comesBack(VERSIONS.of(Service.E_IOA, "1").orElseThrow(), json);
  }

  private static void comesBack(InterfaceVersion version, ObjectNode json) {
    Form.Built built = version.form().toXml(json);

    assertThat(built.faults()).isEmpty();
    Document document = HardenedXml.parse(built.xml());
    assertThat(version.validate(document)).isEmpty();
    assertThat(version.form().toJson(document)).isEqualTo(json);
    assertThat(CanonicalForm.of(document)).isEqualTo(built.xml());
  }

  @Provide
  Arbitrary<ObjectNode> timeReports() {
    Arbitrary<ObjectNode> assistant =
        object(
            oneOf(member("personalNumber", digits(12)), member("coordinationNumber", digits(12))),
            member("givenName", texts()),
            member("surname", texts()),
            member("collectiveAgreement", booleans()));
    Arbitrary<ObjectNode> period = object(member("from", dates()), member("to", dates()));
    Arbitrary<ObjectNode> employer =
        object(maybe("name", texts()), member("organisationNumber", digits(10)));
    Arbitrary<ObjectNode> provider =
        object(
            maybe("name", texts()),
            member("organisationNumber", digits(10)),
            maybe("contact", texts()),
            maybe("phone", phones()),
            oneOf(
                member("employsAssistant", yes()),
                member("otherEmployer", employer),
                member("assistantSelfEmployed", yes())));
    Arbitrary<ObjectNode> row =
        object(
            member("day", Arbitraries.integers().between(1, 31).map(JSON::numberNode)),
            member("from", times()),
            member("to", times()),
            member("kind", words("ACTIVE", "WAITING", "STANDBY")));
    return object(
        member("id", Arbitraries.create(UUID::randomUUID).map(id -> text(id.toString()))),
        member("month", months()),
        member("assistedPerson", people()),
        member("assistant", assistant),
        many("calculationPeriods", period, 3),
        oneOf(member("employedByAssistedPerson", yes()), member("provider", provider)),
        member("timeReport", object(listed("rows", row, 8))),
        member("providerPhone", phones()),
        maybe("assistantPhone", phones()));
  }

  @Provide
  Arbitrary<ObjectNode> notifications() {
    Arbitrary<ObjectNode> assistant =
        object(
            oneOf(member("personalNumber", digits(12)), member("coordinationNumber", digits(12))),
            member("givenName", texts()),
            member("surname", texts()),
            member("employedFrom", dates()),
            member("nextOfKin", booleans()),
            oneOf(
                member("residesInEea", yes()),
                member("residesOutsideEea", object(member("address", texts())))),
            member("appliesFrom", dates()));
    Arbitrary<ObjectNode> provider =
        object(
            member("name", texts()),
            member("organisationNumber", digits(10)),
            member("contact", texts()),
            member("phone", phones()),
            oneOf(
                member("employsAssistant", yes()),
                member(
                    "otherEmployer",
                    object(member("name", texts()), member("organisationNumber", digits(10))))));
    return object(
        member("id", Arbitraries.create(UUID::randomUUID).map(id -> text(id.toString()))),
        member("assistedPerson", people()),
        member("assistant", assistant),
        oneOf(member("employedByAssistedPerson", yes()), member("provider", provider)),
        member("providerPhone", phones()));
  }

  private static Arbitrary<ObjectNode> people() {
    return object(
        member("personalNumber", digits(12)),
        member("givenName", texts()),
        member("surname", texts()));
  }

  /** All that XML can hold, control and line ends included, and what it has to escape often. */
  private static Arbitrary<JsonNode> texts() {
    return Arbitraries.strings()
        .withChars("<>&\"'\r\n\t ]")
        .withCharRange('\u0020', '\u007e')
        .withCharRange('\u00a0', '\ud7ff')
        .withCharRange('\ue000', '\ufffd')
        .ofMaxLength(12)
        .map(FormPropertiesTest::text);
  }

  private static Arbitrary<JsonNode> phones() {
    return Arbitraries.strings()
        .numeric()
        .ofMinLength(7)
        .ofMaxLength(12)
        .map(FormPropertiesTest::text);
  }

  private static Arbitrary<JsonNode> digits(int length) {
    return Arbitraries.strings().numeric().ofLength(length).map(FormPropertiesTest::text);
  }

  private static Arbitrary<JsonNode> dates() {
    return Arbitraries.integers()
        .between(0, 60_000)
        .map(day -> text(LocalDate.of(1950, 1, 1).plusDays(day).toString()));
  }

  private static Arbitrary<JsonNode> months() {
    return Arbitraries.integers()
        .between(0, 1_200)
        .map(month -> text(YearMonth.of(2000, 1).plusMonths(month).toString()));
  }

  private static Arbitrary<JsonNode> times() {
    return Arbitraries.integers()
        .between(0, 1_440)
        .map(minute -> text("%02d.%02d".formatted(minute / 60, minute % 60)));
  }

  private static Arbitrary<JsonNode> booleans() {
    return Arbitraries.of(true, false).map(JSON::booleanNode);
  }

  private static Arbitrary<JsonNode> yes() {
    return Arbitraries.just(JSON.booleanNode(true));
  }

  private static Arbitrary<JsonNode> words(String... words) {
    return Arbitraries.of(words).map(FormPropertiesTest::text);
  }

  private static JsonNode text(String text) {
    return JSON.textNode(text);
  }

  private static Arbitrary<ObjectNode> member(String name, Arbitrary<? extends JsonNode> value) {
    return value.map(node -> JSON.objectNode().set(name, node));
  }

  private static Arbitrary<ObjectNode> maybe(String name, Arbitrary<? extends JsonNode> value) {
    return Arbitraries.oneOf(member(name, value), Arbitraries.create(JSON::objectNode));
  }

  /** Also when there are none. */
  private static Arbitrary<ObjectNode> listed(String name, Arbitrary<ObjectNode> value, int most) {
    return value
        .list()
        .ofMaxSize(most)
        .map(list -> JSON.objectNode().set(name, JSON.arrayNode().addAll(list)));
  }

  private static Arbitrary<ObjectNode> many(String name, Arbitrary<ObjectNode> value, int most) {
    return value
        .list()
        .ofMaxSize(most)
        .map(
            list -> {
              ObjectNode object = JSON.objectNode();
              if (!list.isEmpty()) {
                ArrayNode array = object.putArray(name);
                array.addAll(list);
              }
              return object;
            });
  }

  @SafeVarargs
  private static Arbitrary<ObjectNode> oneOf(Arbitrary<ObjectNode>... members) {
    return Arbitraries.oneOf(List.of(members));
  }

  @SafeVarargs
  private static Arbitrary<ObjectNode> object(Arbitrary<ObjectNode>... parts) {
    return Combinators.combine(List.of(parts))
        .as(
            all -> {
              ObjectNode object = JSON.objectNode();
              all.forEach(object::setAll);
              return object;
            });
  }
}
