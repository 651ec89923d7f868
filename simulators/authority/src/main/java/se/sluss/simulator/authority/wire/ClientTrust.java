package se.sluss.simulator.authority.wire;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import se.sluss.simulator.authority.fault.FaultScript;

/** Trusts what the platform trusts for the client authority, unless a fault was asked for. */
final class ClientTrust extends X509ExtendedTrustManager {
  private final X509ExtendedTrustManager platform;
  private final FaultScript faults;

  ClientTrust(X509ExtendedTrustManager platform, FaultScript faults) {
    this.platform = platform;
    this.faults = faults;
  }

  /**
   * The subject's common name.
   *
   * @throws CertificateException when there is none
   */
  static String commonName(X509Certificate certificate) throws CertificateException {
    X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    RDN[] names = subject.getRDNs(BCStyle.CN);
    if (names.length != 1) {
      throw new CertificateException("a client certificate needs one common name");
    }
    return IETFUtils.valueToString(names[0].getFirst().getValue());
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    platform.checkClientTrusted(chain, type, engine);
    if (faults.strikeHandshake(commonName(chain[0]))) {
      throw new CertificateException("refused on request");
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw notUsed();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notUsed();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw notUsed();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw notUsed();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw notUsed();
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return platform.getAcceptedIssuers();
  }

  private static CertificateException notUsed() {
    return new CertificateException("only clients of an SSL engine are judged here");
  }
}
