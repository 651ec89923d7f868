package se.sluss.system.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.MemberNames;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Answer;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** The page of an evidence package is opened years later, where there is no network. */
@OnRunningSluss
@Order(3)
class ReceiptPageE2E {
  private final Vendor vendor;

  ReceiptPageE2E(RunningSluss sluss) {
    vendor = sluss.operator().vendor("Arkivet", 1);
  }

  @Test
  void isReadInBothLanguagesWithoutNetwork(@TempDir Path folder) throws IOException {
    Handed handed = vendor.handIn(vendor.provider());
    vendor.sign(List.of(handed));
    vendor.await(List.of(handed), "RECEIVED");
    String txId = vendor.submission(handed.submissionId()).path("receipt").path("txId").asText();
    Path page = folder.resolve("receipt.html");
    Files.write(page, evidence(handed).get(MemberNames.PAGE));

    try (Chromium chromium = Chromium.start();
        Signer reader = Signer.onComputer(chromium.browser(), null)) {
      reader.open(page).look("receipt");

      assertThat(reader.title()).isEqualTo("Försäkringskassan har tagit emot handlingen");
      assertThat(reader.page().locator("h1").allTextContents())
          .contains("Försäkringskassan has received the document");
      assertThat(reader.page().textContent("main")).contains(txId, "Testläge");
    }
    try (Chromium chromium = Chromium.start();
        Signer reader = Signer.onPhone(chromium.browser())) {
      reader.open(page).look("receipt");

      Object wider =
          reader
              .page()
              .evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      assertThat(wider).as("pixels to scroll sideways").isEqualTo(0);
    }
  }

  private EvidencePackage evidence(Handed handed) {
    String path = vendor.submission(handed.submissionId()).path("links").path("evidence").asText();
    Answer got = Door.eventually(() -> vendor.door(Room.RECEIPTS).get(path).orFail());
    return EvidencePackage.read(got.bytes());
  }
}
