package se.sluss.kit.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import se.sluss.kit.idempotency.Idempotency;
import se.sluss.kit.idempotency.SharedEffects;
import se.sluss.kit.outbox.SharedOutbox;

/** Adds what comes at the same time with one commit, but what is to be added alone. */
@ApplicationScoped
public class ProbesTogether {
  static final String ALONE = "alone";
  static final String BREAKS = "breaks";

  private final ProbeTable probes;
  private final SharedOutbox outbox;
  private final SharedEffects<Ready> effects;
  private final List<List<String>> calls = new CopyOnWriteArrayList<>();

  public ProbesTogether(ProbeTable probes, SharedOutbox outbox, Idempotency idempotency) {
    this.probes = probes;
    this.outbox = outbox;
    this.effects = idempotency.share("probes", this::keep);
  }

  record Ready(
      String id,
      String vendor,
      String tenant,
      String mode,
      String note,
      SharedOutbox.Prepared told) {}

  Optional<Response> once(Ready ready, Response answer) {
    return effects.once(ready, answer);
  }

  /** What was kept in one go, by the notes of one owner. */
  public List<List<String>> calls() {
    return calls;
  }

  private List<Boolean> keep(List<Ready> all) {
    List<Boolean> kept = new ArrayList<>();
    for (Ready ready : all) {
      if (!ready.note().equals(ALONE)) {
        probes.add(ready.id(), ready.vendor(), ready.tenant(), ready.mode(), ready.note());
        outbox.append(ready.told());
      }
      kept.add(!ready.note().equals(ALONE));
    }
    calls.add(all.stream().map(Ready::note).toList());
    if (all.stream().anyMatch(ready -> ready.note().equals(BREAKS))) {
      throw new IllegalStateException("secret detail");
    }
    return kept;
  }
}
