package se.sluss.system.actor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;
import se.sluss.launcher.suite.Suite;
import se.sluss.model.id.Service;
import se.sluss.testsupport.Eventually;
import se.sluss.testsupport.TestPersons;

/** Whoever runs Sluss: registers vendors, providers, clients and connections, and minds lanes. */
public final class Operator {
  private static final List<String> SIGNERS =
      List.of(TestPersons.PROVIDER_SIGNER, TestPersons.FOURTH, TestPersons.THIRD);
  private static final AtomicInteger ORGANISATIONS = new AtomicInteger();

  private final Suite suite;
  private final Addresses addresses;

  public Operator(Suite suite) {
    this.suite = suite;
    this.addresses = suite.addresses();
  }

  /** Registers a vendor with providers, a connection in test mode and a tested webhook endpoint. */
  public Vendor vendor(String name, int providers) {
    return vendor(name, providers, id -> connect(id, Service.E_IOA));
  }

  /** The same with a connection that speaks SHS. */
  public Vendor vendorOverShs(String name, int providers) {
    return vendor(name, providers, this::connectOverShs);
  }

  private Vendor vendor(String name, int providers, UnaryOperator<String> connect) {
    String id = door(Room.INTAKE).post("/v1/vendors", Map.of("name", name)).orFail().text("id");
    List<Provider> registered =
        IntStream.range(0, providers)
            .mapToObj(i -> provider(id, name + " " + i, SIGNERS.get(i % SIGNERS.size())))
            .toList();
    String key = client(Map.of("vendorId", id, "mode", "test", "name", name));
    String connection = connect.apply(id);
    var hook = new Hook(Door.open(addresses.sinkControlUri()), id);
    String endpoint = subscribe(id, key, hook);
    return new Vendor(addresses, id, key, registered, connection, endpoint, hook);
  }

  private Provider provider(String vendor, String name, String signer) {
    String organisation = TestPersons.organisationNumber(ORGANISATIONS.incrementAndGet());
    String id =
        door(Room.INTAKE)
            .post(
                "/v1/tenants",
                Map.of("vendorId", vendor, "name", name, "organisationNumber", organisation))
            .orFail()
            .text("id");
    return new Provider(id, organisation, signer);
  }

  /** Registers a client and returns its key once every room knows it. */
  public String client(Map<String, ?> wanted) {
    String key = door(Room.INTAKE).post("/v1/clients", wanted).orFail().text("key");
    Map<Room, String> lists =
        Map.of(
            Room.INTAKE, "/v1/submissions",
            Room.SIGNING, "/v1/signing-orders",
            Room.SUBMITTER, "/v1/lanes",
            Room.RECEIPTS, "/v1/events");
    lists.forEach(
        (room, list) -> Door.eventually(() -> Door.with(addresses.service(room), key).get(list)));
    return key;
  }

  /** Registers a connection in test mode; its identifier. */
  public String connect(String vendor, Service service) {
    String product =
        switch (service) {
          case E_IOA -> "FK.EIOA.AnmalanArbetsgivare";
          case ELT -> "FK.ASE.Tidredovisning";
        };
    return connect(connection(vendor, service, "/shs2/" + product, product));
  }

  /** The same for notifications over SHS, with the vendor in the node's directory. */
  private String connectOverShs(String vendor) {
    String product = UUID.randomUUID().toString();
    String sender = TestPersons.organisationNumber(ORGANISATIONS.incrementAndGet());
    String receiver = TestPersons.organisationNumber(ORGANISATIONS.incrementAndGet());
    authority()
        .enterForShs(
            Map.of(
                "commonName",
                vendor,
                "organisation",
                sender,
                "receiver",
                receiver,
                "product",
                product,
                "service",
                Service.E_IOA.name(),
                "agreement",
                "agreement-1",
                "publicly",
                false,
                "dataPartType",
                "request",
                "quirks",
                List.of()));
    Map<String, Object> wanted = connection(vendor, Service.E_IOA, "/shs/rs", product);
    wanted.put(
        "shs",
        Map.of(
            "sender", sender,
            "receiver", receiver,
            "status", "test",
            "agreement", "agreement-1",
            "dataPartType", "request",
            "fileName", "request.xml",
            "receiptTxId", "response"));
    return connect(wanted);
  }

  private Map<String, Object> connection(
      String vendor, Service service, String path, String product) {
    JsonNode certificate = authority().certificate(vendor);
    var wanted = new HashMap<String, Object>();
    wanted.put("vendorId", vendor);
    wanted.put("service", service.name());
    wanted.put("mode", "test");
    wanted.put("address", "https://localhost:" + addresses.authority() + path);
    wanted.put("productType", product);
    wanted.put("agreedInterval", suite.options().interval().toString());
    wanted.put("keyStore", certificate.path("keyStore").asText());
    wanted.put("keyStorePassword", certificate.path("password").asText());
    wanted.put("trustedCertificates", trusted());
    return wanted;
  }

  private Authority authority() {
    return new Authority(Door.open(addresses.authorityControlUri()));
  }

  private String connect(Map<String, Object> wanted) {
    return Door.eventually(() -> door(Room.SUBMITTER).post("/v1/connections", wanted)).text("id");
  }

  private String trusted() {
    try {
      return Files.readString(suite.options().layout().pki("authority").resolve("server-ca.pem"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String subscribe(String vendor, String key, Hook hook) {
    Door receipts = Door.with(addresses.service(Room.RECEIPTS), key);
    String url = "https://%s:%d/hooks/%s".formatted(Addresses.SINK_HOST, addresses.sink(), vendor);
    Answer endpoint =
        receipts
            .post("/v1/webhook-endpoints", Map.of("url", url, "eventTypes", List.of("*")))
            .orFail();
    hook.trust(endpoint.text("secret"));
    String path = "/v1/webhook-endpoints/" + endpoint.text("id");
    receipts.post(path + "/test", Map.of()).orFail();
    // What happens before an endpoint has passed its test is not told to it.
    Eventually.value(Door.PATIENCE, () -> receipts.get(path).text("status"), "ACTIVE"::equals);
    return endpoint.text("id");
  }

  /** The lane of a connection. */
  public JsonNode lane(String connection) {
    for (JsonNode lane : door(Room.SUBMITTER).get("/v1/lanes").orFail().json().path("data")) {
      if (lane.path("connectionId").asText().equals(connection)) {
        return lane;
      }
    }
    throw new AssertionError("There is no lane of " + connection);
  }

  /** Lets a lane run again. */
  public void resume(String connection) {
    door(Room.SUBMITTER).post("/v1/lanes/" + connection + "/resume", Map.of()).orFail();
  }

  /** A room's door with the administrator's key. */
  public Door door(Room room) {
    return Door.with(addresses.service(room), suite.adminKey());
  }
}
