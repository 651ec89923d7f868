package se.sluss.system.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import org.junit.jupiter.api.Test;

/** What an operator is told after an installation, which is only tried here. */
class ChartNotesTest {
  @Test
  void theLeastInstallationIsToldWhichSecretsToMake() {
    String notes = notes(installed("example"));

    assertThat(notes)
        .contains(
            "is installed as try in somewhere",
            "sluss-shared: admin-key-sha256, cursor-secret, person-key-secret",
            "sluss-keyset: keyset.json",
            "sluss-evidence: evidence-key.pem",
            "sluss-bankid: rp.p12, rp-password, tls-root.pem, user-root.pem",
            "Prepare db.example.internal with deploy/postgres/init.sh",
            "None is made (route.kind)",
            "port-forward service/try-intake 8401:80",
            "Nothing scrapes the rooms by itself")
        .doesNotContain("sluss-bankid-live", "simulators", "get externalsecrets");
    for (String room : Chart.ROOMS) {
      assertThat(notes).contains("\n  sluss-" + room + "-database: password\n");
    }
  }

  @Test
  void whoHasOperatorsIsToldWhereToLook() {
    assertThat(notes(installed("all")))
        .contains(
            "They come from vault: kubectl -n somewhere get externalsecrets",
            "kubectl -n somewhere get cluster try-postgres",
            "https://api.example.se leads to intake",
            "https://sign.example.se leads to signing",
            "Metrics are scraped (monitoring.serviceMonitor) and not sent")
        .doesNotContain("Make those", "Nothing scrapes", "is empty");
  }

  @Test
  void secretsWithFurtherSettingsAreToldWithTheRoom() {
    InstallCommand install =
        installed("example")
            .set("environmentSecrets[0]", "everywhere")
            .set("rooms.receipts.environmentSecrets[0]", "stamping");

    assertThat(notes(install))
        .contains("everywhere: settings of intake", "stamping: settings of receipts")
        .doesNotContain("stamping: settings of intake");
  }

  @Test
  void aWayInThatLeadsNowhereIsTold() {
    InstallCommand install =
        installed("example")
            .set("route.kind", "ingress")
            .set("route.tlsSecret", "tls")
            .set("rooms.intake.host", "api.example.se");

    assertThat(notes(install))
        .contains("networkPolicy.from is empty", "proxy.trusted is empty, so BankID is told");
  }

  @Test
  void theDemoTellsHowToPlayThePerson() {
    assertThat(notes(installed("demo")))
        .contains(
            "port-forward deployment/try-signing 8452",
            "http://localhost:8452/app",
            "Metrics are sent to http://collector:4318; do not scrape them into the same store")
        .doesNotContain("rp.p12");
  }

  private static InstallCommand installed(String values) {
    return new Helm(Chart.folder())
        .install()
        .clientOnly()
        .dryRun()
        .withName("try")
        .withNamespace("somewhere")
        .withKubeVersion("1.33.0")
        .withValuesFile(Checkout.file("deploy/helm/values-" + values + ".yaml"));
  }

  private static String notes(InstallCommand install) {
    String output = install.call().getOutput();
    assertThat(output).contains("NOTES:");
    return output.substring(output.indexOf("NOTES:"));
  }
}
