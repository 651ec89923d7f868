package se.sluss.submitter.authority;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.CertificateId;
import se.sluss.submitter.delivery.AuthorityGateway.Departure;
import se.sluss.submitter.delivery.AuthorityGateway.Line;
import se.sluss.submitter.delivery.AuthorityGateway.Standing;
import se.sluss.submitter.delivery.AuthorityGateway.Writing;
import se.sluss.submitter.delivery.Cause;
import se.sluss.submitter.delivery.Envelope;
import se.sluss.submitter.delivery.Exchange;
import se.sluss.submitter.delivery.RawAnswer;
import se.sluss.submitter.delivery.SubmitOutcome;
import se.sluss.submitter.delivery.Way;

/**
 * One HTTP/1.1 connection. Used by one thread at a time; a watchdog closes its socket when a call
 * takes too long, whatever it waits for.
 */
final class HttpLine implements Line {
  private static final Logger LOG = Logger.getLogger(HttpLine.class);
  private static final Duration GLANCE = Duration.ofMillis(1);
  private static final int FIRST_FINAL_STATUS = 200;

  /**
   * The least guard that is added while an answer is not there. TCP has sent a lost segment again
   * by then, and heard of it; what it would send later could arrive beside the next call.
   */
  private static final Duration ARRIVED_BY = Duration.ofMillis(250);

  private final DefaultBHttpClientConnection connection;
  private final Socket channel;
  private final GatedSocket plain;
  private final LineOpener.Door door;
  private final Duration readTimeout;
  private final AnswerReader answers;
  private final Way way;
  private final CallWatch watch;

  private volatile boolean overdue;
  private List<ScheduledFuture<?>> watchdogs = List.of();
  private @Nullable BasicClassicHttpRequest request;
  private Optional<Envelope.Meaning> meaning = Optional.empty();
  private boolean answeredBefore;
  private volatile boolean unanswered;
  private boolean reusable = true;
  private long retransmissionsBefore;
  private long leftBy;

  HttpLine(
      DefaultBHttpClientConnection connection,
      Socket channel,
      GatedSocket plain,
      LineOpener.Door door,
      Duration readTimeout,
      AnswerReader answers,
      CallWatch watch) {
    this.connection = connection;
    this.channel = channel;
    this.plain = plain;
    this.door = door;
    this.readTimeout = readTimeout;
    this.answers = answers;
    this.way = TlsWay.of(door.address(), channel);
    this.watch = watch;
  }

  @Override
  public CertificateId identity() {
    return door.identity();
  }

  @Override
  public Way way() {
    return way;
  }

  @Override
  public boolean fresh() {
    return !answeredBefore;
  }

  /** The other side's own certificate; empty without TLS. */
  Optional<X509Certificate> server() {
    try {
      return channel instanceof SSLSocket secure
          ? Optional.of((X509Certificate) secure.getSession().getPeerCertificates()[0])
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  @Override
  public Standing standing() {
    return standing(GLANCE);
  }

  /**
   * Listens for so long for an end of the connection; nothing else can come unasked. Reads by
   * itself, since the HTTP connection's own look hides an alert behind the closed socket.
   */
  Standing standing(Duration listen) {
    if (!reusable()) {
      return new Standing.Gone();
    }
    try {
      channel.setSoTimeout(Math.toIntExact(Math.max(1, listen.toMillis())));
      channel.getInputStream().read();
      return new Standing.Gone();
    } catch (SocketTimeoutException e) {
      return restored();
    } catch (IOException e) {
      return TlsFaults.alert(e).isPresent()
          ? new Standing.Refused(Cause.TLS_ALERT)
          : new Standing.Gone();
    }
  }

  private Standing restored() {
    try {
      channel.setSoTimeout(Math.toIntExact(readTimeout.toMillis()));
      return new Standing.Usable();
    } catch (IOException e) {
      return new Standing.Gone();
    }
  }

  @Override
  public Writing write(Envelope envelope, Departure departure) {
    BasicClassicHttpRequest post = post(envelope);
    request = post;
    meaning = envelope.meaning();
    overdue = false;
    retransmissionsBefore = Retransmissions.count();
    try {
      encrypt(post);
    } catch (IOException | HttpException | RuntimeException e) {
      LOG.debugf("A message could not be made ready fault=%s", e.getClass().getSimpleName());
      reusable = false;
      return new Writing.NotSent();
    }
    try {
      departure.await();
      unanswered = true;
      watchdogs = List.of(in(readTimeout, this::giveUp), in(ARRIVED_BY, this::dropIfNotArrived));
      if (plain.release(departure::mayLeaveAt)) {
        leftBy = System.nanoTime();
        return new Writing.Sent(leftBy);
      }
      reusable = false;
      unanswered = false;
      calmDown();
      return new Writing.NotSent();
    } catch (IOException | RuntimeException e) {
      long by = System.nanoTime();
      reusable = false;
      SubmitOutcome outcome = outcomeOf(e);
      calmDown();
      return new Writing.Broken(by, outcome);
    }
  }

  /** The whole message goes through TLS while the gate is shut. */
  private void encrypt(BasicClassicHttpRequest post) throws IOException, HttpException {
    plain.shut();
    connection.sendRequestHeader(post);
    connection.sendRequestEntity(post);
    connection.flush();
  }

  private BasicClassicHttpRequest post(Envelope envelope) {
    URI address = door.address();
    var post = new BasicClassicHttpRequest("POST", address.getRawPath());
    boolean usualPort = address.getPort() < 0 || address.getPort() == 443;
    post.addHeader("Host", address.getHost() + (usualPort ? "" : ":" + address.getPort()));
    post.addHeader("Content-Type", envelope.contentType());
    if (!envelope.soapAction().isEmpty()) {
      post.addHeader("SOAPAction", '"' + envelope.soapAction() + '"');
      post.addHeader("Accept", "text/xml");
    }
    post.addHeader("User-Agent", "Sluss");
    post.addHeader("Content-Length", Integer.toString(envelope.body().length));
    post.setEntity(new ByteArrayEntity(envelope.body(), ContentType.TEXT_XML));
    return post;
  }

  @Override
  public Exchange read() {
    boolean fresh = fresh();
    Exchange exchange = readAnswer();
    return fresh || Retransmissions.count() != retransmissionsBefore
        ? exchange.unsettled()
        : exchange;
  }

  private Exchange readAnswer() {
    AnswerSoFar came = null;
    try (ClassicHttpResponse response = finalResponse()) {
      came = new AnswerSoFar(response, Duration.ofNanos(System.nanoTime() - leftBy));
      connection.receiveResponseEntity(response);
      came.read(response.getEntity());
      reusable =
          came.whole()
              && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, response, null)
              && nothingMoreCame();
      answeredBefore = true;
      unanswered = false;
      RawAnswer answer = came.answer();
      SubmitOutcome outcome =
          came.whole() ? outcomeOf(answer) : new SubmitOutcome.InDoubt(Cause.UNREADABLE_ANSWER);
      return Exchange.answered(outcome, answer).withHeadAfter(came.headAfter());
    } catch (IOException | HttpException | RuntimeException e) {
      reusable = false;
      LOG.debugf("A call ended without a whole answer fault=%s", e.getClass().getSimpleName());
      return came == null
          ? Exchange.unanswered(outcomeOf(e))
          : Exchange.answered(outcomeOf(e), came.answer()).withHeadAfter(came.headAfter());
    } finally {
      calmDown();
    }
  }

  /**
   * What is read with an answer and is not of it would be taken for the answer to the next call.
   */
  private boolean nothingMoreCame() {
    try {
      return !connection.isDataAvailable(Timeout.of(GLANCE));
    } catch (IOException e) {
      return false;
    }
  }

  private SubmitOutcome outcomeOf(RawAnswer answer) {
    SubmitOutcome outcome =
        meaning
            .map(known -> known.of(answer))
            .orElseGet(() -> answers.read(door.service(), answer));
    if (outcome.equals(new SubmitOutcome.InDoubt(Cause.UNREADABLE_ANSWER))) {
      // It may belong to another call, and so may whatever comes next over this way.
      reusable = false;
    }
    return outcome;
  }

  private ClassicHttpResponse finalResponse() throws IOException, HttpException {
    ClassicHttpResponse response = connection.receiveResponseHeader();
    while (response.getCode() < FIRST_FINAL_STATUS) {
      response = connection.receiveResponseHeader();
    }
    return response;
  }

  /** Bytes may have left, unless the other side turned the caller away in the first handshake. */
  private SubmitOutcome outcomeOf(Exception fault) {
    if (overdue || fault instanceof SocketTimeoutException) {
      return new SubmitOutcome.InDoubt(Cause.TIME_OUT);
    }
    if (fault instanceof IOException io) {
      Optional<String> alert = TlsFaults.alert(io);
      if (alert.isPresent()) {
        boolean unseen = !answeredBefore && TlsFaults.isAboutTheCaller(alert.get());
        return new SubmitOutcome.ShutOff(Cause.TLS_ALERT, !unseen);
      }
      return new SubmitOutcome.InDoubt(Cause.CONNECTION_LOST);
    }
    return new SubmitOutcome.InDoubt(Cause.UNREADABLE_ANSWER);
  }

  private ScheduledFuture<?> in(Duration wait, Runnable act) {
    return watch.threads().schedule(act, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void giveUp() {
    overdue = true;
    closeSocket();
  }

  /** A call arrives within its guard, or never: the next one's slot is reckoned from that. */
  private void dropIfNotArrived() {
    if (unanswered && watch.lost().test(plain, retransmissionsBefore)) {
      LOG.warnf("A call did not arrive in time and is dropped host=%s", door.address().getHost());
      closeSocket();
    }
  }

  private void calmDown() {
    watchdogs.forEach(armed -> armed.cancel(false));
    watchdogs = List.of();
  }

  @Override
  public boolean reusable() {
    return reusable && connection.isOpen();
  }

  /** Closes the plain socket: an orderly TLS end could itself wait for the other side. */
  @Override
  public void close() {
    reusable = false;
    closeSocket();
    connection.close(CloseMode.IMMEDIATE);
  }

  /** What has not left of an unanswered call does not leave any more; else an orderly end. */
  private void closeSocket() {
    try (plain) {
      if (!unanswered) {
        plain.setSoLinger(false, 0);
      }
    } catch (IOException e) {
      LOG.debugf("A socket was not closed fault=%s", e.getClass().getSimpleName());
    }
  }
}
