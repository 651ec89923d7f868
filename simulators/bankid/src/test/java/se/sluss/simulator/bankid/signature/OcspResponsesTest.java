package se.sluss.simulator.bankid.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;
import se.sluss.simulator.bankid.pki.CustomerDesk;
import se.sluss.simulator.bankid.pki.MemberBank;
import se.sluss.simulator.bankid.pki.Person;

class OcspResponsesTest {
  private static final MemberBank BANK = MemberBank.create();
  private static final BankIdSignatures SIGNATURES = new BankIdSignatures(new CustomerDesk(BANK));
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30.456Z");
  private static final Date WHOLE_SECOND = Date.from(Instant.parse("2026-11-22T10:15:30Z"));
  private static final Person SIGNER = new Person("199001012385", "Test", "Simulin");

  @Test
  void theResponseHasTheFormOfBankIds() throws Exception {
    BankIdSignature signed = sign();
    BasicOCSPResp response = basic(signed);
    SingleResp status = response.getResponses()[0];

    assertThat(response.getVersion()).isEqualTo(1);
    assertThat(response.getResponses()).hasSize(1);
    assertThat(response.getProducedAt()).isEqualTo(WHOLE_SECOND);
    assertThat(status.getThisUpdate()).isEqualTo(WHOLE_SECOND);
    assertThat(status.getNextUpdate()).isNull();
    assertThat(status.getCertStatus()).isNull();
    assertThat(status.getExtensionOIDs()).isEmpty();
    assertThat(status.getCertID().toASN1Primitive().getHashAlgorithm())
        .isEqualTo(CertificateID.HASH_SHA1);
    assertThat(status.getCertID().getSerialNumber()).isEqualTo(signed.leaf().getSerialNumber());
    assertThat(response.getExtensionOIDs())
        .isEqualTo(java.util.List.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
    assertThat(response.getResponderId().toASN1Primitive().getName())
        .isEqualTo(responder(response).getSubject());
  }

  @Test
  void theResponderIsIssuedByTheCustomerAuthorityForOcspAlone() throws Exception {
    BasicOCSPResp response = basic(sign());
    X509CertificateHolder responder = responder(response);
    var authority = new JcaX509CertificateHolder(BANK.customers().certificate());

    assertThat(response.getCerts()).hasSize(1);
    assertThat(responder.isSignatureValid(verifier(authority))).isTrue();
    assertThat(response.isSignatureValid(verifier(responder))).isTrue();
    Extension use = responder.getExtension(Extension.extendedKeyUsage);
    assertThat(use.isCritical()).isTrue();
    assertThat(ExtendedKeyUsage.getInstance(use.getParsedValue()).getUsages())
        .containsExactly(KeyPurposeId.id_kp_OCSPSigning);
    assertThat(responder.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck)).isNotNull();
  }

  @Test
  void theNonceIsFlatCriticalAndNamesTheSignature() throws Exception {
    BankIdSignature signed = sign();
    Extension extension = basic(signed).getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);

    assertThat(extension.isCritical()).isTrue();
    assertThat(nonce(signed)).hasSize(32).startsWith(head(signed));
  }

  @Test
  void nonceDeviationsAreWhatTheyAreNamed() throws Exception {
    BankIdSignature nested = sign(Deviation.OCSP_NESTED_NONCE);
    BankIdSignature other = sign(Deviation.OCSP_OTHER_NONCE);
    BankIdSignature none = sign(Deviation.OCSP_WITHOUT_NONCE);

    assertThat(nonce(nested)).hasSize(34).startsWith(0x04, 0x20);
    assertThat(Arrays.copyOfRange(nonce(nested), 2, 22)).isEqualTo(head(nested));
    assertThat(Arrays.copyOf(nonce(other), 20)).isNotEqualTo(head(other));
    assertThat(basic(none).hasExtensions()).isFalse();
  }

  @Test
  void statusDeviationsAreWhatTheyAreNamed() throws Exception {
    assertThat(basic(sign(Deviation.OCSP_REVOKED)).getResponses()[0].getCertStatus())
        .isInstanceOf(RevokedStatus.class);
    assertThat(basic(sign(Deviation.OCSP_UNKNOWN)).getResponses()[0].getCertStatus())
        .isInstanceOf(UnknownStatus.class);
    assertThat(parse(sign(Deviation.OCSP_TRY_LATER)).getStatus()).isEqualTo(3);
  }

  @Test
  void deviationsOfTheAnswerAreWhatTheyAreNamed() throws Exception {
    SingleResp stale = basic(sign(Deviation.OCSP_STALE)).getResponses()[0];
    SingleResp later = basic(sign(Deviation.OCSP_OF_LATER_TIME)).getResponses()[0];
    BasicOCSPResp unknown = basic(sign(Deviation.OCSP_UNKNOWN_EXTENSION));

    assertThat(stale.getThisUpdate()).isBefore(stale.getNextUpdate());
    assertThat(stale.getNextUpdate()).isBefore(WHOLE_SECOND);
    assertThat(later.getThisUpdate()).isAfter(WHOLE_SECOND);
    assertThat(basic(sign(Deviation.OCSP_TWO_ANSWERS)).getResponses()).hasSize(2);
    assertThat(unknown.getCriticalExtensionOIDs()).hasSize(2);
  }

  @Test
  void deviationsOfTheResponderAreWhatTheyAreNamed() throws Exception {
    BasicOCSPResp named = basic(sign(Deviation.OCSP_NAMES_OTHER_RESPONDER));

    assertThat(responder(basic(sign(Deviation.OCSP_RESPONDER_EXPIRED))).isValidOn(WHOLE_SECOND))
        .isFalse();
    assertThat(basic(sign(Deviation.OCSP_WITHOUT_RESPONDER)).getCerts()).isEmpty();
    assertThat(named.getResponderId().toASN1Primitive().getName())
        .isNotEqualTo(responder(named).getSubject());
  }

  @Test
  void signerDeviationsAreWhatTheyAreNamed() throws Exception {
    var authority = new JcaX509CertificateHolder(BANK.customers().certificate());
    BasicOCSPResp lookalike = basic(sign(Deviation.OCSP_RESPONDER_OF_LOOKALIKE));
    BasicOCSPResp otherKey = basic(sign(Deviation.OCSP_SIGNED_BY_OTHER_KEY));
    BasicOCSPResp withoutUse = basic(sign(Deviation.OCSP_RESPONDER_WITHOUT_EKU));

    assertThat(responder(lookalike).getIssuer()).isEqualTo(authority.getSubject());
    assertThat(responder(lookalike).isSignatureValid(verifier(authority))).isFalse();
    assertThat(responder(otherKey).isSignatureValid(verifier(authority))).isTrue();
    assertThat(otherKey.isSignatureValid(verifier(responder(otherKey)))).isFalse();
    assertThat(responder(withoutUse).getExtension(Extension.extendedKeyUsage)).isNull();
  }

  private static BankIdSignature sign(Deviation... deviations) {
    return SIGNATURES.sign(SigningRequest.by(SIGNER, NOW).deviating(deviations).build());
  }

  private static OCSPResp parse(BankIdSignature signed) throws Exception {
    return new OCSPResp(Base64.getDecoder().decode(signed.ocspResponse()));
  }

  private static BasicOCSPResp basic(BankIdSignature signed) throws Exception {
    return (BasicOCSPResp) parse(signed).getResponseObject();
  }

  private static X509CertificateHolder responder(BasicOCSPResp response) {
    return response.getCerts()[0];
  }

  private static org.bouncycastle.operator.ContentVerifierProvider verifier(
      X509CertificateHolder certificate) throws Exception {
    return new JcaContentVerifierProviderBuilder().build(certificate);
  }

  private static byte[] nonce(BankIdSignature signed) throws Exception {
    return basic(signed)
        .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
        .getExtnValue()
        .getOctets();
  }

  private static byte[] head(BankIdSignature signed) throws Exception {
    return MessageDigest.getInstance("SHA-1").digest(signed.signature().getBytes(US_ASCII));
  }
}
