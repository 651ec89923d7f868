package se.sluss.submitter.certificate;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import se.sluss.submitter.certificate.KeyFile.UnreadableException;

/**
 * What an uploaded file is worth.
 *
 * @param faults all of them; empty when there is a certificate
 */
public record Judgement(Set<CertificateFault> faults, Optional<ClientCertificate> certificate) {
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NON_REPUDIATION = 1;
  private static final List<String> CLIENT_PURPOSES = List.of("1.3.6.1.5.5.7.3.2", "2.5.29.37.0");
  private static final byte[] PROBE = "whose key is it".getBytes(StandardCharsets.US_ASCII);
  private static final List<ASN1ObjectIdentifier> ORGANISATION =
      List.of(BCStyle.ORGANIZATION_IDENTIFIER, BCStyle.SERIALNUMBER);

  /** Judges a file by the rules, as of that moment. */
  public static Judgement of(byte[] file, char[] password, CertificateRules rules, Instant now) {
    KeyFile read;
    try {
      read = KeyFile.read(file, password);
    } catch (UnreadableException e) {
      return new Judgement(EnumSet.of(e.fault()), Optional.empty());
    }
    Set<CertificateFault> faults = EnumSet.noneOf(CertificateFault.class);
    if (read.keys().isEmpty()) {
      faults.add(CertificateFault.NO_PRIVATE_KEY);
    } else if (read.keys().size() > 1) {
      faults.add(CertificateFault.SEVERAL_PRIVATE_KEYS);
    }
    if (read.certificates().isEmpty()) {
      faults.add(CertificateFault.NO_CERTIFICATE);
      return new Judgement(faults, Optional.empty());
    }
    Optional<X509Certificate> owned = ownedBy(read.keys(), read.certificates());
    if (owned.isEmpty() && !read.keys().isEmpty()) {
      faults.add(CertificateFault.KEY_OF_ANOTHER_CERTIFICATE);
    }
    X509Certificate own = owned.orElseGet(() -> endEntity(read.certificates()));
    Chain chain = Chain.from(own, read.certificates());
    judge(chain, rules, now, faults);
    return faults.isEmpty()
        ? new Judgement(
            faults, Optional.of(new ClientCertificate(read.keys().getFirst(), chain.links())))
        : new Judgement(faults, Optional.empty());
  }

  private static void judge(
      Chain chain, CertificateRules rules, Instant now, Set<CertificateFault> faults) {
    X509Certificate own = chain.links().getFirst();
    if (!now.isBefore(own.getNotAfter().toInstant())) {
      faults.add(CertificateFault.EXPIRED);
    }
    if (now.isBefore(own.getNotBefore().toInstant())) {
      faults.add(CertificateFault.NOT_YET_VALID);
    }
    switch (rules.purpose()) {
      case TLS -> {
        if (!isForClients(own)) {
          faults.add(CertificateFault.WRONG_USAGE);
        }
      }
      case SIGNING -> {
        if (!isForSigning(own)) {
          faults.add(CertificateFault.NOT_FOR_SIGNING);
        }
      }
    }
    if (!chain.whole()) {
      faults.add(CertificateFault.CHAIN_BROKEN);
    } else if (!rules.acceptedIssuers().isEmpty() && !chain.leadsTo(rules.acceptedIssuers())) {
      faults.add(CertificateFault.ISSUER_NOT_ACCEPTED);
    }
    if (chain.issuers().stream().anyMatch(issuer -> !isValid(issuer, now))) {
      faults.add(CertificateFault.ISSUER_EXPIRED);
    }
    if (rules.organisationNumber().isPresent()
        && !organisations(own).contains(rules.organisationNumber().get())) {
      faults.add(CertificateFault.ORGANISATION_DIFFERS);
    }
  }

  private static Optional<X509Certificate> ownedBy(
      List<PrivateKey> keys, List<X509Certificate> certificates) {
    return certificates.stream()
        .filter(
            certificate -> keys.stream().anyMatch(key -> isPair(key, certificate.getPublicKey())))
        .findFirst();
  }

  /** The certificate that issues none; whoever sent no key meant that one. */
  private static X509Certificate endEntity(List<X509Certificate> certificates) {
    return certificates.stream()
        .filter(certificate -> certificate.getBasicConstraints() < 0)
        .findFirst()
        .orElseGet(certificates::getFirst);
  }

  private static boolean isPair(PrivateKey key, PublicKey publicKey) {
    if (!key.getAlgorithm().equals(publicKey.getAlgorithm())) {
      return false;
    }
    if (key instanceof RSAKey own && publicKey instanceof RSAKey shown && isForPssAlone(key)) {
      return own.getModulus().equals(shown.getModulus());
    }
    try {
      Signature signature =
          Signature.getInstance(
              switch (key.getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> key.getAlgorithm();
              });
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Such a key names what it signs with, which is not for a probe to choose. */
  private static boolean isForPssAlone(PrivateKey key) {
    return "RSASSA-PSS".equals(key.getAlgorithm());
  }

  private static boolean isForClients(X509Certificate certificate) {
    try {
      boolean[] usage = certificate.getKeyUsage();
      List<String> purposes = certificate.getExtendedKeyUsage();
      return (usage == null || usage[DIGITAL_SIGNATURE])
          && (purposes == null || purposes.stream().anyMatch(CLIENT_PURPOSES::contains));
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private static boolean isForSigning(X509Certificate certificate) {
    boolean[] usage = certificate.getKeyUsage();
    return usage == null || usage[DIGITAL_SIGNATURE] || usage[NON_REPUDIATION];
  }

  private static boolean isValid(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && now.isBefore(certificate.getNotAfter().toInstant());
  }

  /**
   * Ten digits each, without the century's or a registry's prefix, wherever in a name they stand.
   */
  private static List<String> organisations(X509Certificate certificate) {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return ORGANISATION.stream()
        .flatMap(attribute -> List.of(subject.getRDNs(attribute)).stream())
        .flatMap(name -> Stream.of(name.getTypesAndValues()))
        .filter(each -> ORGANISATION.contains(each.getType()))
        .map(each -> digits(IETFUtils.valueToString(each.getValue())))
        .toList();
  }

  /** A number for value added tax (ETSI EN 319 412-1: VATSE-) ends with 01. */
  private static String digits(String value) {
    String digits = value.replaceAll("[^0-9]", "");
    if (digits.length() != 12) {
      return digits;
    }
    if (digits.startsWith("16")) {
      return digits.substring(2);
    }
    return value.startsWith("VAT") && digits.endsWith("01") ? digits.substring(0, 10) : digits;
  }
}
