package se.sluss.system.promise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.evidence.verify.EvidenceVerifier;
import se.sluss.evidence.verify.Report;
import se.sluss.evidence.verify.Trust;
import se.sluss.launcher.embedded.Room;
import se.sluss.model.signature.TrustRoots;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.RunningSluss;

/** Evidence packages as a stranger verifies them, who took keys, heads and roots before that. */
final class Packages {
  private final RunningSluss sluss;

  Packages(RunningSluss sluss) {
    this.sluss = sluss;
  }

  /** The package of what was handed in, once it can be fetched. */
  static byte[] of(Vendor vendor, Handed one) {
    String path = vendor.submission(one.submissionId()).path("links").path("evidence").asText();
    return Door.eventually(() -> vendor.door(Room.RECEIPTS).get(path).orFail()).bytes();
  }

  Report verify(byte[] zip) throws IOException {
    Door open = sluss.door(Room.RECEIPTS);
    Path pki = sluss.suite().options().layout().pki("bankid");
    return new EvidenceVerifier(
            Trust.NOTHING
                .withKeys(EvidenceKeys.parse(text(open, "/evidence-log/keys")))
                .withTreeHeads(text(open, "/evidence-log/tree-heads"))
                .withBankIdRoots(
                    TrustRoots.fromPem(Files.readAllBytes(pki.resolve("user-root.pem")))))
        .verify(zip);
  }

  private static String text(Door door, String path) {
    return new String(door.get(path).orFail().bytes(), StandardCharsets.UTF_8);
  }
}
