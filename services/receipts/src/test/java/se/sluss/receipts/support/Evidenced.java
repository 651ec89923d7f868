package se.sluss.receipts.support;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.sluss.evidence.Hash;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.QueuedReason;
import se.sluss.model.event.RefusalReason;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.Topic;
import se.sluss.model.id.AttemptId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.signature.BankIdSignatureVerifier;
import se.sluss.model.signature.TimeWindow;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.signature.VerificationRequest;
import se.sluss.model.signature.VerificationResult;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;
import se.sluss.testsupport.TestDocuments;
import se.sluss.testsupport.TestPersons;
import se.sluss.testsupport.TestServers;

/** A time report on its way, as the other rooms tell of it: true document, true signatures. */
public final class Evidenced {
  public static final String TX_ID = "tx-4711";
  public static final String ANSWER =
      soap(
          "<r:SkickaTidredovisningResponse xmlns:r=\"urn:shs:emottagning:SkickaTidredovisning:1\">"
              + "<r:tx-id>"
              + TX_ID
              + "</r:tx-id></r:SkickaTidredovisningResponse>");
  public static final String FAULT =
      soap(
          "<s:Fault><faultcode>s:Server</faultcode><faultstring>fel</faultstring><detail>"
              + "<r:XmlValidationError"
              + " xmlns:r=\"urn:shs:emottagning:SkickaTidredovisning:1\"/></detail></s:Fault>");
  public static final String ASSISTANT_NAME = "Łucja Öhman";

  private static final BankIdSignatures BANKID = BankIdSignatures.inMemory();
  public static final TrustRoots ROOTS = new TrustRoots(Set.of(BANKID.userRoot()));
  private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");

  private final Sealer sealer =
      new Sealer(LocalMasterKey.read(TestServers.running(false).keyset()), InstantSource.system());
  private final SubmissionRef ref;
  private final byte[] document;
  private final SignedEntry entry;
  private final ConnectionId connection = ConnectionId.next();
  private final AttemptId attempt = AttemptId.next();
  private final Instant start = Instant.now().minusSeconds(60);

  public Evidenced(Caller owner) {
    UUID id = UUID.randomUUID();
    document = TestDocuments.timeReport(id, TestPersons.organisationNumber(1));
    entry = SignedEntry.of(HardenedXml.parse(document));
    ref =
        new SubmissionRef(
            SubmissionId.next(),
            owner.vendor(),
            owner.tenant().orElseThrow(),
            Service.ELT,
            owner.mode(),
            id.toString());
  }

  public SubmissionRef ref() {
    return ref;
  }

  public byte[] document() {
    return document.clone();
  }

  public SubmissionAccepted accepted() {
    return new SubmissionAccepted(
        ref,
        entry.toString(),
        Hash.of(document).hex(),
        List.of(SignerRole.ASSISTENT, SignerRole.ANORDNARE),
        seal(Purpose.DOCUMENT, document),
        Optional.empty(),
        start);
  }

  public SubmissionSigned signed() {
    return signed(document);
  }

  /** As signing would tell it, had it something else for the document. */
  public SubmissionSigned signed(byte[] told) {
    List<CollectedSignature> signatures = new ArrayList<>();
    signatures.add(
        signature(SignerRole.ASSISTENT, new Person(TestPersons.ASSISTANT, "Łucja", "Öhman")));
    signatures.add(
        signature(SignerRole.ANORDNARE, new Person(TestPersons.PROVIDER_SIGNER, "Cilla", "Ceder")));
    return new SubmissionSigned(
        ref,
        entry.toString(),
        Hash.of(document).hex(),
        seal(Purpose.DOCUMENT, told),
        seal(Purpose.SIGNATURES, CollectedSignature.writeAll(signatures)),
        Optional.empty(),
        start.plusSeconds(10));
  }

  private CollectedSignature signature(SignerRole role, Person person) {
    Instant at = start.plusSeconds(5);
    BankIdSignature made =
        BANKID.sign(
            SigningRequest.by(person, at)
                .visibleText("Jag skriver under.")
                .nonVisible(entry.toString().getBytes(StandardCharsets.UTF_8))
                .build());
    VerificationResult verdict =
        new BankIdSignatureVerifier()
            .verify(
                VerificationRequest.of(
                        made.signature(),
                        made.ocspResponse(),
                        ROOTS,
                        Set.of(CustomerDesk.MOBILE_POLICY),
                        Set.of(entry),
                        new TimeWindow(start, start.plusSeconds(60), java.time.Duration.ZERO))
                    .build());
    return new CollectedSignature(
            role, made.signature(), made.ocspResponse(), LocalDate.ofInstant(at, SWEDEN))
        .verified((VerificationResult.Verified) verdict);
  }

  public SubmissionQueued queued() {
    return new SubmissionQueued(
        ref, connection, 1, start, QueuedReason.SIGNED, start.plusSeconds(11));
  }

  public SubmissionSending sending(AttemptId call, int number, int second) {
    return new SubmissionSending(ref, connection, call, number, start.plusSeconds(second));
  }

  public SubmissionInDoubt inDoubt(AttemptId call, int number, int second) {
    return new SubmissionInDoubt(
        ref, connection, call, number, "READ_TIMEOUT", start.plusSeconds(second));
  }

  public SubmissionCancelled cancelled() {
    return new SubmissionCancelled(ref, Topic.SUBMITTER, start.plusSeconds(15));
  }

  public SubmissionReceived received() {
    return received(TX_ID);
  }

  /** As the submitter would tell it, had it read this in the answer. */
  public SubmissionReceived received(String txId) {
    return new SubmissionReceived(
        ref,
        connection,
        attempt,
        2,
        txId,
        seal(Purpose.AUTHORITY_RESPONSE, ANSWER.getBytes(StandardCharsets.UTF_8)),
        start.plusSeconds(31));
  }

  public SubmissionRefused refused(String words) {
    return new SubmissionRefused(
        ref,
        connection,
        attempt,
        2,
        RefusalReason.XML_VALIDATION,
        seal(Purpose.AUTHORITY_MESSAGE, words.getBytes(StandardCharsets.UTF_8)),
        seal(Purpose.AUTHORITY_RESPONSE, FAULT.getBytes(StandardCharsets.UTF_8)),
        start.plusSeconds(31));
  }

  /** Everything up to the answer: the first call is in doubt, the second is answered. */
  public void tellTheWay(Rooms rooms) {
    AttemptId first = AttemptId.next();
    rooms.tell(accepted());
    rooms.tell(signed());
    rooms.tell(queued());
    rooms.tell(sending(first, 1, 12));
    rooms.tell(inDoubt(first, 1, 20));
    rooms.tell(sending(attempt, 2, 30));
  }

  private static String soap(String content) {
    return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
        + content
        + "</s:Body></s:Envelope>";
  }

  private SealedBytes seal(Purpose purpose, byte[] plain) {
    return sealer.seal(ref.tenantId(), ref.submissionId().value(), purpose, plain);
  }
}
