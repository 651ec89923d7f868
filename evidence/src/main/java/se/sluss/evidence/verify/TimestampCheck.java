package se.sluss.evidence.verify;

import static se.sluss.evidence.EvidenceFormatException.unless;
import static se.sluss.evidence.verify.Finding.notCheckable;
import static se.sluss.evidence.verify.Finding.passed;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Store;
import se.sluss.evidence.EvidenceFormatException;
import se.sluss.evidence.Hash;
import se.sluss.evidence.Manifest;
import se.sluss.evidence.SignatureVerification;
import se.sluss.evidence.TimestampResponse;
import se.sluss.model.signature.TrustRoots;

/** Whether a time-stamping service saw the manifest's hash (RFC 3161), and when. */
final class TimestampCheck {
  private TimestampCheck() {}

  static Finding of(byte[] tsr, Hash manifestHash, Manifest manifest, Optional<TrustRoots> roots) {
    try {
      TimeStampToken token = TimestampResponse.token(tsr);
      unless(
          Arrays.equals(TimestampResponse.bare(tsr), tsr),
          "there is more around the time stamp than there can be");
      unless(
          NISTObjectIdentifiers.id_sha256.equals(token.getTimeStampInfo().getMessageImprintAlgOID())
              && Arrays.equals(
                  token.getTimeStampInfo().getMessageImprintDigest(), manifestHash.bytes()),
          "the time stamp is of something else than this manifest");
      Store<X509CertificateHolder> certificates = token.getCertificates();
      @SuppressWarnings("unchecked")
      Collection<X509CertificateHolder> signers = certificates.getMatches(token.getSID());
      unless(signers.size() == 1, "the time stamp does not hold its signer's certificate");
      X509CertificateHolder signer = signers.iterator().next();
      // Signature, purpose of the certificate, its validity at the time, and that it is the one
      // meant.
      token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signer));
      Instant at = token.getTimeStampInfo().getGenTime().toInstant();
      unless(
          !at.plus(SignatureVerification.SKEW).isBefore(manifest.madeAt()),
          "the time stamp is older than the manifest");
      String stamped = "stamped at " + at + " with the certificate " + print(signer);
      if (roots.isEmpty()) {
        return notCheckable(
            CheckName.TIMESTAMP, stamped + "; no root of a time-stamping service was given");
      }
      leadsTo(roots.get(), signer, certificates.getMatches(null), at);
      return passed(CheckName.TIMESTAMP, stamped);
    } catch (TSPException | OperatorCreationException | IOException | GeneralSecurityException e) {
      throw new EvidenceFormatException("the time stamp does not hold");
    }
  }

  private static String print(X509CertificateHolder certificate) throws IOException {
    return Hash.of(certificate.getEncoded()).hex();
  }

  private static void leadsTo(
      TrustRoots roots,
      X509CertificateHolder signer,
      Collection<X509CertificateHolder> all,
      Instant at)
      throws GeneralSecurityException {
    JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
    List<X509Certificate> others = new ArrayList<>();
    for (X509CertificateHolder one : all) {
      others.add(converter.getCertificate(one));
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(converter.getCertificate(signer));
    PKIXBuilderParameters parameters =
        new PKIXBuilderParameters(
            roots.certificates().stream()
                .map(root -> new TrustAnchor(root, null))
                .collect(Collectors.toSet()),
            target);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(at));
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(others)));
    try {
      CertPathBuilder.getInstance("PKIX").build(parameters);
    } catch (CertPathBuilderException e) {
      throw new EvidenceFormatException(
          "the time stamp's certificate does not lead to a root that was given");
    }
  }
}
