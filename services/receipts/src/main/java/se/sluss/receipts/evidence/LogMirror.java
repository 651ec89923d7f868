package se.sluss.receipts.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.Hash;
import se.sluss.evidence.log.PublishedHead;

/**
 * What was published of the log, kept apart from the database: a folder with {@code tree-heads} and
 * {@code leaves}, as {@code /evidence-log} gives them. Nothing in it is believed: heads are still
 * to be verified, and leaves are worth what the root of a head says.
 */
final class LogMirror {
  private static final String SETTING = "sluss.receipts.evidence.mirror: ";

  /** A head and a proof of 64 hashes are less than a tenth of it. */
  private static final int LONGEST_LINE = 1 << 16;

  private static final int LEAF_LINE = 2 * Hash.SIZE + 1;

  private final Path heads;
  private final Path leaves;

  LogMirror(Path folder) {
    this.heads = folder.resolve("tree-heads");
    this.leaves = folder.resolve("leaves");
  }

  /**
   * The last line of the heads; empty while nothing was published. What follows the last line's end
   * is being written.
   *
   * @throws IllegalStateException naming the setting, when it cannot be read
   */
  Optional<PublishedHead> newest() {
    return newestLine().map(this::head);
  }

  private Optional<String> newestLine() {
    try (RandomAccessFile file = new RandomAccessFile(heads.toFile(), "r")) {
      byte[] end = new byte[(int) Math.min(file.length(), LONGEST_LINE)];
      file.seek(file.length() - end.length);
      file.readFully(end);
      String text = new String(end, UTF_8);
      int last = text.lastIndexOf('\n');
      return last < 0
          ? Optional.empty()
          : Optional.of(text.substring(text.lastIndexOf('\n', last - 1) + 1, last));
    } catch (IOException e) {
      throw unreadable(heads, e);
    }
  }

  /** The heads from the first that is wanted to the newest, in their order. */
  List<PublishedHead> from(Predicate<PublishedHead> first) {
    List<PublishedHead> found = new ArrayList<>();
    Optional<String> newest = newestLine();
    try (BufferedReader lines = Files.newBufferedReader(heads)) {
      boolean more = newest.isPresent();
      while (more) {
        String line = lines.readLine();
        PublishedHead head = head(line);
        if (!found.isEmpty() || first.test(head)) {
          found.add(head);
        }
        more = !line.equals(newest.get());
      }
    } catch (IOException e) {
      throw unreadable(heads, e);
    }
    return found;
  }

  private PublishedHead head(String line) {
    try {
      return PublishedHead.read(line);
    } catch (EvidenceFormatException e) {
      throw new IllegalStateException(SETTING + heads + ": " + e.sentence(), e);
    }
  }

  /**
   * The leaves' hashes from an index on, exactly so many.
   *
   * @throws IllegalStateException naming the setting, when there are fewer
   */
  List<Hash> leaves(long from, int count) {
    byte[] lines = new byte[count * LEAF_LINE];
    try (RandomAccessFile file = new RandomAccessFile(leaves.toFile(), "r")) {
      if (file.length() < (from + count) * LEAF_LINE) {
        throw new IllegalStateException(
            SETTING
                + leaves
                + " has "
                + file.length() / LEAF_LINE
                + " leaves, and the heads are of at least "
                + (from + count));
      }
      file.seek(from * LEAF_LINE);
      file.readFully(lines);
      return new String(lines, UTF_8).lines().map(Hash::ofHex).toList();
    } catch (IllegalArgumentException | EvidenceFormatException e) {
      throw new IllegalStateException(SETTING + leaves + " does not hold a hash in each line", e);
    } catch (IOException e) {
      throw unreadable(leaves, e);
    }
  }

  private static IllegalStateException unreadable(Path file, IOException e) {
    return new IllegalStateException(SETTING + "the file " + file + " cannot be read", e);
  }
}
