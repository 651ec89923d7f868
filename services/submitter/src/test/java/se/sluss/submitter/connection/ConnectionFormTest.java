package se.sluss.submitter.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.kit.problem.Problem;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.simulator.authority.pki.SimulatorPki;
import se.sluss.submitter.certificate.AcceptedIssuers;
import se.sluss.testsupport.TestPersons;

class ConnectionFormTest {
  private static final Duration GUARD = Duration.ofMillis(100);
  private static final ConnectionRules RULES =
      new ConnectionRules(
          GUARD,
          AcceptedIssuers.any(),
          Set.of("Ref.FK.test"),
          Set.of("FK.test"),
          Set.of(".Ext"),
          Locale.ENGLISH);

  /** Later than any certificate here is issued, however slow the machine; and within its day. */
  private static final Instant NOW = Instant.now().plus(Duration.ofHours(1));

  private static final String PRODUCT = "FK.ASE.Tidredovisning";
  private static final String ADDRESS = "https://localhost:8461/shs2/" + PRODUCT;

  private static final ShsForm SHS =
      new ShsForm(
          TestPersons.organisationNumber(1),
          TestPersons.organisationNumber(2) + ".elt",
          "test",
          "none",
          "SkickaTidredovisning",
          "tidredovisning.xml",
          "response");

  @TempDir static Path folder;

  @Test
  void usableConnectionIsTaken() throws Exception {
    NewConnection taken = form(ADDRESS, client(Duration.ofDays(1))).check(RULES, NOW);

    assertThat(taken.agreedInterval()).isEqualTo(Duration.ofSeconds(1));
    assertThat(taken.guard()).isEqualTo(GUARD);
    assertThat(taken.certificate().facts().notAfter()).isAfter(NOW);
  }

  @Test
  void allFaultsAreToldAtOnce() {
    ConnectionForm form =
        new ConnectionForm(
            "ven_x",
            "SHS",
            "prod",
            "http://fk/x",
            "a b",
            "soon",
            "-PT1S",
            "1234567890",
            "AAAA",
            "x",
            "no pem",
            null);

    Problem problem = catchThrowableOfType(Problem.class, () -> form.check(RULES, NOW));

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
            "#/organisationNumber",
            "#/keyStore",
            "#/trustedCertificates");
  }

  @Test
  void everyFaultIsToldInTheLanguageThatIsAskedFor() {
    List<Problem.Fault> english = allFaultsIn(Locale.ENGLISH);
    List<Problem.Fault> swedish = allFaultsIn(Locale.of("sv"));

    assertThat(swedish)
        .extracting(Problem.Fault::pointer)
        .isEqualTo(english.stream().map(Problem.Fault::pointer).toList());
    assertThat(swedish)
        .extracting(Problem.Fault::detail)
        .doesNotContainAnyElementsOf(english.stream().map(Problem.Fault::detail).toList());
  }

  /** Of forms that lack everything, have nothing right, or mix modes and services. */
  private static List<Problem.Fault> allFaultsIn(Locale language) {
    ConnectionRules rules =
        new ConnectionRules(
            GUARD,
            AcceptedIssuers.any(),
            Set.of("ref.fk.test"),
            Set.of("fk.test"),
            Set.of(".ext"),
            language);
    String mixed = "FK.EIOA.X.ext";
    return Stream.of(
            wrong(null, null, null, new ShsForm(null, null, null, null, null, null, null)),
            wrong("1", "http://fk/x", "a b", new ShsForm("1", "1", "1", "?", "?", "?", "1")),
            wrong("1", "http://fk/x", "a b", null),
            wrong("AAAA", "https://ref.fk.test/" + mixed, mixed, null))
        .map(form -> catchThrowableOfType(Problem.class, () -> form.check(rules, NOW)))
        .flatMap(problem -> problem.faults().stream())
        .toList();
  }

  private static ConnectionForm wrong(
      @Nullable String keyStore,
      @Nullable String address,
      @Nullable String productType,
      @Nullable ShsForm shs) {
    boolean readable = "AAAA".equals(keyStore);
    return new ConnectionForm(
        "1",
        readable ? "ELT" : "1",
        readable ? "live" : "1",
        address,
        productType,
        "1",
        "1",
        "1",
        keyStore,
        "1",
        "1",
        shs);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/shs2/FK.ASE.Tidredovisning",
        "https://user@localhost/shs2/FK.ASE.Tidredovisning",
        "https://localhost/shs2/FK.ASE.Tidredovisning?a=b",
        "https://localhost/shs2/Other",
        "https:///shs2/FK.ASE.Tidredovisning",
        "https://localhost:65536/shs2/FK.ASE.Tidredovisning",
        "https://localhost:0/shs2/FK.ASE.Tidredovisning",
        "https://localhost/other%2FFK.ASE.Tidredovisning",
        "not an address"
      })
  void addressThatIsNotTheServiceIsRefused(String address) throws Exception {
    ConnectionForm form = form(address, client(Duration.ofDays(1)));

    Problem problem = catchThrowableOfType(Problem.class, () -> form.check(RULES, NOW));

    assertThat(problem.faults()).extracting(Problem.Fault::pointer).containsExactly("#/address");
  }

  @ParameterizedTest
  @CsvSource({
    "live, ref.fk.test, X, #/address",
    "live, REF.fk.test, X, #/address",
    "live, fk.test, X.ext, #/productType",
    "live, fk.test, X.EXT, #/productType",
    "test, fk.test, X, #/address",
    "live, fk.test, X, ''",
    "test, ref.fk.test, X.ext, ''"
  })
  void addressAndProductTypeOfTheOtherEnvironmentAreRefused(
      String mode, String host, String product, String member) throws Exception {
    var client = client(Duration.ofDays(1));
    ConnectionForm form =
        new ConnectionForm(
            VendorId.next().value(),
            "ELT",
            mode,
            "https://" + host + "/shs2/" + product,
            product,
            "PT1S",
            null,
            null,
            Base64.getEncoder().encodeToString(client.pkcs12()),
            client.password(),
            Files.readString(folder.resolve("server-ca.pem")),
            null);

    Problem problem = catchThrowableOfType(Problem.class, () -> form.check(RULES, NOW));

    List<Problem.Fault> faults = problem == null ? List.of() : problem.faults();
    assertThat(faults)
        .extracting(Problem.Fault::pointer, Problem.Fault::code)
        .containsExactlyElementsOf(
            member.isEmpty() ? List.of() : List.of(tuple(member, "other-environment")));
  }

  @ParameterizedTest
  @CsvSource({
    "ELT, FK.EIOA.AnmalanArbetsgivare, en, 'another service; send the one that the authority gave you for ELT'",
    "ELT, fk.eioa.anmalanarbetsgivare.EXT, sv, 'en annan tjänst; ange den som myndigheten gav för ELT'",
    "E_IOA, FK.ASE.Tidredovisning.ref, en, 'another service; send the one that the authority gave you for E_IOA'",
    "E_IOA, FK.EIOA.Nyare, en, ''",
    "ELT, FK.Annat, en, ''"
  })
  void productTypeOfTheOtherServiceIsRefusedInTheCallersLanguage(
      Service service, String product, String language, String said) {
    FormFaults faults = new FormFaults(Locale.of(language));
    ConnectionRules rules =
        new ConnectionRules(
            GUARD, AcceptedIssuers.any(), Set.of(), Set.of(), Set.of(), Locale.of(language));

    new PlaceForm("https://fk.test/shs2/" + product, product, false)
        .check(faults, rules, service, Mode.TEST);

    assertThat(faults.all()).hasSize(said.isEmpty() ? 0 : 1);
    assertThat(faults.all())
        .allSatisfy(
            fault -> {
              assertThat(fault.pointer()).isEqualTo("#/productType");
              assertThat(fault.code()).isEqualTo("other-service");
              assertThat(fault.detail()).contains(said);
            });
  }

  /** What is refused here as no address at all reaches no rule for hosts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ref.fk.test",
        "REF.Fk.Test",
        "ref.fk.test:443",
        "ref.fk.test:",
        "ref.fk.test:0443",
        "ref.fk.test.",
        "REF.FK.TEST.:443",
        "ref.fk.test..",
        "ref..fk.test",
        "@ref.fk.test",
        "fk.test@ref.fk.test",
        "fk.test:443@ref.fk.test",
        "r%65f.fk.test",
        "ref.fk.test%2F.fk.test",
        "ref.fk.test%00.fk.test",
        "ref.fk.test\\.fk.test",
        "\uff52ef.fk.test",
        "ref\u3002fk\u3002test",
        "\u00adref.fk.test"
      })
  void testHostIsRefusedInLiveModeHoweverItIsWritten(String host) {
    FormFaults faults = new FormFaults(Locale.ENGLISH);

    Optional<PlaceForm.Place> place =
        new PlaceForm("https://" + host + "/shs2/" + PRODUCT, PRODUCT, false)
            .check(faults, RULES, Service.ELT, Mode.LIVE);

    assertThat(faults.all()).extracting(Problem.Fault::pointer).containsExactly("#/address");
    assertThat(place.map(PlaceForm.Place::address).filter(it -> !RULES.isWrongHost(it, Mode.LIVE)))
        .isEmpty();
  }

  @Test
  void wrongPasswordAndExpiredCertificateAreRefused() throws Exception {
    var client = client(Duration.ofDays(1));
    ConnectionForm wrong =
        form(ADDRESS, new SimulatorPki.ClientKeyStore(client.pkcs12(), "something else"));
    ConnectionForm usable = form(ADDRESS, client);

    Problem refused = catchThrowableOfType(Problem.class, () -> wrong.check(RULES, NOW));
    Problem expired =
        catchThrowableOfType(
            Problem.class, () -> usable.check(RULES, NOW.plus(Duration.ofDays(2))));

    assertThat(refused.faults()).extracting(Problem.Fault::code).containsExactly("wrong-password");
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
        null,
        Base64.getEncoder().encodeToString(client.pkcs12()),
        client.password(),
        Files.readString(folder.resolve("server-ca.pem")),
        null);
  }

  @Test
  void connectionSpeaksSoapUnlessItSaysOtherwise() throws Exception {
    ConnectionForm soap = form(ADDRESS, client(Duration.ofDays(1)));

    assertThat(soap.check(RULES, NOW).shs()).isEmpty();
    assertThat(shs(soap, "test", SHS).check(RULES, NOW).shs())
        .hasValueSatisfying(
            shs -> {
              assertThat(shs.status()).isEqualTo(ShsSettings.Status.TEST);
              assertThat(shs.agreement()).isEmpty();
              assertThat(shs.receiptTxId()).isEqualTo(ShsSettings.ReceiptTxId.RESPONSE);
            });
  }

  /** What nobody has said in public is asked for by name, never guessed. */
  @Test
  void nothingOfShsHasADefault() throws Exception {
    ConnectionForm soap = form(ADDRESS, client(Duration.ofDays(1)));
    ConnectionForm bare = shs(soap, "test", new ShsForm(null, null, null, null, null, null, null));

    Problem problem = catchThrowableOfType(Problem.class, () -> bare.check(RULES, NOW));

    assertThat(problem.faults())
        .extracting(Problem.Fault::pointer)
        .containsExactlyInAnyOrder(
            "#/shs/sender",
            "#/shs/receiver",
            "#/shs/status",
            "#/shs/agreement",
            "#/shs/dataPartType",
            "#/shs/fileName",
            "#/shs/receiptTxId");
    assertThat(problem.faults()).extracting(Problem.Fault::code).containsOnly("missing");
  }

  @ParameterizedTest
  @CsvSource({
    "#/shs/sender, 199001012385",
    "#/shs/sender, 9001012385",
    "#/shs/receiver, 5560000002",
    "#/shs/receiver, RECEIVER/x",
    "#/shs/receiver, 'RECEIVER.a b'",
    "#/shs/status, live",
    "#/shs/agreement, 'a b'",
    "#/shs/dataPartType, 'a\"b'",
    "#/shs/fileName, ../a.xml",
    "#/shs/fileName, 'a<CRLF>X-Evil: 1'",
    "#/shs/receiptTxId, label"
  })
  void valueThatALabelCannotHoldIsRefused(String pointer, String value) throws Exception {
    ConnectionForm soap = form(ADDRESS, client(Duration.ofDays(1)));
    String text = value.replace("RECEIVER", SHS.receiver()).replace("<CRLF>", "\r\n");
    ConnectionForm wrong =
        shs(
            soap,
            "test",
            new ShsForm(
                "#/shs/sender".equals(pointer) ? text : SHS.sender(),
                "#/shs/receiver".equals(pointer) ? text : SHS.receiver(),
                "#/shs/status".equals(pointer) ? text : SHS.status(),
                "#/shs/agreement".equals(pointer) ? text : SHS.agreement(),
                "#/shs/dataPartType".equals(pointer) ? text : SHS.dataPartType(),
                "#/shs/fileName".equals(pointer) ? text : SHS.fileName(),
                "#/shs/receiptTxId".equals(pointer) ? text : SHS.receiptTxId()));

    Problem problem = catchThrowableOfType(Problem.class, () -> wrong.check(RULES, NOW));

    assertThat(problem.faults()).extracting(Problem.Fault::pointer).containsExactly(pointer);
  }

  @Test
  void liveIsNeverMarkedAsATestAndAProductIsAUuid() throws Exception {
    ConnectionForm soap = form(ADDRESS, client(Duration.ofDays(1)));
    ConnectionForm marked = shs(soap, "live", SHS);
    ConnectionForm named =
        new ConnectionForm(
            soap.vendorId(),
            "ELT",
            "test",
            ADDRESS,
            PRODUCT,
            "PT1S",
            null,
            null,
            soap.keyStore(),
            soap.keyStorePassword(),
            soap.trustedCertificates(),
            SHS);

    assertThat(catchThrowableOfType(Problem.class, () -> marked.check(RULES, NOW)).faults())
        .extracting(Problem.Fault::pointer)
        .containsExactly("#/shs/status");
    assertThat(catchThrowableOfType(Problem.class, () -> named.check(RULES, NOW)).faults())
        .extracting(Problem.Fault::pointer)
        .containsExactly("#/productType");
  }

  private static ConnectionForm shs(ConnectionForm soap, String mode, ShsForm shs) {
    return new ConnectionForm(
        soap.vendorId(),
        "ELT",
        mode,
        "https://localhost:8461/shs/rs",
        "7f6c1a52-4a0e-4f39-9b0e-0a7f5f0f7c11",
        "PT1S",
        null,
        null,
        soap.keyStore(),
        soap.keyStorePassword(),
        soap.trustedCertificates(),
        shs);
  }
}
