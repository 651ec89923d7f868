package se.sluss.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Addresses;

/** The vendor's part and the signers' part. */
final class HandInAndSign {
  private static final int MOST_IN_ONE_ORDER = 10;
  private static final Set<String> ENDS = Set.of("COMPLETED", "FAILED", "CANCELLED", "EXPIRED");
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final World world;
  private final Door intake;
  private final Door signing;
  private final Door bankid;
  private final Consumer<String> progress;

  HandInAndSign(World world, Addresses addresses, Consumer<String> progress) {
    this.world = world;
    this.intake = Door.with(addresses.service(Room.INTAKE), world.vendorKey());
    this.signing = Door.with(addresses.service(Room.SIGNING), world.vendorKey());
    this.bankid = Door.open(addresses.bankidControlUri());
    this.progress = progress;
  }

  /** Hands in so many notifications, in turn for each tenant. */
  List<Handed> handIn(int count) {
    var handed = new ArrayList<Handed>();
    for (int i = 0; i < count; i++) {
      World.Tenant tenant = world.tenants().get(i % world.tenants().size());
      byte[] document =
          SampleDocuments.notification(
              UUID.randomUUID(),
              tenant.organisationNumber(),
              SampleDocuments.ASSISTED,
              SampleDocuments.ASSISTANT);
      JsonNode answer = intake.postXml("/v1/submissions", tenant.id(), document);
      handed.add(new Handed(answer.path("id").asText(), tenant));
    }
    return handed;
  }

  /** One submission handed in. */
  record Handed(String submissionId, World.Tenant tenant) {}

  /** Signs everything, ten and ten of a tenant by one BankID order. */
  void sign(List<Handed> handed) {
    for (World.Tenant tenant : world.tenants()) {
      List<String> ids =
          handed.stream()
              .filter(one -> one.tenant().equals(tenant))
              .map(Handed::submissionId)
              .toList();
      for (int from = 0; from < ids.size(); from += MOST_IN_ONE_ORDER) {
        signTogether(tenant, ids.subList(from, Math.min(from + MOST_IN_ONE_ORDER, ids.size())));
      }
    }
  }

  private void signTogether(World.Tenant tenant, List<String> ids) {
    JsonNode order =
        Door.eventually(
            () ->
                signing.post(
                    "/v1/signing-orders",
                    Map.of(
                        "submissionIds",
                        ids,
                        "role",
                        "ANORDNARE",
                        "signerPersonalNumber",
                        tenant.signer(),
                        "endUserIp",
                        "127.0.0.1")));
    String path = "/v1/signing-orders/" + order.path("id").asText();
    String token = awaitText(path, "autoStartToken");
    bankid.post(
        "/device/autostart",
        Map.of(
            "autoStartToken",
            token,
            "personalNumber",
            tenant.signer(),
            "givenName",
            "Kim",
            "surname",
            "Provsson"));
    String status = awaitEnd(path);
    if (!status.equals("COMPLETED")) {
      throw new PlainFailure("A signing order of " + tenant.name() + " ended as " + status + ".");
    }
    progress.accept("%s: one BankID order signed %d.".formatted(tenant.name(), ids.size()));
  }

  private String awaitText(String path, String member) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      String text = signing.get(path).path(member).asText("");
      if (!text.isEmpty() && !text.equals("null")) {
        return text;
      }
      Pause.shortly();
    }
    throw new PlainFailure("A signing order never came to BankID.");
  }

  private String awaitEnd(String path) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      String status = signing.get(path).path("status").asText();
      if (ENDS.contains(status)) {
        return status;
      }
      Pause.shortly();
    }
    throw new PlainFailure("A signing order stays pending.");
  }
}
