package se.sluss.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.Test;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Hash;
import se.sluss.evidence.Sample;
import se.sluss.evidence.TimestampResponse;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.model.signature.TrustRoots;

class TimestampCheckTest {
  private static final EvidencePackage MADE = Sample.evidence();
  private static final Instant AT = Sample.MADE_AT.plusSeconds(10);
  private static final Service SERVICE = Service.create();

  /** A time-stamping service that is its own root. */
  private record Service(KeyPair keys, X509Certificate certificate) {
    static Service create() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair keys = generator.generateKeyPair();
        X500Name name = new X500Name("CN=Stamps");
        var builder =
            new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(AT.minus(Duration.ofDays(9))),
                Date.from(AT.plus(Duration.ofDays(9))),
                name,
                keys.getPublic());
        builder.addExtension(
            Extension.extendedKeyUsage,
            true,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        return new Service(
            keys,
            new JcaX509CertificateConverter()
                .getCertificate(
                    builder.build(
                        new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()))));
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    byte[] stamp(Hash hash, Instant at) throws Exception {
      return TimestampResponse.bare(answer(hash, at));
    }

    /** With the words of the service around the stamp. */
    byte[] answer(Hash hash, Instant at) throws Exception {
      TimeStampRequestGenerator request = new TimeStampRequestGenerator();
      request.setCertReq(true);
      var digests = new JcaDigestCalculatorProviderBuilder().build();
      var token =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .build("SHA256withECDSA", keys.getPrivate(), certificate),
              digests.get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              new ASN1ObjectIdentifier("1.2.3"));
      token.addCertificates(new JcaCertStore(List.of(certificate)));
      return new TimeStampResponseGenerator(token, TSPAlgorithms.ALLOWED)
          .generate(
              request.generate(TSPAlgorithms.SHA256, hash.bytes()), BigInteger.TWO, Date.from(at))
          .getEncoded();
    }

    Optional<TrustRoots> root() {
      return Optional.of(new TrustRoots(Set.of(certificate)));
    }
  }

  private static Finding check(byte[] tsr, Optional<TrustRoots> roots) {
    return EvidenceVerifier.check(
        CheckName.TIMESTAMP,
        () -> TimestampCheck.of(tsr, MADE.manifestHash(), MADE.manifest(), roots));
  }

  @Test
  void aStampOfTheManifestPassesUnderItsRootAndTellsTheTime() throws Exception {
    byte[] tsr = SERVICE.stamp(MADE.manifestHash(), AT);

    Finding known = check(tsr, SERVICE.root());
    Finding unknown = check(tsr, Optional.empty());
    Report report =
        new EvidenceVerifier(Trust.NOTHING.withTimestampRoots(SERVICE.root().orElseThrow()))
            .verify(MADE.withTimestamp(SERVICE.answer(MADE.manifestHash(), AT)).write());

    assertThat(known.outcome()).as(known.reason()).isEqualTo(Outcome.PASSED);
    assertThat(known.reason()).contains("stamped at " + AT);
    assertThat(unknown.outcome()).isEqualTo(Outcome.NOT_CHECKABLE);
    assertThat(unknown.reason()).contains("stamped at " + AT);
    assertThat(report.findings())
        .filteredOn(finding -> finding.check() == CheckName.TIMESTAMP)
        .extracting(Finding::outcome)
        .containsExactly(Outcome.PASSED);
  }

  @Test
  void aStampOfSomethingElseOrAnotherServiceOrTooOldFails() throws Exception {
    byte[] other = SERVICE.stamp(Hash.of(new byte[] {1}), AT);
    byte[] old = SERVICE.stamp(MADE.manifestHash(), Sample.MADE_AT.minus(Duration.ofHours(1)));
    byte[] strangers = Service.create().stamp(MADE.manifestHash(), AT);

    assertThat(check(other, SERVICE.root()).reason()).contains("something else");
    assertThat(check(old, SERVICE.root()).reason()).contains("older than the manifest");
    assertThat(check(strangers, SERVICE.root()).reason()).contains("does not lead to a root");
  }

  @Test
  void everyByteOfAStampCounts() throws Exception {
    byte[] tsr = SERVICE.stamp(MADE.manifestHash(), AT);
    List<Integer> unnoticed = new ArrayList<>();
    for (int i = 0; i < tsr.length; i++) {
      byte[] other = tsr.clone();
      other[i] ^= 1;
      if (check(other, SERVICE.root()).outcome() != Outcome.FAILED) {
        unnoticed.add(i);
      }
    }
    assertThat(unnoticed).isEmpty();
  }
}
