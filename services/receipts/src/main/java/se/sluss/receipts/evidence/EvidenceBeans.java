package se.sluss.receipts.evidence;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidenceKeys;

/** Reads the keys at the start, so that what is unusable ends the process there and then. */
final class EvidenceBeans {
  private static final String KEY = "sluss.receipts.evidence.key-file";
  private static final String EARLIER = "sluss.receipts.evidence.earlier-keys-file";

  @Startup
  @Produces
  @Singleton
  EvidenceKey key(EvidenceConfig config) {
    return read(KEY, config.keyFile(), EvidenceKey::parse);
  }

  /** The present key and those before it. */
  @Startup
  @Produces
  @Singleton
  EvidenceKeys published(EvidenceConfig config, EvidenceKey key) {
    EvidenceKeys present = key.publicKeys();
    return config
        .earlierKeysFile()
        .map(file -> read(EARLIER, file, EvidenceKeys::parse))
        .map(earlier -> EvidenceKeys.all(List.of(present, earlier)))
        .orElse(present);
  }

  private interface Reader<T> {
    T read(String text);
  }

  private static <T> T read(String setting, Path file, Reader<T> reader) {
    try {
      return reader.read(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalStateException(setting + ": the file " + file + " cannot be read", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(setting + ": " + e.getMessage() + " (" + file + ")", e);
    }
  }
}
