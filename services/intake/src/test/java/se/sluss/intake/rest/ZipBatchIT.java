package se.sluss.intake.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.response.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.intake.Customer;
import se.sluss.intake.IntakeTest;

/** A batch that comes as a ZIP of XML files. */
@IntakeTest
class ZipBatchIT {
  private static final byte[] TOO_LARGE = new byte[2 * 1024 * 1024 + 1];

  private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7, 0, 2, 0, 0};

  private Customer customer;

  @BeforeEach
  void aCustomer() {
    customer = Customer.inTestMode();
  }

  @Test
  void aZipOfXmlFilesIsTakenInAsItIs() {
    byte[] sound = customer.timeReport(UUID.randomUUID());
    byte[] zip =
        zip(
            "2026-11/",
            null,
            "2026-11/one.xml",
            sound,
            "2026-11/two.xml",
            "<a>".getBytes(UTF_8),
            "three.xml",
            customer.notification(UUID.randomUUID()));

    Response answer = postZip(zip, "z1");

    answer
        .then()
        .statusCode(202)
        .body("results.name", contains("2026-11/one.xml", "2026-11/two.xml", "three.xml"))
        .body("results.status", contains(202, 400, 202))
        .body("results[1].problem.code", equalTo("not-xml"));
    assertThat(
            customer
                .call()
                .get("/v1/submissions/" + answer.path("results[0].submissionId") + "/document")
                .asByteArray())
        .isEqualTo(sound);
    customer
        .call()
        .get("/v1/submission-batches/" + answer.path("id"))
        .then()
        .statusCode(200)
        .body("results.name", hasItem(nullValue()));
    Response again = postZip(zip, "z1");
    again.then().header("Idempotent-Replayed", equalTo("true"));
    assertThat(again.asByteArray()).isEqualTo(answer.asByteArray());
    byte[] another = zip("one.xml", sound);
    postZip(another, "z1").then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
  }

  @Test
  void whatIsNoZipOrUnpacksToTooMuchIsRefused() {
    postZip("PK no zip".getBytes(UTF_8), "k")
        .then()
        .statusCode(400)
        .body("code", equalTo("not-zip"));
    postZip(new byte[0], "k").then().statusCode(400).body("code", equalTo("not-zip"));
    byte[] sound = zip("a.xml", customer.timeReport(UUID.randomUUID()));
    postZip(Arrays.copyOf(sound, 40), "k").then().statusCode(400).body("code", equalTo("not-zip"));
    postZip(Arrays.copyOf(sound, sound.length / 2), "k")
        .then()
        .statusCode(400)
        .body("code", equalTo("not-zip"));
    postZip(zip("folder/", new byte[3 * 1024 * 1024], "a.xml", sound), "k")
        .then()
        .statusCode(400)
        .body("code", equalTo("not-zip"));
    postZip(zip("bomb.xml", new byte[65 * 1024 * 1024]), "k")
        .then()
        .statusCode(413)
        .body("code", equalTo("too-large"));
    Object[] many = new Object[2 * 501];
    for (int i = 0; i < 501; i++) {
      many[2 * i] = i + ".xml";
      many[2 * i + 1] = new byte[1];
    }
    postZip(zip(many), "k").then().statusCode(422).body("errors.pointer", contains("#/documents"));
    customer.call().get("/v1/submissions").then().body("data", hasSize(0));
  }

  @Test
  void aFileThatIsTooLargeIsRefusedAlone() {
    byte[] zip =
        zip(
            "large.xml",
            TOO_LARGE,
            "small.xml",
            customer.timeReport(UUID.randomUUID()),
            "as large as may be.xml",
            Arrays.copyOf(TOO_LARGE, TOO_LARGE.length - 1));

    postZip(zip, "k")
        .then()
        .statusCode(202)
        .body("results.status", contains(422, 202, 400))
        .body("results[0].problem.errors.pointer", contains("#/documents/0"))
        .body("results[0].problem.errors.code", contains("too-large"));
  }

  @Test
  void aDocumentThatComesTwiceIsOneSubmission() {
    byte[] sound = customer.timeReport(UUID.randomUUID());

    postZip(zip("one.xml", sound, "again.xml", sound), "k")
        .then()
        .statusCode(202)
        .body("counts.accepted", equalTo(1))
        .body("counts.known", equalTo(1))
        .body("counts.byState", equalTo(Map.of("ACCEPTED", 1)));
  }

  @Test
  void whatDesktopsPutBesidePeoplesFilesIsNoDocument() {
    byte[] sound = customer.timeReport(UUID.randomUUID());
    byte[] zip =
        zip(
            "month/.DS_Store",
            new byte[10],
            "month/one.xml",
            sound,
            "__MACOSX/month/._one.xml",
            APPLE_DOUBLE,
            "month\\THUMBS.DB",
            new byte[1]);

    postZip(zip, "k")
        .then()
        .statusCode(202)
        .body("results.name", contains("month/one.xml"))
        .body("counts.refused", equalTo(0));
    postZip(zip("__MACOSX/._two.xml", customer.timeReport(UUID.randomUUID())), "no such file")
        .then()
        .statusCode(202)
        .body("counts.accepted", equalTo(1));
    postZip(zip("__MACOSX/._one.xml", APPLE_DOUBLE), "none")
        .then()
        .statusCode(400)
        .body("code", equalTo("not-zip"));
  }

  private Response postZip(byte[] zip, String key) {
    return customer
        .call()
        .header("Idempotency-Key", key)
        .contentType("application/zip")
        .body(zip)
        .post("/v1/submission-batches");
  }

  private static byte[] zip(Object... namesAndContents) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, UTF_8)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) namesAndContents[i]));
        if (namesAndContents[i + 1] instanceof byte[] content) {
          zip.write(content);
        }
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
