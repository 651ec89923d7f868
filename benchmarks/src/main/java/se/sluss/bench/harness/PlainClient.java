package se.sluss.bench.harness;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;

/**
 * One kept-alive TLS connection with a client certificate, of the same kind as the submitter's,
 * without a governor or a database.
 */
public final class PlainClient implements AutoCloseable {
  private static final String PATH = "/shs2/FK.EIOA.AnmalanArbetsgivare";
  private static final String ACTION =
      "\"urn:shs:emottagning:SkickaAnmalanFranArbetsgivareResponder:1:SkickaAnmalanFranArbetsgivare\"";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final SSLContext tls;
  private final int port;
  private DefaultBHttpClientConnection connection = fresh();

  private PlainClient(SSLContext tls, int port) {
    this.tls = tls;
    this.port = port;
  }

  /** A client certificate that may open any number of connections. */
  public record Identity(SSLContext tls) {
    /**
     * A connection to the authority, or to a proxy before it; opened with the first call.
     *
     * @param port on this machine
     */
    public PlainClient at(int port) {
      return new PlainClient(tls, port);
    }
  }

  /**
   * What a client shows and whom it trusts, as text that another process can be given.
   *
   * @param keyStore PKCS #12 in Base64
   * @param trusted a certificate as PEM
   */
  public record Credentials(String keyStore, String password, String trusted) {
    /** Reads it. */
    public Identity open() {
      try {
        KeyManagerFactory keyManagers =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys(), password.toCharArray());
        TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(anchors());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return new Identity(context);
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException("A client could not be made", e);
      }
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(
          new ByteArrayInputStream(Base64.getDecoder().decode(keyStore)), password.toCharArray());
      return keys;
    }

    private KeyStore anchors() throws GeneralSecurityException, IOException {
      Certificate root =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(trusted.getBytes(StandardCharsets.US_ASCII)));
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", root);
      return anchors;
    }
  }

  /** Those of a new client of the stage's authority. */
  public static Credentials credentials(Stage stage, String commonName) {
    AuthorityDoor.Certificate own = stage.authority().certificate(commonName);
    return new Credentials(own.keyStore(), own.password(), stage.serverAuthority());
  }

  /** A new client of the stage's authority. */
  public static Identity identity(Stage stage, String commonName) {
    return credentials(stage, commonName).open();
  }

  /** Sends a message and waits for the answer; the status. A broken connection is opened anew. */
  public int call(byte[] envelope) throws IOException {
    if (!connection.isOpen()) {
      connection = open();
    }
    try {
      var post = new BasicClassicHttpRequest("POST", PATH);
      post.addHeader("Host", "localhost:" + port);
      post.addHeader("Content-Type", "text/xml; charset=utf-8");
      post.addHeader("SOAPAction", ACTION);
      post.addHeader("Content-Length", Integer.toString(envelope.length));
      post.setEntity(new ByteArrayEntity(envelope, ContentType.TEXT_XML));
      connection.sendRequestHeader(post);
      connection.sendRequestEntity(post);
      connection.flush();
      try (ClassicHttpResponse response = connection.receiveResponseHeader()) {
        connection.receiveResponseEntity(response);
        EntityUtils.consume(response.getEntity());
        if (response.getCode() != 200) {
          close();
        }
        return response.getCode();
      }
    } catch (IOException e) {
      close();
      throw e;
    } catch (HttpException e) {
      close();
      throw new IOException(e);
    }
  }

  private DefaultBHttpClientConnection open() throws IOException {
    Socket plain = new Socket();
    plain.setTcpNoDelay(true);
    plain.connect(new InetSocketAddress("localhost", port), 5_000);
    SSLSocket secure =
        (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
    secure.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
    secure.startHandshake();
    DefaultBHttpClientConnection opened = fresh();
    opened.bind(secure);
    return opened;
  }

  private static DefaultBHttpClientConnection fresh() {
    return new DefaultBHttpClientConnection(Http1Config.custom().setBufferSize(64 * 1024).build());
  }

  @Override
  public void close() {
    connection.close(CloseMode.IMMEDIATE);
  }
}
