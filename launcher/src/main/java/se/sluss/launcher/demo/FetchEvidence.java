package se.sluss.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Suite;

/** Fetches one receipt's evidence package, and beside it what everybody can fetch. */
final class FetchEvidence {
  private final Suite suite;
  private final World world;

  FetchEvidence(Suite suite, World world) {
    this.suite = suite;
    this.world = world;
  }

  /**
   * The package of this submission's receipt.
   *
   * @return what {@code ./sluss verify} is called with
   */
  List<String> of(HandInAndSign.Handed handed) {
    Door intake = Door.with(suite.addresses().service(Room.INTAKE), world.vendorKey());
    Door receipts = Door.with(suite.addresses().service(Room.RECEIPTS), world.vendorKey());
    String submission = "/v1/submissions/" + handed.submissionId();
    Path zip =
        kept("evidence.zip", Door.eventually(() -> receipts.bytes(link(intake.get(submission)))));
    Path keys = kept("jwks.json", receipts.bytes("/evidence-log/keys"));
    Path heads = kept("tree-heads", receipts.bytes("/evidence-log/tree-heads"));
    Path roots = suite.options().layout().pki("bankid").resolve("user-root.pem");
    return List.of(
        zip.toString(),
        "--keys",
        keys.toString(),
        "--roots",
        roots.toString(),
        "--log",
        heads.toString());
  }

  /** It is there once intake has heard of the receipt. */
  private static String link(JsonNode submission) {
    return submission.path("links").path("evidence").asText("/");
  }

  private Path kept(String name, byte[] bytes) {
    try {
      return Files.write(suite.options().layout().state().resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
