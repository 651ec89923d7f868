package se.sluss.submitter.authority;

import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import se.sluss.model.hash.Sha256;
import se.sluss.submitter.delivery.Way;

/** What a socket's handshake agreed on. Read once, when the line is opened. */
final class TlsWay {
  private TlsWay() {}

  static Way of(URI address, Socket channel) {
    return new Way(
        address.toString(),
        channel instanceof SSLSocket secure
            ? Optional.of(tls(secure.getSession()))
            : Optional.empty());
  }

  private static Way.Tls tls(SSLSession session) {
    try {
      Certificate[] own = session.getLocalCertificates();
      return new Way.Tls(
          session.getProtocol(),
          session.getCipherSuite(),
          fingerprint(session.getPeerCertificates()[0]),
          own == null || own.length == 0 ? Optional.empty() : Optional.of(fingerprint(own[0])));
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException("A line was opened to a server without a certificate", e);
    }
  }

  private static String fingerprint(Certificate certificate) {
    try {
      return Sha256.hex(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate in use cannot be read", e);
    }
  }
}
