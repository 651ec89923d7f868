package se.sluss.receipts.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
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
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamping service with a key of its own, on loopback. */
public final class TimeStamper implements QuarkusTestResourceLifecycleManager, AutoCloseable {
  private final HttpServer server;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private volatile UnaryOperator<byte[]> request = UnaryOperator.identity();
  private volatile UnaryOperator<byte[]> answer = UnaryOperator.identity();
  private volatile int status = 200;

  public TimeStamper() {
    try {
      keys = KeyPairGenerator.getInstance("RSA").generateKeyPair();
      certificate = certificate(keys);
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", this::serve);
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the time-stamping service does not start", e);
    }
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** Answers another request than it was sent. */
  public void mishears(UnaryOperator<byte[]> change) {
    request = change;
  }

  /** Sends other bytes than it should. */
  public void answers(UnaryOperator<byte[]> change) {
    answer = change;
  }

  public void answersWith(int code) {
    status = code;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] told = exchange.getRequestBody().readAllBytes();
      byte[] body = answer.apply(stamp(new TimeStampRequest(request.apply(told))));
      exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private byte[] stamp(TimeStampRequest asked) throws Exception {
    TimeStampTokenGenerator tokens =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withRSA", keys.getPrivate(), certificate),
            new JcaDigestCalculatorProviderBuilder()
                .build()
                .get(
                    new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                        org.bouncycastle.asn1.oiw.OIWObjectIdentifiers.idSHA1)),
            new ASN1ObjectIdentifier("1.2.3.4.1"));
    tokens.addCertificates(new JcaCertStore(List.of(certificate)));
    return new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
        .generate(asked, BigInteger.valueOf(new SecureRandom().nextLong() >>> 1), new Date())
        .getEncoded();
  }

  private static X509Certificate certificate(KeyPair keys) throws Exception {
    X500Name name = new X500Name("CN=Test time-stamping service");
    Instant now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minusSeconds(3600)),
            Date.from(now.plusSeconds(86_400)),
            name,
            keys.getPublic());
    builder.addExtension(
        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
  }

  @Override
  public Map<String, String> start() {
    return Map.of("sluss.receipts.evidence.time-stamping.url", address().toString());
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  @Override
  public void close() {
    stop();
  }
}
