package se.sluss.signing;

import static java.util.Map.entry;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import se.sluss.simulator.bankid.BankIdSimulator;

/** BankID's simulator for the test JVM, with this room configured as its relying party. */
public final class BankIdResource implements QuarkusTestResourceLifecycleManager {
  private BankIdSimulator simulator;

  @Override
  public Map<String, String> start() {
    try {
      Path pki = Files.createTempDirectory("signing-bankid");
      simulator = BankIdSimulator.start(0, 0, pki, InstantSource.system());
      return Map.ofEntries(
          entry("sluss.signing.bankid.url", simulator.rpAddress().toString()),
          entry("sluss.signing.bankid.rp-key-store", pki.resolve("rp.p12").toString()),
          entry(
              "sluss.signing.bankid.rp-key-store-password",
              Files.readString(pki.resolve("rp.password")).strip()),
          entry("sluss.signing.bankid.tls-root", pki.resolve("tls-root.pem").toString()),
          entry("sluss.signing.bankid.user-root", pki.resolve("user-root.pem").toString()),
          entry("sluss.signing.bankid.certificate-policies", "1.2.3.4.25"),
          entry("sluss.signing.page.base-url", "http://localhost:8402"),
          entry("sluss.signing.bankid.poll-interval", "PT1S"),
          entry("sluss.signing.order.most-per-part", "20"),
          entry("sluss.signing.streams.per-vendor", "3"),
          entry("sluss.signing.streams.per-page", "2"),
          entry("test.bankid.control", simulator.controlAddress().toString()));
    } catch (IOException e) {
      throw new IllegalStateException("BankID's simulator did not start", e);
    }
  }

  @Override
  public void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }
}
