package se.sluss.intake.batch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a ZIP as it comes in, and hands each on before it reads the next. What they
 * unpack to is bounded, in each and in all, so that an archive that unpacks to more than it looks
 * like ends early. Folders, which hold nothing themselves, and the files that desktops put beside
 * people's own, are passed over; only one level is read.
 *
 * <p>An archive that was cut, or whose headers were damaged, looks like one that ends there: it
 * counts as read when its end record counts as many entries as were met.
 */
public final class ZipDocuments {
  /** Names are told in the answer. */
  private static final int LONGEST_NAME = 1024;

  private static final Set<String> OF_DESKTOPS =
      Set.of(".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini");

  /** How what macOS keeps beside a file begins, mostly in __MACOSX, and no XML does. */
  private static final byte[] APPLE_DOUBLE = {0, 5, 0x16, 7};

  private static final int SKIPPED_AT_A_TIME = 8192;

  private final int mostFiles;
  private final int mostInFile;
  private final long mostInAll;

  public ZipDocuments(int mostFiles, int mostInFile, long mostInAll) {
    this.mostFiles = mostFiles;
    this.mostInFile = mostInFile;
    this.mostInAll = mostInAll;
  }

  /**
   * One file, in the order of the archive.
   *
   * @param content empty when it is larger than one may be
   */
  public record Unpacked(String name, Optional<byte[]> content) {
    @Override
    public String toString() {
      return "Unpacked[" + content.map(bytes -> bytes.length) + "]";
    }
  }

  /** What came of it. With another than the first, what was handed on is not all of it. */
  public enum Outcome {
    /** Every file was handed on. */
    COMPLETE,
    /** No ZIP, one that ends early, or one that uses what is not read, such as encryption. */
    NOT_ZIP,
    /** More files than are taken. */
    TOO_MANY,
    /** More bytes in all than are taken. */
    TOO_LARGE
  }

  /**
   * Reads to the end of the archive.
   *
   * @throws IOException when the stream breaks off
   */
  public Outcome read(InputStream archive, Consumer<Unpacked> take) throws IOException {
    ZipTail tail = new ZipTail(archive);
    ZipInputStream zip = new ZipInputStream(tail, ZipNames.CHARSET);
    int files = 0;
    long entries = 0;
    long all = 0;
    try {
      for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
        entries++;
        if (entry.isDirectory()) {
          if (zip.read() >= 0) {
            return Outcome.NOT_ZIP;
          }
          continue;
        }
        if (entry.getName().length() > LONGEST_NAME) {
          return Outcome.NOT_ZIP;
        }
        byte[] content = zip.readNBytes(mostInFile + 1);
        boolean passedOver = isOfADesktop(entry.getName(), content);
        if (files == mostFiles && !passedOver) {
          return Outcome.TOO_MANY;
        }
        all += content.length;
        while (all <= mostInAll && zip.available() > 0) {
          all += zip.skip(SKIPPED_AT_A_TIME);
        }
        if (all > mostInAll) {
          return Outcome.TOO_LARGE;
        }
        if (!passedOver) {
          files++;
          take.accept(
              new Unpacked(
                  entry.getName(), Optional.of(content).filter(read -> read.length <= mostInFile)));
        }
      }
    } catch (EOFException | ZipException e) {
      return Outcome.NOT_ZIP;
    }
    tail.transferTo(OutputStream.nullOutputStream());
    return files > 0 && tail.endsArchiveOf(entries) ? Outcome.COMPLETE : Outcome.NOT_ZIP;
  }

  /** What macOS and Windows put into folders by themselves, and nobody means to hand in. */
  private static boolean isOfADesktop(String path, byte[] content) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return OF_DESKTOPS.contains(name.toLowerCase(Locale.ROOT))
        || Arrays.mismatch(content, APPLE_DOUBLE) == APPLE_DOUBLE.length;
  }

  private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new ZipException("A header cannot be read");
    }
  }
}
