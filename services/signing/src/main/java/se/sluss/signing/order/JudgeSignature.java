package se.sluss.signing.order;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import se.sluss.kit.outbox.Outbox;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SigningOrderCompleted;
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
      MeterRegistry metrics,
      InstantSource clock) {
    this.orders = orders;
    this.signables = signables;
    this.signatures = signatures;
    this.signedParts = signedParts;
    this.check = check;
    this.sealer = sealer;
    this.transactions = transactions;
    this.outbox = outbox;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Judges an order whose final answer is stored. */
  void judge(SigningOrder order) {
    CheckSignature.Verdict verdict = check.of(order, clock.instant());
    switch (verdict) {
      case CheckSignature.Verdict.Good good -> transactions.asSystem(() -> complete(order, good));
      case CheckSignature.Verdict.Bad bad -> {
        LOG.errorf("A signature was refused orderId=%s check=%s", order.id(), bad.check());
        metrics.counter(MetricNames.SIGNATURES_REFUSED, "check", bad.check()).increment();
        transactions.asSystem(() -> refuse(order, bad));
      }
    }
  }

  private void complete(SigningOrder judged, CheckSignature.Verdict.Good good) {
    SigningOrder order = orders.lock(judged.id()).orElseThrow();
    if (order.status() != OrderStatus.COLLECTED) {
      return;
    }
    Instant now = clock.instant();
    List<SubmissionId> covered = order.partSubmissions();
    List<Signable> locked = signables.lockAll(covered);
    Map<SubmissionId, Map<SignerRole, SealedBytes>> before = signatures.of(covered);
    List<Signatures.Signed> kept = new ArrayList<>();
    for (Signable signable : locked) {
      SubmissionId id = signable.ref().submissionId();
      Map<SignerRole, SealedBytes> signed = before.getOrDefault(id, Map.of());
      if (signable.state() == Signable.State.AWAITING && !signed.containsKey(order.role())) {
        SealedBytes sealed = seal(signable, collected(order.role(), good));
        kept.add(new Signatures.Signed(id, sealed));
        pass(signable, order.role(), sealed, signed, now);
      }
    }
    signatures.keep(order.id(), order.owner(), order.role(), good.signedAt(), kept);
    signedParts.keep(order, good.signedAt(), good.checks());
    int part = order.part();
    order.partCompleted(now);
    Owner owner = order.owner();
    outbox.append(
        new SigningOrderCompleted(
            order.id(),
            owner.vendorId(),
            owner.tenantId(),
            owner.mode(),
            order.role(),
            kept.stream().map(Signatures.Signed::submissionId).toList(),
            now),
        order.traceparent());
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
    List<CollectedSignature> all = new ArrayList<>();
    for (SealedBytes earlier : before.values()) {
      all.addAll(CollectedSignature.readAll(open(signable, earlier)));
    }
    all.addAll(CollectedSignature.readAll(open(signable, sealed)));
    all.sort((a, b) -> a.role().compareTo(b.role()));
    outbox.append(
        new SubmissionSigned(
            signable.ref(),
            signable.entry(),
            signable.documentSha256(),
            signable.document(),
            seal(signable, all),
            signable.neededBy(),
            now),
        signable.originTraceparent());
  }

  private void refuse(SigningOrder judged, CheckSignature.Verdict.Bad bad) {
    SigningOrder order = orders.lock(judged.id()).orElseThrow();
    if (order.status() != OrderStatus.COLLECTED) {
      return;
    }
    Instant now = clock.instant();
    String reason = "signatureRefused." + bad.check();
    order.failed(reason, now);
    outbox.append(order.endedUnsigned(reason, now), order.traceparent());
  }

  private static List<CollectedSignature> collected(
      SignerRole role, CheckSignature.Verdict.Good good) {
    BankId.Completion completion = good.completion();
    return List.of(
        new CollectedSignature(
            role,
            completion.signature(),
            completion.ocspResponse(),
            LocalDate.ofInstant(good.signedAt(), SWEDEN)));
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
