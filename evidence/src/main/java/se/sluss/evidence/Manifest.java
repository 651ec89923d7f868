package se.sluss.evidence;

import static se.sluss.evidence.EvidenceFormatException.unless;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import se.sluss.model.event.ReceiptOutcome;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.ReceiptId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;
import se.sluss.model.signature.Check;

/**
 * What a package holds and what happened, without personal data. Its hash is all that the log
 * knows.
 *
 * @param salt random, so that nobody who knows the rest can find the hash by trying
 * @param members every other member, but for those that are added later
 * @param madeAt UTC
 */
public record Manifest(
    String format,
    Hash salt,
    Receipt receipt,
    DocumentFacts document,
    List<HistoryEntry> history,
    List<Attempt> attempts,
    List<SignatureFacts> signatures,
    List<Member> members,
    Instant madeAt) {
  public static final String FORMAT = "sluss-evidence/1";

  public Manifest {
    history = List.copyOf(history);
    attempts = List.copyOf(attempts);
    signatures = List.copyOf(signatures);
    members = List.copyOf(members);
    unless(FORMAT.equals(format), "the manifest is of another format than " + FORMAT);
    unless(
        members.stream().map(Member::name).distinct().count() == members.size(),
        "the manifest names a member twice");
    unless(
        signatures.stream().map(SignatureFacts::role).distinct().count() == signatures.size(),
        "the manifest names a role twice");
  }

  /**
   * Reads the bytes of {@code manifest.json}.
   *
   * @throws EvidenceFormatException when they are not a manifest
   */
  public static Manifest read(byte[] json) {
    return StrictJson.read(json, Manifest.class, MemberNames.MANIFEST);
  }

  /** The bytes of {@code manifest.json}. */
  public byte[] write() {
    return StrictJson.write(this);
  }

  /** Who gave the final answer. */
  public enum Source {
    AUTHORITY,
    /** A person decided about what was parked. */
    OPERATOR
  }

  /**
   * The final answer.
   *
   * @param documentId the document's own UUID, lower case
   * @param txId present exactly when the authority has the document
   * @param refusalReason present exactly when the authority itself refused
   * @param operator present exactly when a person decided
   */
  public record Receipt(
      ReceiptId receiptId,
      SubmissionId submissionId,
      VendorId vendorId,
      TenantId tenantId,
      Mode mode,
      Service service,
      String documentId,
      ReceiptOutcome outcome,
      Source source,
      Optional<String> txId,
      Optional<RefusalReason> refusalReason,
      Optional<Operator> operator,
      Instant answeredAt,
      Instant storedAt) {
    private static final Pattern UUID =
        Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    public Receipt {
      unless(UUID.matcher(documentId).matches(), "a document's id is a UUID");
      unless(
          txId.isPresent() == (outcome == ReceiptOutcome.RECEIVED),
          "a tx-id belongs to what the authority has");
      unless(
          refusalReason.isPresent()
              == (outcome == ReceiptOutcome.REFUSED && source == Source.AUTHORITY),
          "a reason belongs to a refusal of the authority");
      unless(
          operator.isPresent() == (source == Source.OPERATOR),
          "an operator belongs to an operator's decision");
    }
  }

  /** A person's decision, in that person's words. */
  public record Operator(String reason, String resolvedBy) {}

  /**
   * The document.
   *
   * @param sha256 of its bytes, hexadecimal
   * @param entry what was signed of it: its id and the hash of its canonical form
   */
  public record DocumentFacts(String sha256, String entry) {}

  /** One change of the submission's state. The details are written in the order of their names. */
  public record HistoryEntry(Instant at, String event, Map<String, String> details) {
    public HistoryEntry {
      details = Collections.unmodifiableSortedMap(new TreeMap<>(Map.copyOf(details)));
    }
  }

  /**
   * One call to the authority.
   *
   * @param number counted from 1
   * @param outcome what came of it, as the submitter names it
   */
  public record Attempt(
      int number,
      AttemptId attemptId,
      ConnectionId connectionId,
      Instant startedAt,
      String outcome,
      Optional<Instant> endedAt,
      Optional<String> reason) {}

  /**
   * One person's signature.
   *
   * @param signedOn the date of signing in Sweden, as it was told to the authority
   * @param signedAt when BankID's responder vouched for it
   * @param certificates SHA-256 of those in the signature, in their order, and of the responder
   * @param verification what Sluss's own verification said
   */
  public record SignatureFacts(
      SignerRole role,
      LocalDate signedOn,
      Instant signedAt,
      List<Hash> certificates,
      List<Check> verification) {
    public SignatureFacts {
      certificates = List.copyOf(certificates);
      verification = List.copyOf(verification);
    }
  }

  /**
   * One file of the package.
   *
   * @param sha256 hexadecimal
   * @param size bytes
   */
  public record Member(String name, String sha256, long size) {
    static Member of(String name, byte[] bytes) {
      return new Member(name, Hash.of(bytes).hex(), bytes.length);
    }
  }
}
