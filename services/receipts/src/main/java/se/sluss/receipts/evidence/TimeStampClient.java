package se.sluss.receipts.evidence;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import se.sluss.evidence.Hash;

/** Asks a time-stamping service, RFC 3161 over HTTP (its section 3.4). */
final class TimeStampClient {
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final SecureRandom random = new SecureRandom();
  private final Duration timeout;
  private final HttpClient http;

  TimeStampClient(Duration timeout) {
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /**
   * Has a hash dated.
   *
   * @throws IOException when no stamp of this very hash and question came
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
      if (response.getTimeStampToken() == null) {
        throw new IOException("the time-stamping service refused");
      }
      return new TimeStamp(response.getEncoded());
    } catch (TSPException | RuntimeException e) {
      // Bouncy Castle meets bytes that are no answer with exceptions of any kind.
      throw new IOException("the time-stamping service answered something else", e);
    }
  }

  private byte[] send(URI service, byte[] request) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(
            HttpRequest.newBuilder(service)
                .timeout(timeout)
                .header("Content-Type", "application/timestamp-query")
                .header("Accept", "application/timestamp-reply")
                .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                .build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    if (answer.statusCode() != 200) {
      throw new IOException("the time-stamping service answered " + answer.statusCode());
    }
    return answer.body();
  }
}
