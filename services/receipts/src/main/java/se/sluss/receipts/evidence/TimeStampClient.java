package se.sluss.receipts.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import se.sluss.evidence.Hash;

/** Asks a time-stamping service, RFC 3161 over HTTP (its section 3.4). */
final class TimeStampClient {
  private static final int LONGEST_ANSWER = 64 * 1024;
  private static final Duration MOST_APART = Duration.ofSeconds(30);

  private final SecureRandom random = new SecureRandom();
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient http;

  TimeStampClient(Duration timeout, InstantSource clock) {
    this.timeout = timeout;
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * Has a hash dated. What comes is verified before it is taken, since it is kept for good: signed
   * by the certificate in it, which is one for this, and for now. Whose certificate that is, is for
   * whoever is shown the stamp.
   *
   * @throws IOException when no such stamp of this very hash and question came
   */
  TimeStamp ask(URI service, Hash hash) throws IOException, InterruptedException {
    try {
      TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
      generator.setCertReq(true);
      TimeStampRequest request =
          generator.generate(
              NISTObjectIdentifiers.id_sha256, hash.bytes(), new BigInteger(64, random));
      TimeStampResponse response = new TimeStampResponse(send(service, request.getEncoded()));
      response.validate(request);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null) {
        throw new IOException("the time-stamping service refused");
      }
      requireSound(token);
      return new TimeStamp(response.getEncoded());
    } catch (TSPException | OperatorCreationException | CertificateException | RuntimeException e) {
      // Bouncy Castle meets bytes that are no answer with exceptions of any kind.
      throw new IOException("the time-stamping service answered something else", e);
    }
  }

  private void requireSound(TimeStampToken token)
      throws IOException, TSPException, OperatorCreationException, CertificateException {
    @SuppressWarnings("unchecked")
    Collection<X509CertificateHolder> signers = token.getCertificates().getMatches(token.getSID());
    if (signers.size() != 1) {
      throw new IOException("the time stamp does not hold its signer's certificate");
    }
    token.validate(new JcaSimpleSignerInfoVerifierBuilder().build(signers.iterator().next()));
    Instant at = token.getTimeStampInfo().getGenTime().toInstant();
    if (Duration.between(at, clock.instant()).abs().compareTo(MOST_APART) > 0) {
      throw new IOException("the time-stamping service's clock is far from ours");
    }
  }

  private byte[] send(URI service, byte[] request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> call =
        http.sendAsync(
            HttpRequest.newBuilder(service)
                .timeout(timeout)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    HttpResponse<byte[]> answer = whole(call);
    if (answer.statusCode() != 200) {
      throw new IOException("the time-stamping service answered " + answer.statusCode());
    }
    return answer.body();
  }

  /** The request's own time-out ends at the headers of the answer; this one at its last byte. */
  private <T> T whole(CompletableFuture<T> call) throws IOException, InterruptedException {
    try {
      return call.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException("the time-stamping service cannot be asked", e.getCause());
    } catch (TimeoutException e) {
      call.cancel(true);
      throw new IOException("the time-stamping service did not answer in time", e);
    }
  }
}
