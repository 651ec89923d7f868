package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;
import se.sluss.intake.JsonDocuments;
import se.sluss.testsupport.TestPersons;

/** Whatever bytes come to the door, the caller is told what is wrong with them. */
@IntakeTest
class AnyBytesIT {
  private static final int TRIES = Integer.getInteger("sluss.any-bytes.tries", 300);
  private static final long SEED = Long.getLong("sluss.any-bytes.seed", 22);

  /** Well below the quota of a minute. */
  private static final int OF_ONE_CUSTOMER = 1_000;

  private static final List<String> JSON_DOORS =
      List.of(
          "/v1/submissions",
          "/v1/submissions/validate",
          "/v1/submission-batches",
          "/v1/person-keys");
  private static final List<String> XML_DOORS =
      List.of("/v1/submissions", "/v1/submissions/validate");

  private static final List<String> ZIP_DOORS = List.of("/v1/submission-batches");

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"00007b00", "007b0000", "0000007b7f010101", "7b00000001", "7b", "fffe7b"})
  void bytesThatAreNoJsonInAnyEncodingAreToldSo(String hex) {
    for (String door : JSON_DOORS) {
      post(door, "application/json", HexFormat.of().parseHex(hex))
          .then()
          .statusCode(400)
          .body("code", equalTo("bad-request"));
    }
  }

  @Test
  void aMemberThatIsSaidTwiceIsRefusedWhereverItStandsAndNeitherOfItsValuesIsTold() {
    ObjectNode report = JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber());
    String json = report.toString();
    String month = "\"month\":" + report.at("/document/month");
    assertThat(json).contains(month);
    String twice = json.replace(month, "\"month\":\"1999-01\"," + month);
    String number = "{\"number\":\"%s\",\"number\":\"%s\"}";

    for (Response answer :
        List.of(
            post("/v1/submissions", twice),
            post("/v1/submissions/validate", twice),
            post("/v1/submission-batches", "{\"documents\":[" + twice + "]}"),
            post("/v1/person-keys", number.formatted(TestPersons.ASSISTED, TestPersons.ASSISTANT)),
            Customer.administrator()
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body("{\"name\":\"A\",\"name\":\"B\"}")
                .post("/v1/vendors"))) {
      answer
          .then()
          .statusCode(400)
          .body("code", equalTo("bad-request"))
          .body("detail", containsString("twice"))
          .body(not(containsString("1999-01")))
          .body(not(containsString(TestPersons.ASSISTED)));
    }
    post("/v1/submissions", json).then().statusCode(202);
  }

  @Test
  void aNumberInThePlaceOfANameIsNotToldBack() {
    String number = TestPersons.ASSISTED;

    List<Response> answers =
        List.of(
            post("/v1/person-keys", "{\"%s\":1}".formatted(number)),
            post("/v1/submissions", "{\"%s\":1}".formatted(number)),
            customer.call().get("/v1/submissions?" + number + "=1"),
            customer.call().get("/v1/submissions?limit=x&" + number + "=x"),
            customer.call().get("/v1/status?month=2026-11&" + number + "=1"));

    for (Response answer : answers) {
      assertThat(answer.statusCode()).isIn(400, 422);
      assertThat(answer.asString()).contains("#/*").doesNotContain(number);
    }
  }

  @Test
  void anyBytesAreAnsweredAndNeverAsAFaultOfOurs() throws IOException {
    String json =
        JsonDocuments.timeReport(UUID.randomUUID(), customer.organisationNumber()).toString();
    String xml = new String(customer.timeReport(UUID.randomUUID()), UTF_8);
    byte[] zip = zip(xml);
    JqwikSession.run(
        () -> {
          answered(JSON_DOORS, "application/json", near(encoded(json, "{\"number\":\"1\"}", "{")));
          answered(XML_DOORS, "application/xml", near(encoded(xml, "<a/>", "<")));
          answered(ZIP_DOORS, "application/zip", near(Arbitraries.just(zip)));
        });
  }

  private void answered(List<String> doors, String type, Arbitrary<byte[]> bytes) {
    Random random = new Random(SEED);
    List<byte[]> bodies =
        bytes.generator(TRIES).stream(random).limit(TRIES).map(Shrinkable::value).toList();
    for (int i = 0; i < bodies.size(); i++) {
      if (i % OF_ONE_CUSTOMER == 0) {
        customer = Customer.inTestMode();
      }
      String door = doors.get(i % doors.size());
      assertThat(post(door, type, bodies.get(i)).statusCode())
          .as("%s as %s: %s", door, type, HexFormat.of().formatHex(bodies.get(i)))
          .isLessThan(500)
          .isNotEqualTo(429);
    }
  }

  private static Arbitrary<byte[]> encoded(String... texts) {
    return Combinators.combine(
            Arbitraries.of(texts),
            Arbitraries.of(
                "UTF-8",
                "ISO-8859-1",
                "UTF-16",
                "UTF-16LE",
                "UTF-16BE",
                "UTF-32",
                "UTF-32LE",
                "UTF-32BE"))
        .as((text, charset) -> text.getBytes(Charset.forName(charset)));
  }

  /** Any at all, and such as are near to what is taken, with a piece exchanged. */
  private static Arbitrary<byte[]> near(Arbitrary<byte[]> taken) {
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(16);
    Arbitrary<byte[]> near =
        Combinators.combine(
                taken,
                Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
                Arbitraries.integers().between(0, 4_000),
                Arbitraries.integers().between(0, 40))
            .as(AnyBytesIT::exchanged);
    return Arbitraries.oneOf(any, near);
  }

  private static byte[] zip(String xml) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, UTF_8)) {
      zip.putNextEntry(new ZipEntry("report.xml"));
      zip.write(xml.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] exchanged(byte[] bytes, byte[] piece, int place, int length) {
    int from = place % (bytes.length + 1);
    int to = Math.min(from + length, bytes.length);
    byte[] changed = Arrays.copyOf(bytes, from + piece.length + bytes.length - to);
    System.arraycopy(piece, 0, changed, from, piece.length);
    System.arraycopy(bytes, to, changed, from + piece.length, bytes.length - to);
    return changed;
  }

  private Response post(String door, String json) {
    return post(door, "application/json", json.getBytes(UTF_8));
  }

  private Response post(String door, String type, byte[] body) {
    return customer
        .call()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType(type)
        .body(body)
        .post(door);
  }
}
