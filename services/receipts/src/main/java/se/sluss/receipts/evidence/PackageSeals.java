package se.sluss.receipts.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealBrokenException;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.receipts.evidence.PackageKeys.PackageKey;

/**
 * Seals packages under a key of their tenant and month, which is kept nowhere but in its row: once
 * that is gone, no copy of them can be opened. Works inside the caller's transaction.
 */
@ApplicationScoped
public class PackageSeals {
  private final PackageKeys keys;
  private final Sealer sealer;
  private final InstantSource clock;

  public PackageSeals(PackageKeys keys, Sealer sealer, InstantSource clock) {
    this.keys = keys;
    this.sealer = sealer;
    this.clock = clock;
  }

  /** A package, sealed under the key of that name. */
  record Sealed(String keyId, SealedBytes zip) {}

  /** Seals a package that is made at this time. */
  Sealed seal(SubmissionRef submission, Instant madeAt, byte[] zip) {
    YearMonth month = YearMonth.from(madeAt.atOffset(ZoneOffset.UTC));
    PackageKey key = keys.find(submission, month).orElseGet(() -> fresh(submission, month));
    return new Sealed(
        key.id(),
        under(submission, key)
            .seal(submission.tenantId(), submission.submissionId().value(), Purpose.EVIDENCE, zip));
  }

  /**
   * Opens a package.
   *
   * @param keyId null for one from before tenants had such keys
   * @throws SealBrokenException when it was altered, is another's, or its key was destroyed
   */
  public byte[] open(SubmissionRef submission, @Nullable String keyId, SealedBytes zip) {
    Sealer with =
        keyId == null
            ? sealer
            : under(
                submission,
                keys.find(keyId)
                    .orElseThrow(() -> new SealBrokenException("The package's key is gone")));
    return with.open(
        submission.tenantId(), submission.submissionId().value(), Purpose.EVIDENCE, zip);
  }

  private PackageKey fresh(SubmissionRef submission, YearMonth month) {
    TenantId tenant = submission.tenantId();
    String id = UUID.randomUUID().toString();
    byte[] keyset = LocalMasterKey.newKeysetJson().getBytes(UTF_8);
    keys.add(
        submission,
        month,
        new PackageKey(id, sealer.seal(tenant, id, Purpose.PACKAGE_KEY, keyset)));
    return keys.find(submission, month).orElseThrow();
  }

  private Sealer under(SubmissionRef submission, PackageKey key) {
    byte[] keyset = sealer.open(submission.tenantId(), key.id(), Purpose.PACKAGE_KEY, key.sealed());
    return new Sealer(LocalMasterKey.parse(new String(keyset, UTF_8)), clock);
  }
}
