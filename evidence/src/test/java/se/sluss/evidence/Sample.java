package se.sluss.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.sluss.model.event.CollectedSignature;
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
import se.sluss.model.shs.ShsLabel;
import se.sluss.model.signature.AcceptedCertificates;
import se.sluss.model.signature.TrustRoots;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** A time report that two people signed and the authority answered, as it is in most tests. */
public final class Sample {
  public static final BankIdSignatures BANKID = BankIdSignatures.inMemory();
  public static final TrustRoots ROOTS = new TrustRoots(Set.of(BANKID.userRoot()));
  public static final EvidenceKey KEY = EvidenceKey.parse(EvidenceKey.newPem());
  public static final Instant SIGNED_AT = Instant.parse("2026-11-22T10:15:30Z");
  public static final Instant ANSWERED_AT = SIGNED_AT.plusSeconds(60);
  public static final Instant MADE_AT = ANSWERED_AT.plusSeconds(5);
  public static final String DOCUMENT_ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  public static final String TX_ID = "tx-20261122-000017";
  public static final Person ASSISTANT = new Person("199010102383", "Bo", "Björk");
  public static final Person PROVIDER = new Person("189001019810", "Cilla", "Ceder");

  private Sample() {}

  public static byte[] document(String id) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <Tidredovisning xmlns="http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1">
      <id>%s</id>
      <redovisningsmanad>2026-11</redovisningsmanad>
      <personSomHarAssistans>
        <personnummer>189001019802</personnummer><fornamn>Åsa</fornamn><efternamn>Ek</efternamn>
      </personSomHarAssistans>
      <assistent>
        <personnummer>%s</personnummer><fornamn>Bo</fornamn><efternamn>Björk</efternamn>
      </assistent>
      <anteckning a="1">Två pass &amp; en natt</anteckning>
    </Tidredovisning>
    """
        .formatted(id, ASSISTANT.personalNumber())
        .getBytes(UTF_8);
  }

  public static byte[] received(String txId) {
    return """
    <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
    <r:SkickaTidredovisningResponse xmlns:r="%s"><r:tx-id>%s</r:tx-id>\
    </r:SkickaTidredovisningResponse></soap:Body></soap:Envelope>
    """
        .formatted(ELT, txId)
        .getBytes(UTF_8);
  }

  public static byte[] refused(String... faults) {
    return """
    <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
    <soap:Fault><faultcode>soap:Server</faultcode><faultstring>nej</faultstring><detail>\
    %s</detail></soap:Fault></soap:Body></soap:Envelope>
    """
        .formatted(Stream.of(faults).map(Sample::fault).collect(Collectors.joining()))
        .getBytes(UTF_8);
  }

  private static String fault(String name) {
    return "<r:%s xmlns:r=\"%s\"><r:message>Fel i dokumentet</r:message></r:%s>"
        .formatted(name, ELT, name);
  }

  /** The reply of an SHS node, with this response or fault in it. */
  public static byte[] overShs(SubmissionId submission, String data) {
    return """
    Subject: SHS message\r
    MIME-Version: 1.0\r
    Content-Type: multipart/mixed; boundary="=_b"\r
    Content-Transfer-Encoding: binary\r
    \r
    --=_b\r
    Content-Type: text/xml; charset=ISO-8859-1\r
    Content-Transfer-Encoding: binary\r
    \r
    <?xml version="1.0" encoding="ISO-8859-1"?><!DOCTYPE shs.label SYSTEM "shs-label-1.2.dtd">\
    <shs.label version="1.2" tx.id="%s" corr.id="%s" transfer-type="synch" sequence-type="reply" \
    status="test"><from commonName="">urn:X-shs:5599900020</from>\
    <to commonName="">urn:X-shs:5599900012</to><product commonName="">%s</product>\
    <datetime>2026-11-22T11:16:30</datetime><content content.id="%s"><data datapartType="x"/>\
    </content></shs.label>\r
    --=_b\r
    Content-Type: text/xml\r
    Content-Transfer-Encoding: binary\r
    \r
    %s\r
    --=_b--\r
    """
        .formatted(
            LABEL_TX_ID,
            ShsLabel.txIdOf(submission, SHS_PRODUCT),
            SHS_PRODUCT,
            ShsLabel.contentIdOf(submission, SHS_PRODUCT),
            data)
        .getBytes(UTF_8);
  }

  public static final String LABEL_TX_ID = "label-20261122-000017";
  public static final String SHS_PRODUCT = "7f6c1a52-4a0e-4f39-9b0e-0a7f5f0f7c11";

  /** What a receipt is without its envelope. */
  public static String response(String txId) {
    return "<r:SkickaTidredovisningResponse xmlns:r=\"%s\">%s</r:SkickaTidredovisningResponse>"
        .formatted(ELT, txId.isEmpty() ? "" : "<r:tx-id>" + txId + "</r:tx-id>");
  }

  private static final String ELT = "urn:shs:emottagning:SkickaTidredovisning:1";

  public static CollectedSignature signature(
      SignerRole role, Person person, byte[] document, Instant at) {
    SignedEntry entry = SignedEntry.of(HardenedXml.parse(document));
    BankIdSignature made =
        BANKID.sign(
            SigningRequest.by(person, at)
                .visibleText("# Underskrift\n1. Uppgifterna är riktiga.")
                .format("simpleMarkdownV1")
                .nonVisible(entry.toString().getBytes(UTF_8))
                .build());
    return new CollectedSignature(
        role, made.signature(), made.ocspResponse(), LocalDate.parse("2026-11-22"));
  }

  public static Manifest.Receipt receipt(String documentId, String txId) {
    return new Manifest.Receipt(
        ReceiptId.next(),
        SubmissionId.next(),
        VendorId.next(),
        TenantId.next(),
        Mode.TEST,
        Service.ELT,
        documentId,
        ReceiptOutcome.RECEIVED,
        Manifest.Source.AUTHORITY,
        Optional.of(txId),
        Optional.empty(),
        Optional.empty(),
        ANSWERED_AT,
        ANSWERED_AT.plusSeconds(1));
  }

  public static Manifest.Receipt refusal(String documentId, RefusalReason reason) {
    Manifest.Receipt received = receipt(documentId, TX_ID);
    return new Manifest.Receipt(
        received.receiptId(),
        received.submissionId(),
        received.vendorId(),
        received.tenantId(),
        Mode.TEST,
        Service.ELT,
        documentId,
        ReceiptOutcome.REFUSED,
        Manifest.Source.AUTHORITY,
        Optional.empty(),
        Optional.of(reason),
        Optional.empty(),
        ANSWERED_AT,
        ANSWERED_AT.plusSeconds(1));
  }

  /** All but the answer: document, two signatures, pages, history, one call. */
  public static EvidenceBuilder builder(Manifest.Receipt receipt) {
    return builder(receipt, ASSISTANT, PROVIDER);
  }

  /** The same where these people signed. */
  public static EvidenceBuilder builder(
      Manifest.Receipt receipt, Person assistant, Person provider) {
    byte[] document = document(receipt.documentId());
    EvidenceBuilder builder = unsigned(receipt, document);
    sign(builder, SignerRole.ASSISTENT, assistant, document, SIGNED_AT);
    sign(builder, SignerRole.ANORDNARE, provider, document, SIGNED_AT.plusSeconds(10));
    return builder;
  }

  /** The same where the assistant's signature stands for both roles. */
  public static EvidenceBuilder signedOnce(Manifest.Receipt receipt) {
    byte[] document = document(receipt.documentId());
    EvidenceBuilder builder = unsigned(receipt, document);
    CollectedSignature one = signature(SignerRole.ASSISTENT, ASSISTANT, document, SIGNED_AT);
    add(builder, one, document);
    add(
        builder,
        new CollectedSignature(
            SignerRole.ANORDNARE, one.signature(), one.ocspResponse(), one.signedOn()),
        document);
    return builder;
  }

  private static EvidenceBuilder unsigned(Manifest.Receipt receipt, byte[] document) {
    return EvidenceBuilder.of(receipt, document)
        .pages("<!doctype html><p>Kvitto".getBytes(UTF_8), "%PDF-1.7 nothing".getBytes(UTF_8))
        .history(
            List.of(
                entry(-3600, "SubmissionAccepted"),
                entry(-20, "SubmissionSigned"),
                entry(0, "SubmissionReceived")))
        .attempts(
            List.of(
                new Manifest.Attempt(
                    1,
                    AttemptId.next(),
                    ConnectionId.next(),
                    ANSWERED_AT.minusSeconds(1),
                    "RECEIVED",
                    Optional.of(ANSWERED_AT),
                    Optional.empty())));
  }

  static void sign(
      EvidenceBuilder builder, SignerRole role, Person person, byte[] document, Instant at) {
    add(builder, signature(role, person, document, at), document);
  }

  private static void add(EvidenceBuilder builder, CollectedSignature signature, byte[] document) {
    builder.signature(
        signature,
        SignatureVerification.of(
                signature,
                SignedEntry.of(HardenedXml.parse(document)),
                new AcceptedCertificates(ROOTS, Set.of(CustomerDesk.MOBILE_POLICY)),
                ANSWERED_AT)
            .checks());
  }

  public static EvidencePackage evidence() {
    return builder(receipt(DOCUMENT_ID, TX_ID)).answer(received(TX_ID)).build(KEY, MADE_AT);
  }

  /** The same as it is when it went over SHS. */
  public static EvidencePackage evidenceOverShs() {
    Manifest.Receipt receipt = receipt(DOCUMENT_ID, TX_ID);
    return builder(receipt)
        .answer(overShs(receipt.submissionId(), response(TX_ID)))
        .build(KEY, MADE_AT);
  }

  private static Manifest.HistoryEntry entry(long seconds, String event) {
    return new Manifest.HistoryEntry(
        ANSWERED_AT.plusSeconds(seconds), event, Map.of("attempt", "1", "b", "2"));
  }
}
