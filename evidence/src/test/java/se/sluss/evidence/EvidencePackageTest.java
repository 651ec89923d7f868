package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidenceKeys.Verdict;
import se.sluss.model.id.SignerRole;
import se.sluss.model.signature.Check.Outcome;

class EvidencePackageTest {
  private static final EvidencePackage MADE = Sample.evidence();

  @Test
  void holdsEverythingThatTheManifestNames() {
    Manifest manifest = MADE.manifest();

    assertThat(MADE.names())
        .contains(
            "README.md",
            "document.xml",
            "answer/response.xml",
            "receipt.html",
            "receipt.pdf",
            "signatures/assistent/signature.xml",
            "signatures/anordnare/ocsp.der",
            "signatures/anordnare/responder.pem");
    assertThat(manifest.members())
        .extracting(Manifest.Member::name)
        .containsExactlyElementsOf(
            MADE.names().stream()
                .filter(name -> !MemberNames.OUTSIDE_THE_MANIFEST.contains(name))
                .toList());
    for (Manifest.Member member : manifest.members()) {
      byte[] bytes = MADE.get(member.name());
      assertThat(member.sha256()).isEqualTo(Hash.of(bytes).hex());
      assertThat(member.size()).isEqualTo(bytes.length);
    }
    assertThat(manifest.signatures()).extracting(s -> s.certificates().size()).containsOnly(4);
    assertThat(manifest.signatures())
        .allSatisfy(
            s -> assertThat(s.verification()).noneMatch(c -> c.outcome() == Outcome.FAILED));
    assertThat(new String(MADE.folder("signatures/assistent/").get("visible-data.txt"), UTF_8))
        .isEqualTo("# Underskrift\n1. Uppgifterna är riktiga.");
  }

  @Test
  void theManifestIsSignedAndSaysNothingPersonal() {
    byte[] json = MADE.get(MemberNames.MANIFEST);
    String jws = new String(MADE.get(MemberNames.MANIFEST_SIGNATURE), UTF_8);

    assertThat(
            Sample.KEY.publicKeys().verify(SignedBytes.readDetached(JwsType.EVIDENCE, jws, json)))
        .isEqualTo(Verdict.VALID);
    assertThat(new String(json, UTF_8))
        .contains("\"details\":{\"attempt\":\"1\",\"b\":\"2\"}")
        .doesNotContain(Sample.ASSISTANT.personalNumber(), "Björk", "pass");
    assertThat(Sample.evidence().manifest().salt()).isNotEqualTo(MADE.manifest().salt());
  }

  @Test
  void anyUnzipReadsItAndTheSameFilesAreTheSameBytes() throws IOException {
    byte[] zip = MADE.write();

    Map<String, byte[]> unzipped = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        unzipped.put(e.getName(), in.readAllBytes());
      }
    }
    assertThat(unzipped.keySet()).isEqualTo(MADE.names());
    assertThat(unzipped).allSatisfy((name, bytes) -> assertThat(MADE.get(name)).isEqualTo(bytes));
    assertThat(EvidencePackage.read(zip).write()).isEqualTo(zip);
  }

  @Test
  void everyByteOfThePackingCounts() {
    SortedMap<String, byte[]> small = new TreeMap<>();
    small.put("a.txt", new byte[] {1, 2, 3});
    small.put("b/c.txt", new byte[] {});
    byte[] zip = StoredZip.write(small);

    for (int i = 0; i < zip.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] other = zip.clone();
        other[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> EvidencePackage.read(other))
            .as("byte %d", i)
            .isInstanceOf(EvidenceFormatException.class);
      }
    }
    for (int length = 0; length < zip.length; length++) {
      byte[] shorter = Arrays.copyOf(zip, length);
      assertThatThrownBy(() -> EvidencePackage.read(shorter))
          .isInstanceOf(EvidenceFormatException.class);
    }
    assertThatThrownBy(() -> EvidencePackage.read(Arrays.copyOf(zip, zip.length + 1)))
        .isInstanceOf(EvidenceFormatException.class);
  }

  @Test
  void whatIsPackedAnotherWayIsRefused() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("a.txt"));
      out.write(new byte[1 << 20]);
    }

    assertThatThrownBy(() -> EvidencePackage.read(packed.toByteArray()))
        .isInstanceOf(EvidenceFormatException.class)
        .hasMessageContaining("compressed");
    for (String name : List.of("../a", "/a", "a//b", "a\\b", "", "a/", "å", "a".repeat(200))) {
      SortedMap<String, byte[]> members = new TreeMap<>(Map.of(name, new byte[0]));
      assertThatThrownBy(() -> EvidencePackage.of(members))
          .isInstanceOf(EvidenceFormatException.class);
    }
  }

  @Test
  void whatIsAddedLaterIsNotInTheManifest() {
    LogSample log = new LogSample(Sample.KEY);
    long leaf = log.append(MADE.manifestHash());

    EvidencePackage logged = MADE.with(log.proof(leaf, log.publish(Sample.MADE_AT)));

    assertThat(logged.names()).contains(MemberNames.LOG);
    assertThat(logged.manifestHash()).isEqualTo(MADE.manifestHash());
    assertThat(MADE.names()).doesNotContain(MemberNames.LOG);
    assertThatThrownBy(() -> MADE.withTimestamp(new byte[] {1}))
        .isInstanceOf(EvidenceFormatException.class);
  }

  @Test
  void aManifestWithMoreIsReadAndOneWithLessOrTwiceIsNot() {
    String json = new String(MADE.get(MemberNames.MANIFEST), UTF_8);

    assertThat(read(json.replaceFirst("\\{", "{\"later\":[1],"))).isEqualTo(MADE.manifest());
    for (String broken :
        List.of(
            json.replace("\"salt\"", "\"salz\""),
            json.replace("\"members\"", "\"numbers\""),
            json.replaceFirst("\\{", "{\"madeAt\":\"2026-11-22T10:16:35Z\","),
            json.replace("sluss-evidence/1", "sluss-evidence/9"),
            json.replace("\"RECEIVED\",\"source\"", "\"REFUSED\",\"source\""),
            json.replace("\"number\":1", "\"number\":\"1\""),
            json.replace("\"number\":1", "\"numero\":1"),
            json + " {}",
            json.substring(1))) {
      assertThat(broken).isNotEqualTo(json);
      assertThatThrownBy(() -> read(broken)).isInstanceOf(EvidenceFormatException.class);
    }
  }

  private static Manifest read(String json) {
    return Manifest.read(json.getBytes(UTF_8));
  }

  @Test
  void whatIsNoSignatureMakesNoPackage() {
    assertThatThrownBy(() -> SignatureFiles.of("!", "!"))
        .isInstanceOf(EvidenceFormatException.class);
    assertThatThrownBy(() -> SignatureFiles.of("PGEvPg==", "AAAA"))
        .isInstanceOf(EvidenceFormatException.class);
    assertThat(MemberNames.folder(SignerRole.ANORDNARE)).isEqualTo("signatures/anordnare/");
  }
}
