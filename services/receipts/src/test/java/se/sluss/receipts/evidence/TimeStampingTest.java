package se.sluss.receipts.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.Hash;
import se.sluss.model.id.ReceiptId;
import se.sluss.receipts.support.TimeStamper;

class TimeStampingTest {
  private final List<EvidenceStore.Unstamped> due =
      IntStream.range(0, 3)
          .mapToObj(
              n -> new EvidenceStore.Unstamped(ReceiptId.next(), Hash.of(new byte[] {(byte) n})))
          .toList();
  private final List<ReceiptId> stamped = new ArrayList<>();

  /** A store that knows of nothing but stamps. */
  private final EvidenceStore store =
      (EvidenceStore)
          Proxy.newProxyInstance(
              EvidenceStore.class.getClassLoader(),
              new Class<?>[] {EvidenceStore.class},
              (_, method, arguments) ->
                  switch (method.getName()) {
                    case "claimUnstamped" -> due;
                    case "stamped" -> stamped.add((ReceiptId) arguments[0]) ? null : null;
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  @Test
  void aStampThatDoesNotComeHoldsUpNoOther() {
    try (TimeStamper service = new TimeStamper()) {
      List<Integer> asked = new ArrayList<>();
      service.answers(
          good -> {
            asked.add(good.length);
            return asked.size() == 1 ? new byte[] {1} : good;
          });

      stamping(service).stampDue();

      assertThat(stamped).containsExactly(due.get(1).receipt(), due.get(2).receipt());
    }
  }

  private TimeStamping stamping(TimeStamper service) {
    EvidenceConfig config =
        new SmallRyeConfigBuilder()
            .withMapping(EvidenceConfig.class)
            .withDefaultValues(
                Map.of(
                    "sluss.receipts.evidence.log-id",
                    "log.sluss.test",
                    "sluss.receipts.evidence.key-file",
                    "none",
                    "sluss.receipts.evidence.time-stamping.url",
                    service.address().toString()))
            .build()
            .getConfigMapping(EvidenceConfig.class);
    return new TimeStamping(store, config, new MemoryRoom.AtOnce(), InstantSource.system());
  }
}
