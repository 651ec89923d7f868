package se.sluss.simulator.bankid.rp;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import se.sluss.simulator.bankid.order.Order.Caller;
import se.sluss.simulator.bankid.pki.RelyingParty;
import se.sluss.simulator.bankid.pki.SimulatorPki;

/**
 * The TLS side of the API. Callers without a certificate of the simulator's relying party authority
 * do not get past the handshake.
 */
public final class RpServer implements AutoCloseable {
  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private RpServer(HttpsServer server) {
    this.server = server;
  }

  /** Listens at the address; port 0 takes a free one. */
  public static RpServer start(InetSocketAddress address, SimulatorPki pki, RpApi api)
      throws IOException {
    RpServer started = new RpServer(HttpsServer.create(address, 0));
    started.server.setHttpsConfigurator(new MutualTls(context(pki)));
    started.server.setExecutor(started.threads);
    started.server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            api.handle(exchange, caller((HttpsExchange) exchange));
          }
        });
    started.server.start();
    return started;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Caller caller(HttpsExchange exchange) throws IOException {
    X509Certificate certificate =
        (X509Certificate) exchange.getSSLSession().getPeerCertificates()[0];
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return new Caller(HexFormat.of().formatHex(digest), RelyingParty.of(certificate));
    } catch (GeneralSecurityException e) {
      throw new IOException("the caller's certificate cannot be read", e);
    }
  }

  private static SSLContext context(SimulatorPki pki) throws IOException {
    try {
      char[] password = "in memory only".toCharArray();
      KeyStore own = KeyStore.getInstance("PKCS12");
      own.load(null, null);
      Certificate[] chain = {pki.tlsServer().certificate(), pki.tlsRoot().certificate()};
      own.setKeyEntry("server", pki.tlsServer().key(), password, chain);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("rp", pki.rpAuthority().certificate());
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, password);
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS cannot be set up", e);
    }
  }

  private static final class MutualTls extends HttpsConfigurator {
    private MutualTls(SSLContext context) {
      super(context);
    }

    @Override
    public void configure(HttpsParameters parameters) {
      SSLParameters tls = getSSLContext().getDefaultSSLParameters();
      tls.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      tls.setNeedClientAuth(true);
      parameters.setSSLParameters(tls);
    }
  }
}
