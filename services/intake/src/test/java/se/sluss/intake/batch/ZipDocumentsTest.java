package se.sluss.intake.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import se.sluss.intake.batch.ZipDocuments.Outcome;
import se.sluss.intake.batch.ZipDocuments.Unpacked;

class ZipDocumentsTest {
  private static final List<String> NAMES =
      List.of("one.xml", "two.xml", "three.xml", "more/", "more/four.xml", "more/five.xml");

  private final List<Unpacked> files = new ArrayList<>();

  @Test
  void everyFileIsHandedOnInItsOrder() throws IOException {
    assertThat(read(archive(UTF_8, ""))).isEqualTo(Outcome.COMPLETE);
    assertThat(files)
        .extracting(Unpacked::name)
        .containsExactlyElementsOf(NAMES.stream().filter(name -> !name.endsWith("/")).toList());
    assertThat(contents()).isEqualTo(wanted());
  }

  @Test
  void anArchiveThatWasCutIsNone() throws IOException {
    for (String comment : List.of("", "A comment.")) {
      byte[] whole = archive(UTF_8, comment);

      for (int length = 0; length < whole.length; length++) {
        assertThat(read(Arrays.copyOf(whole, length))).as("%d", length).isEqualTo(Outcome.NOT_ZIP);
      }
      assertThat(read(whole)).isEqualTo(Outcome.COMPLETE);
    }
  }

  @Test
  void noFlippedBitLosesAFile() throws IOException {
    byte[] whole = archive(UTF_8, "");

    for (int bit = 0; bit < whole.length * Byte.SIZE; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      if (read(damaged) == Outcome.COMPLETE) {
        // A folder's name without its slash is that of an empty file.
        assertThat(contents()).as("bit %d", bit).containsSubsequence(wanted());
      }
    }
    for (int header : headers(whole)) {
      for (int i = 0; i < Integer.BYTES; i++) {
        byte[] damaged = whole.clone();
        damaged[header + i] ^= 1;
        assertThat(read(damaged)).as("header at %d", header).isEqualTo(Outcome.NOT_ZIP);
      }
    }
  }

  @Test
  void twoArchivesInOneAreNone() throws IOException {
    var both = new ByteArrayOutputStream();
    both.write(archive(UTF_8, ""));
    both.write(archive(UTF_8, ""));

    assertThat(read(both.toByteArray())).isEqualTo(Outcome.NOT_ZIP);
  }

  @Test
  void theFormForLargeArchivesCountsToo() throws IOException {
    byte[] plain = archive(UTF_8, "");
    int end = plain.length - 22;
    ByteBuffer old = ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN);

    for (long count : new long[] {NAMES.size(), NAMES.size() + 1}) {
      byte[] large =
          ByteBuffer.allocate(plain.length + 76)
              .order(ByteOrder.LITTLE_ENDIAN)
              .put(plain, 0, end)
              .putInt(0x06064b50)
              .putLong(44)
              .putInt(0x2d002d)
              .putLong(0)
              .putLong(count)
              .putLong(count)
              .putLong(old.getInt(end + 12))
              .putLong(old.getInt(end + 16))
              .putInt(0x07064b50)
              .putInt(0)
              .putLong(end)
              .putInt(1)
              .putInt(0x06054b50)
              .putInt(0)
              .putInt(-1)
              .putInt(-1)
              .putInt(-1)
              .putShort((short) 0)
              .array();

      assertThat(read(large)).isEqualTo(count == NAMES.size() ? Outcome.COMPLETE : Outcome.NOT_ZIP);
    }
  }

  @Test
  void moreFilesThanARecordCountsInSixteenBitsAreCountedAll() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 70_000; i++) {
        zip.putNextEntry(new ZipEntry(i + "/"));
      }
      zip.putNextEntry(new ZipEntry("a.xml"));
    }

    assertThat(read(bytes.toByteArray())).isEqualTo(Outcome.COMPLETE);
    assertThat(files).hasSize(1);
  }

  @Test
  void namesAreReadAsWindowsAndOthersWriteThem() throws IOException {
    for (Charset charset : List.of(UTF_8, Charset.forName("IBM850"))) {
      var bytes = new ByteArrayOutputStream();
      try (var zip = new ZipOutputStream(bytes, charset)) {
        zip.putNextEntry(new ZipEntry("Åsa Öberg.xml"));
        zip.write(1);
      }

      assertThat(read(bytes.toByteArray())).isEqualTo(Outcome.COMPLETE);
      assertThat(files).extracting(Unpacked::name).containsExactly("Åsa Öberg.xml");
    }
  }

  /** They are told in the answer, and no bound of what is unpacked counts them. */
  @Test
  void anArchiveWithANameThatNoFileHasIsNone() throws IOException {
    for (int length : List.of(1024, 1025)) {
      var bytes = new ByteArrayOutputStream();
      try (var zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("x".repeat(length)));
        zip.write(1);
      }

      assertThat(read(bytes.toByteArray()))
          .isEqualTo(length > 1024 ? Outcome.NOT_ZIP : Outcome.COMPLETE);
    }
  }

  @Test
  void aFileThatIsTooLargeIsHandedOnAsThatAndCountsWhole() throws IOException {
    assertThat(read(archiveOf(10_001, 10_000))).isEqualTo(Outcome.COMPLETE);
    assertThat(files).extracting(file -> file.content().isPresent()).containsExactly(false, true);

    assertThat(read(archiveOf(90_000, 10_000))).isEqualTo(Outcome.COMPLETE);
    assertThat(read(archiveOf(90_001, 10_000))).isEqualTo(Outcome.TOO_LARGE);
  }

  @Test
  void whatIsPassedOverIsNoFileAndCountsAmongWhatIsUnpacked() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < 10; i++) {
        zip.putNextEntry(new ZipEntry(i + ".xml"));
        zip.write(new byte[5_000]);
        zip.putNextEntry(new ZipEntry(i + "/Thumbs.db"));
        zip.write(new byte[i < 9 ? 5_000 : 5_001]);
      }
    }
    byte[] one = archiveOf(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

    assertThat(read(one)).isEqualTo(Outcome.TOO_MANY);
    assertThat(read(bytes.toByteArray())).isEqualTo(Outcome.TOO_LARGE);
    assertThat(files).hasSize(10);
  }

  private static byte[] archiveOf(int... sizes) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (int size : sizes) {
        zip.putNextEntry(new ZipEntry(size + ".xml"));
        zip.write(new byte[size]);
      }
    }
    return bytes.toByteArray();
  }

  private Outcome read(byte[] archive) throws IOException {
    files.clear();
    return new ZipDocuments(10, 10_000, 100_000)
        .read(new ByteArrayInputStream(archive), files::add);
  }

  private List<String> contents() {
    return files.stream().map(file -> new String(file.content().orElseThrow(), UTF_8)).toList();
  }

  private static List<String> wanted() {
    return NAMES.stream().filter(n -> !n.endsWith("/")).map(ZipDocumentsTest::content).toList();
  }

  private static String content(String name) {
    return "<a>" + name.repeat(3) + "</a>";
  }

  private static byte[] archive(Charset charset, String comment) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, charset)) {
      zip.setComment(comment);
      for (String name : NAMES) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(content(name).getBytes(UTF_8));
        }
      }
    }
    return bytes.toByteArray();
  }

  /** Where the entries begin. */
  private static List<Integer> headers(byte[] archive) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> headers =
        IntStream.range(0, archive.length - Integer.BYTES)
            .filter(i -> bytes.getInt(i) == 0x04034b50)
            .boxed()
            .toList();
    assertThat(headers).hasSize(NAMES.size());
    return headers;
  }
}
