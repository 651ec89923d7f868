package se.sluss.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Suite;

/** Command lines to try on a demo that was kept. */
final class ByHand {
  private final Suite suite;
  private final World world;

  ByHand(Suite suite, World world) {
    this.suite = suite;
    this.world = world;
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
    String intake = suite.addresses().service(Room.INTAKE).toString();
    String receipts = suite.addresses().service(Room.RECEIPTS).toString();
    return List.of(
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
