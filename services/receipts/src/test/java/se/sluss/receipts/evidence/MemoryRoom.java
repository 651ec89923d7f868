package se.sluss.receipts.evidence;

import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Vetoed;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidenceKeys;
import se.sluss.kit.tenancy.Transactions;

/** What appends to a log in memory, as the room's configuration says. */
record MemoryRoom(String logId, EvidenceKey key, EvidenceKeys published, Optional<Path> mirror) {
  AppendToLog append(LogStore store) {
    return new AppendToLog(
        store, restore(store), key, published, config(), new AtOnce(), InstantSource.system());
  }

  RestoreLog restore(LogStore store) {
    return new RestoreLog(store, published, config(), new AtOnce());
  }

  private EvidenceConfig config() {
    return config(logId, mirror);
  }

  /** As configured, with the defaults for all else. */
  static EvidenceConfig config(String logId, Optional<Path> mirror) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "sluss.receipts.evidence.log-id",
                logId,
                "sluss.receipts.evidence.key-file",
                "none"));
    mirror.ifPresent(folder -> values.put("sluss.receipts.evidence.mirror", folder.toString()));
    return new SmallRyeConfigBuilder()
        .withMapping(EvidenceConfig.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(EvidenceConfig.class);
  }

  @Vetoed
  @SuppressWarnings("NullAway")
  static final class AtOnce extends Transactions {
    AtOnce() {
      super(null, null);
    }

    @Override
    public <T> T asSystem(Supplier<T> work) {
      return work.get();
    }
  }
}
