package se.sluss.evidence;

import java.io.IOException;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.asn1.cmp.PKIStatusInfo;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.tsp.TimeStampResp;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;

/** What a time-stamping service answers (RFC 3161). Nothing is verified here. */
public final class TimestampResponse {
  private TimestampResponse() {}

  /**
   * The stamp in it.
   *
   * @throws EvidenceFormatException when it is no answer, or one without a stamp
   */
  public static TimeStampToken token(byte[] response) {
    try {
      TimeStampToken token = new TimeStampResponse(response).getTimeStampToken();
      EvidenceFormatException.unless(
          token != null
              && CMSObjectIdentifiers.signedData.equals(
                  token.toCMSSignedData().toASN1Structure().getContentType()),
          "the service gave no time stamp");
      return token;
    } catch (TSPException | IOException | RuntimeException e) {
      throw new EvidenceFormatException("not the answer of a time-stamping service");
    }
  }

  /**
   * The same with nothing around the stamp and its certificates: what else there can be, the
   * service has not signed.
   */
  public static byte[] bare(byte[] response) {
    try {
      SignedData given =
          SignedData.getInstance(token(response).toCMSSignedData().toASN1Structure().getContent());
      EvidenceFormatException.unless(
          given.getSignerInfos().size() == 1, "the time stamp is not signed by exactly one");
      SignerInfo signer = SignerInfo.getInstance(given.getSignerInfos().getObjectAt(0));
      SignerInfo alone =
          new SignerInfo(
              signer.getSID(),
              signer.getDigestAlgorithm(),
              signer.getAuthenticatedAttributes(),
              signer.getDigestEncryptionAlgorithm(),
              signer.getEncryptedDigest(),
              (ASN1Set) null);
      SignedData bare =
          new SignedData(
              new DERSet(signer.getDigestAlgorithm()),
              given.getEncapContentInfo(),
              given.getCertificates(),
              null,
              new DERSet(alone));
      return new TimeStampResp(
              new PKIStatusInfo(PKIStatus.granted),
              new ContentInfo(CMSObjectIdentifiers.signedData, bare))
          .getEncoded();
    } catch (IOException | IllegalArgumentException e) {
      throw new EvidenceFormatException("not the answer of a time-stamping service");
    }
  }
}
