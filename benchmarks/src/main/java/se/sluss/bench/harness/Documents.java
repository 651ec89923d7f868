package se.sluss.bench.harness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.sluss.launcher.demo.SampleDocuments;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.sealed.LocalMasterKey;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.Sealer;
import se.sluss.model.xml.HardenedXml;
import se.sluss.model.xml.SignedEntry;

/**
 * Documents as signing hands them on: valid ones, sealed, with a signature that has the size of a
 * true one and nothing else of it.
 */
public final class Documents {
  private static final int SIGNATURE_BYTES = 6_000;
  private static final int OCSP_BYTES = 2_000;
  private static final LocalDate SIGNED_ON = LocalDate.of(2026, 11, 2);
  private static final String SIGNATURE = filler(SIGNATURE_BYTES);
  private static final String OCSP = filler(OCSP_BYTES);

  private final Sealer sealer;

  Documents(Stage stage) {
    sealer = new Sealer(LocalMasterKey.read(stage.suite().keyset()), InstantSource.system());
  }

  /** A new one of a tenant. */
  SubmissionSigned signed(Lane lane, TenantId tenant, Optional<Instant> neededBy) {
    UUID id = UUID.randomUUID();
    byte[] document = notification(id);
    var ref =
        new SubmissionRef(
            SubmissionId.next(), lane.vendor(), tenant, Service.E_IOA, Mode.TEST, id.toString());
    byte[] signatures =
        CollectedSignature.writeAll(
            List.of(new CollectedSignature(SignerRole.ANORDNARE, SIGNATURE, OCSP, SIGNED_ON)));
    String subject = ref.submissionId().value();
    return new SubmissionSigned(
        ref,
        SignedEntry.of(HardenedXml.parse(document)).toString(),
        sha256(document),
        sealer.seal(tenant, subject, Purpose.DOCUMENT, document),
        sealer.seal(tenant, subject, Purpose.SIGNATURES, signatures),
        neededBy,
        Instant.now());
  }

  /** The SOAP message of a new document, as a client without a governor would send it. */
  public static byte[] envelope() {
    String document = Base64.getEncoder().encodeToString(notification(UUID.randomUUID()));
    return """
        <?xml version="1.0" encoding="UTF-8"?>\
        <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>\
        <SkickaAnmalanFranArbetsgivare xmlns="urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1">\
        <anmalanfranarbetsgivare>%s</anmalanfranarbetsgivare>\
        <underskrift><signaturtyp>Anordnare</signaturtyp><signatur>%s</signatur>\
        <ocspresponse>%s</ocspresponse><signaturdatum>%s</signaturdatum></underskrift>\
        </SkickaAnmalanFranArbetsgivare></soap:Body></soap:Envelope>"""
        .formatted(document, SIGNATURE, OCSP, SIGNED_ON)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] notification(UUID id) {
    return SampleDocuments.notification(
        id,
        SampleDocuments.organisationNumber(1),
        SampleDocuments.ASSISTED,
        SampleDocuments.ASSISTANT);
  }

  private static String filler(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
