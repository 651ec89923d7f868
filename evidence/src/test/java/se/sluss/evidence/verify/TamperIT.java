package se.sluss.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.evidence.verify.CheckName.LOG_CONSISTENCY;
import static se.sluss.evidence.verify.CheckName.LOG_INCLUSION;
import static se.sluss.evidence.verify.CheckName.MANIFEST_SIGNATURE;
import static se.sluss.evidence.verify.CheckName.MEMBERS;
import static se.sluss.evidence.verify.CheckName.PACKAGE;
import static se.sluss.evidence.verify.CheckName.TREE_HEAD;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.LogSample;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.MemberNames;
import se.sluss.evidence.Sample;
import se.sluss.evidence.verify.Finding.Outcome;

/** A byte here, a byte there: whatever is changed is found, by the check that it belongs to. */
class TamperIT {
  private static final LogSample LOG = new LogSample(Sample.KEY).strangers(0, 6);
  private static final EvidencePackage WHOLE = logged(Sample.evidence());
  private static final Trust TRUST =
      Trust.NOTHING
          .withKeys(Sample.KEY.publicKeys())
          .withBankIdRoots(Sample.ROOTS)
          .withTreeHeads(LOG.mirror());

  private static EvidencePackage logged(EvidencePackage evidence) {
    LOG.publish(Sample.MADE_AT);
    long leaf = LOG.append(evidence.manifestHash());
    return evidence.with(LOG.proof(leaf, LOG.publish(Sample.MADE_AT.plusSeconds(1))));
  }

  @Test
  void aByteOfAnyFileOfTheManifestIsFoundAndTheFileNamed() {
    for (Manifest.Member member : WHOLE.manifest().members()) {
      byte[] bytes = WHOLE.get(member.name());
      EvidencePackage other = Insider.with(WHOLE, member.name(), bytes.clone());
      assertThat(MemberCheck.of(other, WHOLE.manifest()).outcome()).isEqualTo(Outcome.PASSED);
      eachByte(
          bytes.length,
          i -> {
            EvidencePackage forged = Insider.with(WHOLE, member.name(), flip(bytes, i));
            Finding found = MemberCheck.of(forged, WHOLE.manifest());
            return found.outcome() == Outcome.FAILED
                && found.reason().equals(member.name() + " was changed");
          });
    }
  }

  @Test
  void aByteOfAnAnswerOverShsIsFoundAndTheFileNamed() {
    EvidencePackage whole = Sample.evidenceOverShs();
    byte[] bytes = whole.get("answer/response.shs");

    assertThat(MemberCheck.of(whole, whole.manifest()).outcome()).isEqualTo(Outcome.PASSED);
    eachByte(
        bytes.length,
        i -> {
          EvidencePackage forged = Insider.with(whole, "answer/response.shs", flip(bytes, i));
          Finding found = MemberCheck.of(forged, whole.manifest());
          return found.outcome() == Outcome.FAILED
              && found.reason().equals("answer/response.shs was changed");
        });
  }

  @Test
  void aByteOfWhatTheManifestDoesNotNameIsFoundByItsOwnCheck() {
    for (String name : List.of("manifest.jws", "manifest.json", "evidence-key.pem")) {
      byte[] bytes = WHOLE.get(name);
      for (int i = 0; i < bytes.length; i++) {
        EvidencePackage forged = Insider.with(WHOLE, name, flip(bytes, i));
        HouseSignature house = new HouseSignature(forged, TRUST);
        assertThat(EvidenceVerifier.check(MANIFEST_SIGNATURE, house::signature).outcome())
            .as("%s, byte %d", name, i)
            .isEqualTo(Outcome.FAILED);
      }
    }
    byte[] json = WHOLE.get(MemberNames.LOG);
    for (int i = 0; i < json.length; i++) {
      EvidencePackage forged = Insider.with(WHOLE, MemberNames.LOG, flip(json, i));
      assertThat(outcomes(forged, LOG.mirror())).as("byte %d", i).contains(Outcome.FAILED);
    }
  }

  @Test
  void aByteOfTheListOfTreeHeadsIsFound() {
    String mirror = LOG.mirror();
    for (int i = 0; i < mirror.length() - 1; i++) {
      String other =
          mirror.substring(0, i) + (char) (mirror.charAt(i) ^ 1) + mirror.substring(i + 1);
      assertThat(outcomes(WHOLE, other)).as("byte %d", i).endsWith(Outcome.FAILED);
    }
  }

  private static List<Outcome> outcomes(EvidencePackage evidence, String mirror) {
    LogChecks log =
        new LogChecks(
            evidence,
            WHOLE.manifest(),
            Sample.KEY.publicKeys(),
            true,
            Optional.of(HeadList.of(mirror)));
    return List.of(
        EvidenceVerifier.check(LOG_INCLUSION, log::inclusion).outcome(),
        EvidenceVerifier.check(TREE_HEAD, log::treeHead).outcome(),
        EvidenceVerifier.check(LOG_CONSISTENCY, log::consistency).outcome());
  }

  @Test
  void aByteOfThePackingIsFoundAndSoIsAMissingEnd() {
    byte[] zip = WHOLE.write();
    eachByte(zip.length, i -> onlyPackage(flip(zip, i)));
    for (int length = 0; length < zip.length; length += 997) {
      assertThat(onlyPackage(Arrays.copyOf(zip, length))).as("length %d", length).isTrue();
    }
    assertThat(onlyPackage(Arrays.copyOf(zip, zip.length + 1))).isTrue();
  }

  @Test
  void ofAByteThatIsFlippedInTheFileTheMemberIsNamed() {
    byte[] zip = WHOLE.write();
    int at = 0;
    for (String name : WHOLE.names()) {
      int length = WHOLE.get(name).length;
      int begin = at + 30 + name.length();
      for (int byteOfIt : new int[] {begin, begin + length / 2, begin + length - 1}) {
        assertThat(reason(flip(zip, byteOfIt)))
            .isEqualTo(name + " was changed since it was packed");
      }
      at = begin + length;
    }
  }

  @Test
  void whatIsPackedAgainIsFound() throws IOException {
    SortedSet<String> names = WHOLE.names();

    byte[] deflated = pack(out -> names.forEach(name -> add(out, name, WHOLE.get(name), false)));
    byte[] stored = pack(out -> names.forEach(name -> add(out, name, WHOLE.get(name), true)));
    byte[] reversed =
        pack(
            out ->
                List.copyOf(names)
                    .reversed()
                    .forEach(name -> add(out, name, WHOLE.get(name), true)));
    byte[] bomb = pack(out -> add(out, "document.xml", new byte[32 << 20], false));

    assertThat(reason(deflated)).contains("compressed");
    assertThat(reason(stored)).contains("packed again");
    assertThat(reason(reversed)).contains("packed again");
    assertThat(bomb).hasSizeLessThan(1 << 20);
    assertThat(reason(bomb)).contains("compressed");
  }

  @Test
  void aNameThatComesTwiceIsFound() {
    byte[] zip = WHOLE.write();
    byte[] first = Arrays.copyOf(zip, 30 + "README.md".length() + WHOLE.get("README.md").length);
    byte[] twice = Arrays.copyOf(first, first.length + zip.length);
    System.arraycopy(zip, 0, twice, first.length, zip.length);

    assertThat(reason(twice)).contains("README.md twice");
  }

  @Test
  void everyFindingIsOfTheFileThatWasTouched() {
    byte[] pdf = flip(WHOLE.get("receipt.pdf"), 3);

    Report report =
        new EvidenceVerifier(TRUST).verify(Insider.with(WHOLE, "receipt.pdf", pdf).write());

    assertThat(report.findings())
        .filteredOn(finding -> finding.outcome() == Outcome.FAILED)
        .extracting(Finding::check)
        .containsExactly(MEMBERS);
  }

  /** On all cores: it is each byte of a package, and what it takes is hashing. */
  private static void eachByte(int length, IntPredicate found) {
    assertThat(IntStream.range(0, length).parallel().filter(i -> !found.test(i)).boxed().toList())
        .as("bytes whose change was not found")
        .isEmpty();
  }

  private static boolean onlyPackage(byte[] zip) {
    List<Finding> failed =
        new EvidenceVerifier(Trust.NOTHING)
            .verify(zip).findings().stream()
                .filter(finding -> finding.outcome() != Outcome.NOT_CHECKABLE)
                .toList();
    return failed.size() == 1
        && failed.getFirst().check() == PACKAGE
        && failed.getFirst().outcome() == Outcome.FAILED;
  }

  private static String reason(byte[] zip) {
    assertThat(onlyPackage(zip)).isTrue();
    return new EvidenceVerifier(TRUST).verify(zip).findings().getFirst().reason();
  }

  private static byte[] flip(byte[] bytes, int at) {
    byte[] other = bytes.clone();
    other[at] ^= 1;
    return other;
  }

  private static byte[] pack(Consumer<ZipOutputStream> members) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      members.accept(out);
    }
    return packed.toByteArray();
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes, boolean stored) {
    ZipEntry entry = new ZipEntry(name);
    if (stored) {
      CRC32 crc = new CRC32();
      crc.update(bytes);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(bytes.length);
      entry.setCrc(crc.getValue());
    }
    try {
      out.putNextEntry(entry);
      out.write(bytes);
      out.closeEntry();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
