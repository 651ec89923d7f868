package se.sluss.launcher.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import se.sluss.evidence.EvidenceBuilder;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.JwsType;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.SignatureVerification;
import se.sluss.evidence.StrictJson;
import se.sluss.evidence.log.LogProof;
import se.sluss.evidence.log.MerkleTree;
import se.sluss.evidence.log.Place;
import se.sluss.evidence.log.PublishedHead;
import se.sluss.evidence.log.TreeHead;
import se.sluss.model.contract.DocumentKind;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;

class VerifyCommandTest {
  private static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  private static final String DOCUMENT =
      """
      <AnmalanFranArbetsgivare xmlns="%s1">
        <id>%s</id>
        <personSomHarAssistans>
          <personnummer>189001019802</personnummer><fornamn>Astrid</fornamn><efternamn>Ask</efternamn>
        </personSomHarAssistans>
        <assistent>
          <personnummer>199010102383</personnummer><fornamn>Bo</fornamn><efternamn>Björk</efternamn>
        </assistent>
      </AnmalanFranArbetsgivare>
      """
          .formatted(DocumentKind.NOTIFICATION.family(), ID);
  private static final Instant AT = Instant.parse("2026-11-22T10:15:30Z");
  private static final EvidenceKey KEY = EvidenceKey.parse(EvidenceKey.newPem());
  private static final BankIdSignatures BANKID = BankIdSignatures.inMemory();
  private static final String NOTHING_WRONG =
      "All that a package can show was checked, and nothing is wrong.";

  /** Ends the line, adds one, hides what follows, clears the line, turns text around. */
  private static final String FORGERY =
      "x\r\n" + NOTHING_WRONG + "\n\u001b[8m\u009b2K\u202e\u2028\u2066\u00a0\ue000";

  private static final byte[] ZIP = evidence("tx-1", VerifyCommandTest::onlyLeaf);

  /** The head that the package came with. */
  private static final String HEAD =
      LogProof.read(EvidencePackage.read(ZIP).get(MemberNames.LOG)).treeHead();

  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  @BeforeEach
  void files() throws Exception {
    Files.write(folder.resolve("evidence.zip"), ZIP);
    Files.writeString(folder.resolve("jwks.json"), KEY.publicKeys().jwks());
    Files.writeString(
        folder.resolve("roots.pem"),
        "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(
                Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(BANKID.userRoot().getEncoded())));
  }

  private static byte[] evidence(String txId, Function<EvidencePackage, LogProof> log) {
    byte[] document = DOCUMENT.getBytes(UTF_8);
    SignedEntry entry = SignedEntry.of(HardenedXml.parse(document));
    BankIdSignature made =
        BANKID.sign(
            SigningRequest.by(new Person("199010102383", "Bo", "Björk"), AT)
                .nonVisible(entry.toString().getBytes(UTF_8))
                .build());
    CollectedSignature signature =
        new CollectedSignature(
            SignerRole.ANORDNARE,
            made.signature(),
            made.ocspResponse(),
            LocalDate.parse("2026-11-22"));
    Manifest.Receipt receipt =
        new Manifest.Receipt(
            ReceiptId.next(),
            SubmissionId.next(),
            VendorId.next(),
            TenantId.next(),
            Mode.TEST,
            Service.E_IOA,
            ID,
            ReceiptOutcome.RECEIVED,
            Manifest.Source.OPERATOR,
            Optional.of(txId),
            Optional.empty(),
            Optional.of(new Manifest.Operator("Told by telephone", "administrator")),
            AT.plusSeconds(60),
            AT.plusSeconds(61));
    EvidencePackage unlogged =
        EvidenceBuilder.of(receipt, document)
            .signature(
                signature,
                SignatureVerification.of(
                        signature,
                        entry,
                        new AcceptedCertificates(
                            new TrustRoots(Set.of(BANKID.userRoot())),
                            Set.of(CustomerDesk.MOBILE_POLICY)),
                        receipt.answeredAt())
                    .checks())
            .pages("<p>".getBytes(UTF_8), "%PDF".getBytes(UTF_8))
            .build(KEY, AT.plusSeconds(62));
    return unlogged.with(log.apply(unlogged)).write();
  }

  /** Of a log that holds nothing else. */
  private static LogProof onlyLeaf(EvidencePackage logged) {
    Hash leaf = MerkleTree.leaf(logged.manifestHash());
    String head = new TreeHead("log.sluss.test", 1, leaf, AT.plusSeconds(63)).sign(KEY);
    MerkleTree tree = new MerkleTree(places -> Map.of(new Place(0, 0), leaf));
    return LogProof.of(tree, 0, head);
  }

  /** As {@link #onlyLeaf}, of a log that is called what none is. */
  private static LogProof forgedLog(EvidencePackage logged) {
    Hash leaf = MerkleTree.leaf(logged.manifestHash());
    byte[] head =
        StrictJson.write(
            Map.of(
                "log", FORGERY, "treeSize", 1, "rootHash", leaf, "timestamp", AT.plusSeconds(63)));
    return new LogProof(FORGERY, 0, 1, List.of(), KEY.sign(JwsType.TREE_HEAD, head));
  }

  private Run run(String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> arguments = new ArrayList<>();
    for (String option : options) {
      arguments.add(option.startsWith("--") ? option : folder.resolve(option).toString());
    }
    int exit =
        new CommandLine(new VerifyCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments.toArray(String[]::new));
    return new Run(exit, out.toString(), err.toString());
  }

  @Test
  void aWholePackageIsToldLineByLine() {
    Run run = run("evidence.zip", "--keys", "jwks.json", "--roots", "roots.pem");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out())
        .contains("document " + ID + " was RECEIVED", "tx-id tx-1", "test mode")
        .containsPattern("manifest-signature +passed")
        .containsPattern("signature-anordnare +passed")
        .containsPattern("log-inclusion +passed")
        .contains("Nothing is wrong as far as could be checked; not checkable: 3.")
        .doesNotContain("199010102383", "Björk");
  }

  @Test
  void withNothingToCompareItSaysWhatIsMissing() {
    Run run = run("evidence.zip");

    assertThat(run.exit()).isZero();
    assertThat(run.out())
        .containsPattern("evidence-key +not checkable")
        .containsPattern("bankid-root +not checkable")
        .contains(KEY.id());
  }

  @Test
  void whatIsWrongIsNamedAndTheExitCodeTells() throws IOException {
    byte[] cut = ZIP.clone();
    cut[cut.length - 1] ^= 1;
    Files.write(folder.resolve("evidence.zip"), cut);
    EvidenceKey other = EvidenceKey.parse(EvidenceKey.newPem());
    Files.write(folder.resolve("whole.zip"), ZIP);
    Files.writeString(folder.resolve("other.json"), other.publicKeys().jwks());

    Run broken = run("evidence.zip");
    Run stranger = run("whole.zip", "--keys", "other.json");

    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.out()).contains("not to be believed: package failed");
    assertThat(stranger.exit()).isEqualTo(1);
    assertThat(stranger.out())
        .containsPattern("evidence-key +FAILED")
        .contains("not to be believed: evidence-key failed");
  }

  @Test
  void aProgramGetsTheSameAsJson() throws IOException {
    JsonNode report = new ObjectMapper().readTree(run("evidence.zip", "--json").out());

    assertThat(report.path("verdict").asText()).isEqualTo("NOTHING_WRONG_FOUND");
    assertThat(report.path("receipt").path("documentId").asText()).isEqualTo(ID);
    assertThat(report.path("findings").findValuesAsText("check"))
        .contains("package", "signature-anordnare", "timestamp");
  }

  @Test
  void aForgedPackageCannotHideALineOrAddOne() throws IOException {
    Files.write(folder.resolve("forged.zip"), evidence(FORGERY, VerifyCommandTest::forgedLog));

    Run text = run("forged.zip");
    String json = run("forged.zip", "--json").out();

    assertThat(text.exit()).isEqualTo(1);
    assertThat(text.out())
        .contains("tx-id x\\u000d\\u000a" + NOTHING_WRONG + "\\u000a\\u001b[8m\\u009b2K\\u202e")
        .containsPattern("log-inclusion +FAILED")
        .containsPattern("tree-head +FAILED")
        .contains("not to be believed: log-inclusion failed");
    assertThat(text.out().lines()).doesNotContain(NOTHING_WRONG);
    for (String shown : List.of(text.out(), json)) {
      assertThat(shown).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}\\xa0&&[^\n]]");
    }
    assertThat(new ObjectMapper().readTree(json).at("/receipt/txId").asText()).isEqualTo(FORGERY);
  }

  @Test
  void aListThatWasNotFetchedWholeSaysNothingOfThePackage() throws IOException {
    String head = PublishedHead.first(HEAD).line();
    Map<String, String> lists =
        Map.of(
            "nothing", "",
            "blank", "\n",
            "page", "<html>Bad gateway</html>\n",
            "problem", "{\"status\":503,\"code\":\"unavailable\"}",
            "cut", head + head.substring(0, head.length() / 2));
    for (Map.Entry<String, String> list : lists.entrySet()) {
      Files.writeString(folder.resolve(list.getKey()), list.getValue());

      Run run = run("evidence.zip", "--log", list.getKey());

      assertThat(run.exit()).as(list.getKey()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().strip())
          .endsWith("Fetch the list again.")
          .contains(list.getKey() + " cannot be used: ")
          .doesNotContain("\n", "Exception");
    }
    assertThat(run("evidence.zip", "--log", "cut").err()).contains("line 2 of the list");
  }

  @Test
  void anEmptyLineAfterAListIsNoFaultOfIt() throws IOException {
    Files.writeString(folder.resolve("list"), PublishedHead.first(HEAD).line() + "\n\r\n");

    Run run = run("evidence.zip", "--log", "list", "--keys", "jwks.json");

    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.out()).containsPattern("log-consistency +passed +one tree head up to size 1");
  }

  @Test
  void aFileThatCannotBeUsedIsToldInOneSentence() throws IOException {
    Files.writeString(folder.resolve("empty.json"), "{\"keys\":[]}");
    Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});

    for (Run run :
        List.of(
            run("nowhere.zip"),
            run("evidence.zip", "--keys", "empty.json"),
            run("evidence.zip", "--keys", "roots.pem"),
            run("evidence.zip", "--roots", "jwks.json"),
            run("evidence.zip", "--log", "nowhere"),
            run("evidence.zip", "--log", "bytes"))) {
      assertThat(run.exit()).as(run.out()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err().strip()).endsWith(".").doesNotContain("\n", "Exception");
    }
  }
}
