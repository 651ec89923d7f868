package se.sluss.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Suite;

/** Command lines to try on a demo that was kept. */
final class ByHand {
  private final Suite suite;
  private final World world;
  private final HandInAndSign work;

  ByHand(Suite suite, World world, HandInAndSign work) {
    this.suite = suite;
    this.world = world;
    this.work = work;
  }

  /** A page for the tenant's signer; "BankID on this device" opens the simulated app there. */
  private String link(HandInAndSign.Handed handed) {
    Door signing = Door.with(suite.addresses().service(Room.SIGNING), world.vendorKey());
    return Door.eventually(
            () ->
                signing.post(
                    "/v1/signing-pages",
                    Map.of(
                        "submissionIds",
                        List.of(handed.submissionId()),
                        "role",
                        "ANORDNARE",
                        "signerPersonalNumber",
                        handed.tenant().signer())))
        .path("url")
        .asText();
  }

  List<String> lines(HandInAndSign.Handed handed) {
    World.Tenant tenant = handed.tenant();
    Path sample = suite.options().layout().state().resolve("notification.xml");
    try {
      Files.write(
          sample,
          SampleDocuments.notification(
              UUID.randomUUID(),
              tenant.organisationNumber(),
              SampleDocuments.ASSISTED,
              SampleDocuments.ASSISTANT));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String link = link(work.handIn(1).getFirst());
    String intake = suite.addresses().service(Room.INTAKE).toString();
    String receipts = suite.addresses().service(Room.RECEIPTS).toString();
    return List.of(
        "Sign a document as a person does, in a browser: " + link,
        "KEY=" + world.vendorKey(),
        "curl -s -H \"Authorization: Bearer $KEY\" "
            + intake
            + "/v1/submissions/"
            + handed.submissionId(),
        "curl -s -H \"Authorization: Bearer $KEY\" '" + receipts + "/v1/events?limit=5'",
        "curl -s -H \"Authorization: Bearer $KEY\" -H 'Sluss-Tenant: "
            + tenant.id()
            + "' -H \"Idempotency-Key: by-hand-$(date +%s)\" -H 'Content-Type: application/xml'"
            + " --data-binary '@"
            + sample
            + "' "
            + intake
            + "/v1/submissions");
  }
}
