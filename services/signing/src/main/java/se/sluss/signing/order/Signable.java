package se.sluss.signing.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.sealed.SealedBytes;

/** A submission as this room knows it: a sealed document that waits for people to sign. */
@Entity
@Table(name = "signable")
@NullUnmarked
public class Signable {

  /** AWAITING is the only state that is left; the others are final in this room. */
  public enum State {
    AWAITING,
    SIGNED,
    CANCELLED,
    EXPIRED
  }

  @Id private String submissionId;
  private String vendorId;
  private String tenantId;
  private String mode;

  @Enumerated(EnumType.STRING)
  private Service service;

  private String documentId;
  private String entry;
  private String documentSha256;
  private String requiredRoles;
  private byte[] sealedDocument;

  @Enumerated(EnumType.STRING)
  private State state;

  private Instant acceptedAt;
  private Instant neededBy;
  private Instant signBy;
  private Instant remindAt;
  private int reminders;
  private String originTraceparent;

  @Version
  @Column(name = "version")
  private long version;

  protected Signable() {}

  public Signable(SubmissionAccepted accepted, Instant signBy, String originTraceparent) {
    SubmissionRef ref = accepted.submission();
    this.submissionId = ref.submissionId().value();
    this.vendorId = ref.vendorId().value();
    this.tenantId = ref.tenantId().value();
    this.mode = ref.mode().wire();
    this.service = ref.service();
    this.documentId = ref.documentId();
    this.entry = accepted.entry();
    this.documentSha256 = accepted.documentSha256();
    this.requiredRoles =
        accepted.requiredRoles().stream().map(Enum::name).collect(Collectors.joining(","));
    this.sealedDocument = accepted.sealedDocument().bytes();
    this.state = State.AWAITING;
    this.acceptedAt = accepted.acceptedAt();
    this.neededBy = accepted.neededBy().orElse(null);
    this.signBy = signBy;
    this.originTraceparent = originTraceparent;
  }

  /** Leaves AWAITING for good; false when it had left already. */
  boolean end(State how) {
    if (state != State.AWAITING) {
      return false;
    }
    state = how;
    return true;
  }

  /** When its owner is reminded next; empty for never. */
  void remindNext(Optional<Instant> at) {
    remindAt = at.orElse(null);
  }

  /**
   * Its owner is reminded for the time of that number.
   *
   * @return false when that was done before, or the number is zero
   */
  boolean reminded(int number, Optional<Instant> next) {
    remindNext(next);
    boolean isNew = number > reminders;
    reminders = Math.max(reminders, number);
    return isNew;
  }

  /** Who has yet to sign, in order, when these have signed. */
  public List<SignerRole> missing(Set<SignerRole> signed) {
    return Arrays.stream(requiredRoles.split(","))
        .map(SignerRole::valueOf)
        .filter(role -> !signed.contains(role))
        .toList();
  }

  public SubmissionRef ref() {
    return new SubmissionRef(
        SubmissionId.of(submissionId),
        VendorId.of(vendorId),
        TenantId.of(tenantId),
        service,
        Mode.ofWire(mode),
        documentId);
  }

  public State state() {
    return state;
  }

  public String entry() {
    return entry;
  }

  public String documentSha256() {
    return documentSha256;
  }

  public SealedBytes document() {
    return SealedBytes.of(sealedDocument);
  }

  public Instant acceptedAt() {
    return acceptedAt;
  }

  /** When it expires unsigned. */
  public Instant signBy() {
    return signBy;
  }

  /** By when the authority must have it, UTC; empty when nobody said so. */
  public Optional<Instant> neededBy() {
    return Optional.ofNullable(neededBy);
  }

  public String originTraceparent() {
    return originTraceparent;
  }
}
