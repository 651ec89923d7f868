package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.model.id.SubmissionId;

/**
 * What README.md tells a stranger to type, typed as it stands there, before tools that share no
 * line with this project. Skipped where a tool is missing and cannot be installed.
 */
class ReadmeIT {
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");
  private static final Map<String, String> TOOLS =
      Map.of("openssl", "openssl", "xmlsec1", "xmlsec1", "xmllint", "libxml2-utils");

  @TempDir Path folder;

  private record Run(int exit, String told) {}

  @BeforeEach
  void unpack() throws Exception {
    for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
      requireTool(tool.getKey(), tool.getValue());
    }
    unpack(Sample.evidence());
  }

  private void unpack(EvidencePackage made) throws Exception {
    LogSample log = new LogSample(Sample.KEY).strangers(0, 5);
    long leaf = log.append(made.manifestHash());
    log.strangers(6, 5);
    EvidencePackage whole = made.with(log.proof(leaf, log.publish(Sample.MADE_AT)));
    for (String name : whole.names()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, whole.get(name));
    }
    Files.writeString(
        folder.resolve("bankid-root.pem"),
        Pem.write("CERTIFICATE", Sample.BANKID.userRoot().getEncoded()));
  }

  @Test
  void everyCommandOfTheReadmeHolds() throws Exception {
    Run run = readme();

    assertThat(run.exit()).as(run.told()).isZero();
    assertThat(run.told())
        .contains("files: 22 as in the manifest", "key: " + Sample.KEY.id())
        .contains("answer: received with tx-id " + Sample.TX_ID)
        .contains("signatures/assistent: signed Nov 22 10:15:30 2026 GMT")
        .contains("signatures/anordnare: signed Nov 22 10:15:40 2026 GMT")
        .contains("\"log\":\"" + LogSample.NAME + "\"")
        .containsPattern("(?s)(Verified OK.*){2}");
  }

  @ParameterizedTest
  @CsvSource({
    "document.xml, Två, Tre, files:",
    "manifest.json, tx-2, tx-3, key:",
    "log.json, leafIndex\":5, leafIndex\":4, log:",
    "evidence-key.pem, A, B, files:"
  })
  void theCommandsStopAtWhatWasChanged(String file, String from, String to, String neverTold)
      throws Exception {
    Path changed = folder.resolve(file);
    String text = Files.readString(changed);
    Files.writeString(changed, text.replaceFirst(Pattern.quote(from), to));

    Run run = readme();

    assertThat(run.exit()).as(run.told()).isNotZero();
    assertThat(run.told()).doesNotContain(neverTold);
  }

  @Test
  void anAnswerOverShsIsTheOneToThisSubmissionsMessage() throws Exception {
    Files.delete(folder.resolve("answer/response.xml"));
    EvidencePackage made = Sample.evidenceOverShs();
    unpack(made);

    Run run = readme();

    assertThat(run.exit()).as(run.told()).isZero();
    assertThat(run.told())
        .contains("answer: received with tx-id " + Sample.TX_ID)
        .contains(
            "answer: over SHS, to the message of " + made.manifest().receipt().submissionId());
  }

  /** By one who has the house's key. */
  @Test
  void theCommandsStopAtAnAnswerOverShsToAnotherMessage() throws Exception {
    Files.delete(folder.resolve("answer/response.xml"));
    unpack(
        Sample.builder(Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID))
            .answer(Sample.overShs(SubmissionId.next(), Sample.response(Sample.TX_ID)))
            .build(Sample.KEY, Sample.MADE_AT));

    Run run = readme();

    assertThat(run.exit()).as(run.told()).isNotZero();
    assertThat(run.told())
        .contains("answer: received with tx-id")
        .doesNotContain("answer: over SHS");
  }

  @Test
  void aPathThatStopsBelowTheRootIsNoProof() throws Exception {
    Path log = folder.resolve("log.json");
    String text = Files.readString(log);
    Files.writeString(
        log, text.replaceFirst("\"inclusionPath\":\\[[^\\]]*\\]", "\"inclusionPath\":[]"));

    Run run = readme();

    assertThat(run.exit()).as(run.told()).isNotZero();
    assertThat(run.told()).contains("Verified OK").doesNotContain("log:");
  }

  @Test
  void whatWasSignedIsReadFromTheSignatureItself() throws Exception {
    Path told = folder.resolve("signatures/anordnare/non-visible-data.txt");
    Files.writeString(told, Files.readString(told) + "\nmore");
    Path manifest = folder.resolve("manifest.json");
    String name = "\"signatures/anordnare/non-visible-data.txt\",\"sha256\":\"";
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replaceFirst(
                Pattern.quote(name) + "[0-9a-f]{64}",
                name + Hash.of(Files.readAllBytes(told)).hex()));
    Files.writeString(
        folder.resolve("manifest.jws"),
        Sample.KEY.signDetached(JwsType.EVIDENCE, Files.readAllBytes(manifest)),
        US_ASCII);

    Run run = readme();

    assertThat(run.exit()).as(run.told()).isNotZero();
    assertThat(run.told()).contains("files:").doesNotContain("signatures/anordnare: signed Nov");
  }

  @Test
  void theCommandsStopAtAnotherRoot() throws Exception {
    Files.writeString(
        folder.resolve("bankid-root.pem"),
        Pem.write("CERTIFICATE", Sample.BANKID.lookalikeRoot().getEncoded()));

    assertThat(readme().exit()).isNotZero();
  }

  @Test
  void aSignatureOfAnotherDocumentIsNoticed() throws Exception {
    byte[] other = Sample.document("7c9e6679-7425-40de-944b-e07fc1f90ae7");
    Files.write(folder.resolve("document.xml"), other);
    Path manifest = folder.resolve("manifest.json");
    String before = Hash.of(Sample.document(Sample.DOCUMENT_ID)).hex();
    Files.writeString(manifest, Files.readString(manifest).replace(before, Hash.of(other).hex()));
    Files.writeString(
        folder.resolve("manifest.jws"),
        Sample.KEY.signDetached(JwsType.EVIDENCE, Files.readAllBytes(manifest)),
        US_ASCII);

    Run run = readme();

    assertThat(run.told()).contains("Verified OK").doesNotContain("signatures/anordnare: signed");
    assertThat(run.exit()).isNotZero();
  }

  private Run readme() throws IOException, InterruptedException {
    String script =
        BLOCK
            .matcher(Files.readString(folder.resolve("README.md")))
            .results()
            .map(block -> block.group(1))
            .collect(Collectors.joining("\n"));
    return run(List.of("sh", "-c", script));
  }

  private Run run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder tool = new ProcessBuilder(command).redirectErrorStream(true);
    tool.directory(folder.toFile());
    Process process = tool.start();
    process.getOutputStream().close();
    String told = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), told);
  }

  /** There, or installed as root by Debian's own tool; else skipped with the reason, or failed. */
  private void requireTool(String tool, String debianPackage)
      throws IOException, InterruptedException {
    if (!isThere(tool) && isThere("apt-get") && "root".equals(System.getProperty("user.name"))) {
      run(List.of("apt-get", "install", "-y", debianPackage));
    }
    String missing = tool + " is not installed and cannot be installed here";
    if ("required".equals(System.getenv("SLUSS_TEST_TOOLS"))) {
      assertThat(isThere(tool)).as(missing).isTrue();
    }
    assumeTrue(isThere(tool), missing);
  }

  private boolean isThere(String tool) throws InterruptedException {
    try {
      return run(List.of(tool, tool.equals("openssl") ? "version" : "--version")).exit() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
