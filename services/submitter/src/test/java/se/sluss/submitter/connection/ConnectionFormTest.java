package se.sluss.submitter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.VendorId;
import se.sluss.simulator.authority.pki.SimulatorPki;

class ConnectionFormTest {
  private static final Duration GUARD = Duration.ofMillis(100);
  private static final Instant NOW = Instant.now();
  private static final String PRODUCT = "FK.ASE.Tidredovisning";
  private static final String ADDRESS = "https://localhost:8461/shs2/" + PRODUCT;

  @TempDir static Path folder;

  @Test
  void usableConnectionIsTaken() throws Exception {
    NewConnection taken = form(ADDRESS, client(Duration.ofDays(1))).check(GUARD, NOW);

    assertThat(taken.agreedInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(taken.guard()).isEqualTo(GUARD);
    assertThat(taken.certificateExpiresAt()).isAfter(NOW);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    ConnectionForm form =
        new ConnectionForm(
            "ven_x", "SHS", "prod", "http://fk/x", "a b", "soon", "-PT1S", "AAAA", "x", "no pem");

    Problem problem = catchThrowableOfType(Problem.class, () -> form.check(GUARD, NOW));

    assertThat(problem.faults())
        .extracting(Problem.Fault::pointer)
        .containsExactlyInAnyOrder(
            "#/vendorId",
            "#/service",
            "#/mode",
            "#/address",
            "#/productType",
            "#/agreedInterval",
            "#/guard",
            "#/keyStore",
            "#/trustedCertificates");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/shs2/FK.ASE.Tidredovisning",
        "https://user@localhost/shs2/FK.ASE.Tidredovisning",
        "https://localhost/shs2/FK.ASE.Tidredovisning?a=b",
        "https://localhost/shs2/Other",
        "https:///shs2/FK.ASE.Tidredovisning",
        "not an address"
      })
  void addressThatIsNotTheServiceIsRefused(String address) throws Exception {
    ConnectionForm form = form(address, client(Duration.ofDays(1)));

    Problem problem = catchThrowableOfType(Problem.class, () -> form.check(GUARD, NOW));

    assertThat(problem.faults()).extracting(Problem.Fault::pointer).containsExactly("#/address");
  }

  @Test
  void wrongPasswordAndExpiredCertificateAreRefused() throws Exception {
    var client = client(Duration.ofDays(1));
    ConnectionForm wrong =
        form(ADDRESS, new SimulatorPki.ClientKeyStore(client.pkcs12(), "something else"));
    ConnectionForm usable = form(ADDRESS, client);

    Problem refused = catchThrowableOfType(Problem.class, () -> wrong.check(GUARD, NOW));
    Problem expired =
        catchThrowableOfType(
            Problem.class, () -> usable.check(GUARD, NOW.plus(Duration.ofDays(2))));

    assertThat(refused.faults()).extracting(Problem.Fault::code).containsExactly("unusable");
    assertThat(expired.faults()).extracting(Problem.Fault::code).containsExactly("expired");
    assertThat(refused.toString() + refused.faults()).doesNotContain("something else");
  }

  private SimulatorPki.ClientKeyStore client(Duration lifetime) throws Exception {
    return SimulatorPki.in(folder).issueClient("a vendor", lifetime);
  }

  private ConnectionForm form(String address, SimulatorPki.ClientKeyStore client) throws Exception {
    return new ConnectionForm(
        VendorId.next().value(),
        "ELT",
        "test",
        address,
        PRODUCT,
        "PT1S",
        null,
        Base64.getEncoder().encodeToString(client.pkcs12()),
        client.password(),
        Files.readString(folder.resolve("server-ca.pem")));
  }
}
