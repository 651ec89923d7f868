package se.sluss.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;
import se.sluss.launcher.suite.Suite;

/** Registers a vendor with three tenants, a connection to the authority, and a webhook endpoint. */
final class PrepareWorld {
  static final String HOOK = "demo";

  private static final List<String> NAMES = List.of("Norrskenet", "Skärgården", "Slätten");
  private static final List<String> SIGNERS =
      List.of("199001012385", "199010102383", "189001039800");
  private static final String PRODUCT_TYPE = "FK.EIOA.AnmalanArbetsgivare";

  private final Suite suite;
  private final Addresses addresses;

  PrepareWorld(Suite suite) {
    this.suite = suite;
    this.addresses = suite.addresses();
  }

  World prepare() {
    Door intake = Door.with(addresses.service(Room.INTAKE), suite.adminKey());
    String vendor = id(intake.post("/v1/vendors", Map.of("name", "Demo Vård System")));
    var tenants = new ArrayList<World.Tenant>();
    for (int i = 0; i < NAMES.size(); i++) {
      String organisation = SampleDocuments.organisationNumber(i + 1);
      String name = NAMES.get(i);
      JsonNode tenant =
          intake.post(
              "/v1/tenants",
              Map.of("vendorId", vendor, "name", name, "organisationNumber", organisation));
      tenants.add(new World.Tenant(id(tenant), name, organisation, SIGNERS.get(i)));
    }
    String key =
        intake
            .post("/v1/clients", Map.of("vendorId", vendor, "mode", "test", "name", "demo"))
            .path("key")
            .asText();
    String connection = connect(vendor);
    subscribe(key);
    return new World(vendor, key, List.copyOf(tenants), connection, suite.options().interval());
  }

  private String connect(String vendor) {
    JsonNode certificate =
        Door.open(addresses.authorityControlUri())
            .post("/certificates", Map.of("commonName", vendor));
    Path authority = suite.options().layout().pki("authority").resolve("server-ca.pem");
    Map<String, String> connection =
        Map.of(
            "vendorId",
            vendor,
            "service",
            "E_IOA",
            "mode",
            "test",
            "address",
            "https://localhost:" + addresses.authority() + "/shs2/" + PRODUCT_TYPE,
            "productType",
            PRODUCT_TYPE,
            "agreedInterval",
            suite.options().interval().toString(),
            "keyStore",
            certificate.path("keyStore").asText(),
            "keyStorePassword",
            certificate.path("password").asText(),
            "trustedCertificates",
            text(authority));
    Door submitter = Door.with(addresses.service(Room.SUBMITTER), suite.adminKey());
    return id(Door.eventually(() -> submitter.post("/v1/connections", connection)));
  }

  private void subscribe(String key) {
    Door receipts = Door.with(addresses.service(Room.RECEIPTS), key);
    String url = "https://%s:%d/hooks/%s".formatted(Addresses.SINK_HOST, addresses.sink(), HOOK);
    JsonNode endpoint =
        Door.eventually(
            () ->
                receipts.post(
                    "/v1/webhook-endpoints",
                    Map.of("url", url, "eventTypes", List.of("submission.*"))));
    Door.open(addresses.sinkControlUri())
        .put("/secrets/" + HOOK, Map.of("secrets", List.of(endpoint.path("secret").asText())));
    String path = "/v1/webhook-endpoints/" + id(endpoint);
    receipts.post(path + "/test", Map.of());
    awaitActive(receipts, path);
  }

  /** What happens before an endpoint has passed its test is not sent to it. */
  private static void awaitActive(Door receipts, String path) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!receipts.get(path).path("status").asText().equals("ACTIVE")) {
      if (System.nanoTime() > deadline) {
        throw new PlainFailure("The webhook endpoint did not pass its test.");
      }
      Pause.shortly();
    }
  }

  private static String id(JsonNode body) {
    return body.path("id").asText();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
