package se.sluss.intake.batch;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Reads the files of a ZIP as it comes in. What they unpack to is bounded, in each and in all, so
 * that an archive that unpacks to more than it looks like ends early. Folders, which hold nothing
 * themselves, are passed over; only one level is read.
 */
public final class ZipDocuments {
  private final int mostFiles;
  private final int mostInFile;
  private final long mostInAll;

  public ZipDocuments(int mostFiles, int mostInFile, long mostInAll) {
    this.mostFiles = mostFiles;
    this.mostInFile = mostInFile;
    this.mostInAll = mostInAll;
  }

  /** One file, in the order of the archive. */
  public record Unpacked(String name, byte[] content) {
    @Override
    public String toString() {
      return "Unpacked[" + content.length + "]";
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** The files. */
    record Files(List<Unpacked> files) implements Outcome {}

    /** No ZIP, one that ends early, or one that uses what is not read, such as encryption. */
    record NotZip() implements Outcome {}

    /** More files than are taken. */
    record TooMany() implements Outcome {}

    /** More bytes than are taken. */
    record TooLarge() implements Outcome {}
  }

  /**
   * Reads to the end of the files.
   *
   * @throws IOException when the stream breaks off
   */
  public Outcome read(InputStream archive) throws IOException {
    List<Unpacked> files = new ArrayList<>();
    long all = 0;
    ZipInputStream zip = new ZipInputStream(archive, StandardCharsets.UTF_8);
    try {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory()) {
          if (zip.read() >= 0) {
            return new Outcome.NotZip();
          }
          continue;
        }
        if (files.size() == mostFiles) {
          return new Outcome.TooMany();
        }
        byte[] content = zip.readNBytes(mostInFile + 1);
        all += content.length;
        if (content.length > mostInFile || all > mostInAll) {
          return new Outcome.TooLarge();
        }
        files.add(new Unpacked(entry.getName(), content));
      }
    } catch (EOFException | ZipException | IllegalArgumentException e) {
      return new Outcome.NotZip();
    }
    return files.isEmpty() ? new Outcome.NotZip() : new Outcome.Files(List.copyOf(files));
  }
}
