package se.sluss.simulator.authority.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import se.sluss.simulator.authority.contract.Bytes;

/**
 * The ledger on disk: {@code ledger.jsonl} with one line a call, {@code documents/N.xml} with the
 * document of call N, {@code shut-off.json} with the clients that may not call.
 */
public final class StateFolder {
  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;

  public StateFolder(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    Files.createDirectories(folder.resolve("documents"));
    dropTornLine();
  }

  /** A process that died while writing leaves a line without end; its call was never answered. */
  private void dropTornLine() throws IOException {
    Path lines = folder.resolve("ledger.jsonl");
    if (Files.exists(lines)) {
      String text = Files.readString(lines);
      Files.writeString(lines, text.substring(0, text.lastIndexOf('\n') + 1));
    }
  }

  Entries entries() {
    try {
      Path lines = folder.resolve("ledger.jsonl");
      return new Entries(Files.exists(lines) ? Files.readAllLines(lines) : List.of());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void append(LedgerEntry entry, @Nullable Bytes document) {
    try {
      if (document != null) {
        Files.write(documentOf(entry), document.toArray());
      }
      Files.writeString(
          folder.resolve("ledger.jsonl"),
          json.writeValueAsString(entry) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  Set<String> shutOff() {
    try {
      Path file = folder.resolve("shut-off.json");
      return Files.exists(file)
          ? json.readValue(file.toFile(), new TypeReference<TreeSet<String>>() {})
          : Set.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  void saveShutOff(Set<String> clients) {
    try {
      Path next = folder.resolve("shut-off.json.next");
      json.writeValue(next.toFile(), new TreeSet<>(clients));
      Files.move(next, folder.resolve("shut-off.json"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private Path documentOf(LedgerEntry entry) {
    return folder.resolve("documents").resolve(entry.sequence() + ".xml");
  }

  /** The calls of earlier processes, oldest first. */
  final class Entries {
    private final List<String> lines;

    private Entries(List<String> lines) {
      this.lines = lines;
    }

    void forEach(BiConsumer<LedgerEntry, @Nullable Bytes> action) {
      for (String line : lines) {
        try {
          LedgerEntry entry = json.readValue(line, LedgerEntry.class);
          action.accept(entry, documentOrNull(entry));
        } catch (JsonProcessingException unreadable) {
          throw new UncheckedIOException(unreadable);
        }
      }
    }

    private @Nullable Bytes documentOrNull(LedgerEntry entry) {
      try {
        Path file = documentOf(entry);
        return Files.exists(file) ? new Bytes(Files.readAllBytes(file)) : null;
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}
