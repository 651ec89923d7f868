package se.sluss.signing.page;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.NullUnmarked;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SigningPageId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.signing.order.Language;
import se.sluss.signing.order.Owner;

/**
 * What one link leads to. The link is good until it is used or its time is over; then the browser
 * that used it may go on until the session's time is over.
 */
@Entity
@Table(name = "signing_page")
@NullUnmarked
public class SigningPage {
  /** With BankID's thirty seconds each, some three minutes of an open QR code. */
  private static final int MOST_RENEWALS = 5;

  @Id private String id;
  private String vendorId;
  private String tenantId;
  private String mode;

  @Enumerated(EnumType.STRING)
  private SignerRole role;

  @Enumerated(EnumType.STRING)
  private Language language;

  private String returnUrl;
  private String terms;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] submissionIds;

  private byte[] sealedSigner;
  private String tokenSha256;
  private Instant linkEndsAt;
  private String sessionSha256;
  private Instant openedAt;
  private Instant sessionEndsAt;
  private String orderId;
  private int renewals;
  private Instant createdAt;

  @Version
  @Column(name = "version")
  private long version;

  protected SigningPage() {}

  SigningPage(
      SigningPageId id,
      Owner owner,
      PageWanted wanted,
      Optional<SealedBytes> signer,
      OneTimeToken token,
      Instant now,
      Duration linkWithin) {
    this.id = id.value();
    this.vendorId = owner.vendorId().value();
    this.tenantId = owner.tenantId().value();
    this.mode = owner.mode().wire();
    this.role = wanted.role();
    this.language = wanted.language().orElse(null);
    this.returnUrl = wanted.returnUrl().orElse(null);
    this.terms = wanted.terms().written();
    this.submissionIds =
        wanted.submissions().stream().map(SubmissionId::value).toArray(String[]::new);
    this.sealedSigner = signer.map(SealedBytes::bytes).orElse(null);
    this.tokenSha256 = token.sha256();
    this.linkEndsAt = now.plus(linkWithin);
    this.createdAt = now;
  }

  /** Whether the link can still be used. */
  boolean linkIsGood(Instant now) {
    return openedAt == null && now.isBefore(linkEndsAt);
  }

  /**
   * Uses the link up.
   *
   * @param session what the browser will show from now on
   */
  void open(OneTimeToken session, Language spoken, Instant now, Duration within) {
    if (!linkIsGood(now)) {
      throw new IllegalStateException("The link of " + id + " is not good any more");
    }
    openedAt = now;
    sessionSha256 = session.sha256();
    sessionEndsAt = now.plus(within);
    if (language == null) {
      language = spoken;
    }
  }

  /** Neither the link nor a session is good from now on. */
  void close(Instant now) {
    if (now.isBefore(linkEndsAt)) {
      linkEndsAt = now;
    }
    if (sessionEndsAt != null && now.isBefore(sessionEndsAt)) {
      sessionEndsAt = now;
    }
  }

  /** Whether a browser that shows this may go on. */
  boolean admits(String session, Instant now) {
    return wasOpenedWith(session) && now.isBefore(sessionEndsAt);
  }

  /** Whether the browser that shows this used the link, also when its time is over. */
  boolean wasOpenedWith(String session) {
    return sessionSha256 != null && new OneTimeToken(session).sha256().equals(sessionSha256);
  }

  void speak(Language chosen) {
    language = chosen;
  }

  /**
   * An order was opened from here.
   *
   * @param renewed by the page itself, since nobody scanned the code in time
   */
  void ordered(SigningOrderId order, boolean renewed) {
    orderId = order.value();
    renewals = renewed ? renewals + 1 : 0;
  }

  /** Whether the page may open one more order by itself, with nobody pressing anything. */
  boolean mayRenew() {
    return renewals < MOST_RENEWALS;
  }

  SigningPageId id() {
    return SigningPageId.of(id);
  }

  Owner owner() {
    return new Owner(VendorId.of(vendorId), TenantId.of(tenantId), Mode.ofWire(mode));
  }

  SignerRole role() {
    return role;
  }

  /** Empty until somebody chose: the vendor, or the browser that opened it. */
  Optional<Language> language() {
    return Optional.ofNullable(language);
  }

  Optional<String> returnUrl() {
    return Optional.ofNullable(returnUrl);
  }

  PageTerms terms() {
    return PageTerms.read(terms);
  }

  List<SubmissionId> submissionIds() {
    return List.of(submissionIds).stream().map(SubmissionId::of).toList();
  }

  Optional<SealedBytes> signer() {
    return Optional.ofNullable(sealedSigner).map(SealedBytes::of);
  }

  Instant linkEndsAt() {
    return linkEndsAt;
  }

  Optional<Instant> openedAt() {
    return Optional.ofNullable(openedAt);
  }

  Optional<Instant> sessionEndsAt() {
    return Optional.ofNullable(sessionEndsAt);
  }

  Optional<SigningOrderId> orderId() {
    return Optional.ofNullable(orderId).map(SigningOrderId::of);
  }

  Instant createdAt() {
    return createdAt;
  }
}
