package se.sluss.receipts.evidence;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.w3c.dom.Document;
import se.sluss.evidence.EvidenceBuilder;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.verify.CheckName;
import se.sluss.evidence.verify.EvidenceVerifier;
import se.sluss.evidence.verify.Finding;
import se.sluss.evidence.verify.Trust;
import se.sluss.kit.clock.SharedClock;
import se.sluss.kit.tenancy.Transactions;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.signature.Check;
import se.sluss.model.xml.HardenedXml;
import se.sluss.receipts.evidence.page.PageFacts;
import se.sluss.receipts.evidence.page.RenderPage;
import se.sluss.receipts.receipt.Decision;
import se.sluss.receipts.receipt.Receipt;
import se.sluss.receipts.receipt.Receipts;
import se.sluss.receipts.receipt.Verdict;

/** Makes the package of one receipt, once, out of all that was collected, and keeps a sound one. */
@ApplicationScoped
public class MakePackage {
  private static final Logger LOG = Logger.getLogger(MakePackage.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration MOST_PATIENCE = Duration.ofHours(6);

  private final EvidenceStore store;
  private final Receipts receipts;
  private final RenderPage pages;
  private final EvidenceKey key;
  private final EvidenceConfig config;
  private final SubmissionSeals seals;
  private final PackageSeals packageSeals;
  private final Transactions transactions;
  private final InstantSource clock;

  public MakePackage(
      EvidenceStore store,
      Receipts receipts,
      RenderPage pages,
      EvidenceKey key,
      EvidenceConfig config,
      SubmissionSeals seals,
      PackageSeals packageSeals,
      Transactions transactions,
      @SharedClock InstantSource clock) {
    this.store = store;
    this.receipts = receipts;
    this.pages = pages;
    this.key = key;
    this.config = config;
    this.seals = seals;
    this.packageSeals = packageSeals;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Makes the package that has been due longest. One that cannot be made is put off, longer each
   * time, so that it holds up nobody else's; it is never given up.
   *
   * @return whether there was one
   */
  boolean next() {
    AtomicReference<EvidenceStore.Claimed> held = new AtomicReference<>();
    try {
      return transactions.asSystem(
          () -> {
            Optional<EvidenceStore.Claimed> claimed = store.claim(clock.instant());
            claimed.ifPresent(
                one -> {
                  held.set(one);
                  make(receipts.find(one.receipt()).orElseThrow());
                });
            return claimed.isPresent();
          });
    } catch (RuntimeException | Error e) {
      EvidenceStore.Claimed failed = held.get();
      if (failed == null) {
        throw e;
      }
      LOG.errorf(
          e,
          "An evidence package cannot be made, it is tried again receiptId=%s failures=%d",
          failed.receipt(),
          failed.failures() + 1);
      Instant again = clock.instant().plus(patience(failed.failures()));
      transactions.asSystem(() -> store.putOff(failed.receipt(), again));
      return true;
    }
  }

  /** How long to wait after so many failures and one more. */
  static Duration patience(int failures) {
    Duration doubled = PATIENCE.multipliedBy(1L << Math.min(failures, 30));
    return doubled.compareTo(MOST_PATIENCE) < 0 ? doubled : MOST_PATIENCE;
  }

  private void make(Receipt receipt) {
    EvidenceStore.Material material = store.material(receipt.submission().submissionId());
    Instant now = clock.instant();
    EvidencePackage made = assemble(receipt, material, now);
    byte[] zip = made.write();
    requireSound(receipt.id(), zip);
    PackageSeals.Sealed sealed = packageSeals.seal(receipt.submission(), now, zip);
    store.made(
        new EvidenceStore.Made(
            receipt.id(),
            receipt.submission().submissionId(),
            sealed.keyId(),
            sealed.zip(),
            made.manifestHash(),
            now,
            config.timeStamping().url().isPresent() ? now : null));
    LOG.infof(
        "An evidence package is made receiptId=%s submissionId=%s",
        receipt.id(), receipt.submission().submissionId());
  }

  /**
   * Looks at a package as a stranger would, as long as it can still be made otherwise: once it is
   * in the log, what is wrong with it stays wrong. Its place in the log comes later.
   */
  private static void requireSound(ReceiptId receipt, byte[] zip) {
    String wrong =
        new EvidenceVerifier(Trust.NOTHING)
            .verify(zip).findings().stream()
                .filter(finding -> finding.outcome() == Finding.Outcome.FAILED)
                .filter(finding -> finding.check() != CheckName.LOG_INCLUSION)
                .map(finding -> finding.check().text() + ": " + finding.reason())
                .collect(Collectors.joining("; "));
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(
          "The package of receipt " + receipt + " would not verify: " + wrong);
    }
  }

  private EvidencePackage assemble(
      Receipt receipt, EvidenceStore.Material material, Instant madeAt) {
    byte[] document = seals.open(receipt.submission(), Purpose.DOCUMENT, material.document());
    List<CollectedSignature> signatures =
        CollectedSignature.readAll(
            seals.open(receipt.submission(), Purpose.SIGNATURES, material.signatures()));
    Manifest.Receipt told = ManifestFacts.receipt(receipt);
    List<Manifest.HistoryEntry> history = ManifestFacts.history(material.facts());
    List<Manifest.Attempt> attempts = ManifestFacts.attempts(material.facts());
    EvidenceBuilder builder = EvidenceBuilder.of(told, document);
    signatures.forEach(signature -> builder.signature(signature, checks(signature)));
    answer(receipt).ifPresent(builder::answer);
    byte[] html =
        pages.html(
            new PageFacts(
                told,
                new Manifest.DocumentFacts(material.documentSha256(), material.entry()),
                readable(document),
                message(receipt),
                ManifestFacts.signers(signatures),
                history,
                attempts));
    return builder
        .pages(html, pages.pdf(html))
        .history(history)
        .attempts(attempts)
        .build(key, madeAt.truncatedTo(ChronoUnit.MILLIS));
  }

  /** A signature that was collected before its checks were kept has none to show. */
  private static List<Check> checks(CollectedSignature signature) {
    return signature.verification().map(CollectedSignature.Verification::checks).orElse(List.of());
  }

  private Optional<byte[]> answer(Receipt receipt) {
    return receipt.decision() instanceof Decision.ByAuthority authority
        ? authority
            .sealedResponse()
            .map(answer -> seals.open(receipt.submission(), Purpose.AUTHORITY_RESPONSE, answer))
        : Optional.empty();
  }

  private Optional<String> message(Receipt receipt) {
    return receipt.decision()
            instanceof Decision.ByAuthority(Verdict.Refused(_, Optional<SealedBytes> message), _, _)
        ? message.map(words -> seals.text(receipt.submission(), Purpose.AUTHORITY_MESSAGE, words))
        : Optional.empty();
  }

  /** What a person reads; a document that does not read as one is in the package all the same. */
  private static Optional<DocumentFacts> readable(byte[] bytes) {
    Document document = HardenedXml.parse(bytes);
    return DocumentFacts.faultsIn(document).isEmpty()
        ? Optional.of(DocumentFacts.read(document))
        : Optional.empty();
  }
}
