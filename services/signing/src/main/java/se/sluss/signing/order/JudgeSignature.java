package se.sluss.signing.order;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jboss.logging.Logger;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.ops.MetricNames;
import se.sluss.signing.store.Signables;
import se.sluss.signing.store.Signatures;
import se.sluss.signing.store.SignedParts;
import se.sluss.signing.store.SigningOrders;

/**
 * Judges a collected signature, and gives it to the submissions it covers. Nothing leaves this room
 * as signed before every check of {@link CheckSignature} passed. May run twice for one order, after
 * a crash: the second time finds the order final and does nothing.
 */
@ApplicationScoped
public class JudgeSignature {
  private static final Logger LOG = Logger.getLogger(JudgeSignature.class);
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final SigningOrders orders;
  private final Signables signables;
  private final Signatures signatures;
  private final SignedParts signedParts;
  private final CheckSignature check;
  private final Sealer sealer;
  private final Transactions transactions;
  private final Outbox outbox;
  private final TellEnd tellEnd;
  private final MeterRegistry metrics;
  private final InstantSource clock;

  public JudgeSignature(
      SigningOrders orders,
      Signables signables,
      Signatures signatures,
      SignedParts signedParts,
      CheckSignature check,
      Sealer sealer,
      Transactions transactions,
      Outbox outbox,
      TellEnd tellEnd,
      MeterRegistry metrics,
      @SharedClock InstantSource clock) {
    this.orders = orders;
    this.signables = signables;
    this.signatures = signatures;
    this.signedParts = signedParts;
    this.check = check;
    this.sealer = sealer;
    this.transactions = transactions;
    this.outbox = outbox;
    this.tellEnd = tellEnd;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Judges an order whose final answer is stored. */
  void judge(SigningOrder order) {
    CheckSignature.Verdict verdict = check.of(order, clock.instant());
    switch (verdict) {
      case CheckSignature.Verdict.Good good -> {
        // Sealed before the rows are locked: a signature over many documents is large, and is
        // sealed for each of them.
        Map<SubmissionId, SealedBytes> sealed = sealForEach(order, good);
        transactions.asSystem(() -> complete(order, good, sealed));
      }
      case CheckSignature.Verdict.Bad bad -> {
        LOG.errorf(
            "A signature was refused orderId=%s submissionIds=%s check=%s",
            order.id(), order.parts().named(), bad.check());
        metrics.counter(MetricNames.SIGNATURES_REFUSED, "check", bad.check()).increment();
        transactions.asSystem(() -> refuse(order, bad));
      }
    }
  }

  private Map<SubmissionId, SealedBytes> sealForEach(
      SigningOrder order, CheckSignature.Verdict.Good good) {
    byte[] plain = CollectedSignature.writeAll(collected(order.role(), good));
    Map<SubmissionId, SealedBytes> sealed = new HashMap<>();
    for (SubmissionId id : order.parts().beingSigned()) {
      sealed.put(id, sealer.seal(order.owner().tenantId(), id.value(), Purpose.SIGNATURES, plain));
    }
    return sealed;
  }

  private void complete(
      SigningOrder judged,
      CheckSignature.Verdict.Good good,
      Map<SubmissionId, SealedBytes> sealedForEach) {
    SigningOrder order = orders.lock(judged.id()).orElseThrow();
    if (order.status() != OrderStatus.COLLECTED) {
      return;
    }
    Instant now = clock.instant();
    List<SubmissionId> covered = order.parts().beingSigned();
    List<Signable> locked = signables.lockAll(covered);
    Map<SubmissionId, Map<SignerRole, SealedBytes>> before = signatures.of(covered);
    List<Signatures.Signed> kept = new ArrayList<>();
    for (Signable signable : locked) {
      SubmissionId id = signable.ref().submissionId();
      Map<SignerRole, SealedBytes> signed = before.getOrDefault(id, Map.of());
      if (signable.state() == Signable.State.AWAITING && !signed.containsKey(order.role())) {
        SealedBytes sealed = Objects.requireNonNull(sealedForEach.get(id));
        kept.add(new Signatures.Signed(id, sealed));
        pass(signable, order.role(), sealed, signed, now);
      }
    }
    signatures.keep(order.id(), order.owner(), order.role(), good.signedAt(), kept);
    signedParts.keep(order, good.signedAt(), good.checks());
    int part = order.part();
    order.partCompleted(good.completion().risk(), now);
    if (order.status() == OrderStatus.COMPLETED) {
      tellEnd.completed(order, now);
    }
    LOG.infof(
        "A part of a signing order is signed orderId=%s part=%d submissions=%d status=%s",
        order.id(), part, kept.size(), order.status());
  }

  private void pass(
      Signable signable,
      SignerRole role,
      SealedBytes sealed,
      Map<SignerRole, SealedBytes> before,
      Instant now) {
    Set<SignerRole> roles = new HashSet<>(before.keySet());
    roles.add(role);
    List<SignerRole> missing = signable.missing(roles);
    if (!missing.isEmpty()) {
      outbox.append(
          new SubmissionAwaitingSignature(signable.ref(), missing, now),
          signable.originTraceparent());
      return;
    }
    signable.end(Signable.State.SIGNED);
    outbox.append(
        new SubmissionSigned(
            signable.ref(),
            signable.entry(),
            signable.documentSha256(),
            signable.document(),
            before.isEmpty() ? sealed : together(signable, sealed, before),
            signable.neededBy(),
            now),
        signable.originTraceparent());
  }

  /** All that were collected over it, in the order of the roles. */
  private SealedBytes together(
      Signable signable, SealedBytes sealed, Map<SignerRole, SealedBytes> before) {
    List<CollectedSignature> all = new ArrayList<>();
    for (SealedBytes earlier : before.values()) {
      all.addAll(CollectedSignature.readAll(open(signable, earlier)));
    }
    all.addAll(CollectedSignature.readAll(open(signable, sealed)));
    all.sort(Comparator.comparing(CollectedSignature::role));
    return seal(signable, all);
  }

  private void refuse(SigningOrder judged, CheckSignature.Verdict.Bad bad) {
    SigningOrder order = orders.lock(judged.id()).orElseThrow();
    if (order.status() != OrderStatus.COLLECTED) {
      return;
    }
    Instant now = clock.instant();
    String reason = "signatureRefused." + bad.check();
    order.failed(reason, now);
    tellEnd.unsigned(order, reason, now);
  }

  private static List<CollectedSignature> collected(
      SignerRole role, CheckSignature.Verdict.Good good) {
    BankId.Completion completion = good.completion();
    return List.of(
        new CollectedSignature(
                role,
                completion.signature(),
                completion.ocspResponse(),
                LocalDate.ofInstant(good.signedAt(), SWEDEN))
            .verified(good.verified()));
  }

  private SealedBytes seal(Signable signable, List<CollectedSignature> all) {
    return sealer.seal(
        signable.ref().tenantId(),
        signable.ref().submissionId().value(),
        Purpose.SIGNATURES,
        CollectedSignature.writeAll(all));
  }

  private byte[] open(Signable signable, SealedBytes sealed) {
    return sealer.open(
        signable.ref().tenantId(),
        signable.ref().submissionId().value(),
        Purpose.SIGNATURES,
        sealed);
  }
}
