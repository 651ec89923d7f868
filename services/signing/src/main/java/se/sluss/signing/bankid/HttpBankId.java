package se.sluss.signing.bankid;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * BankID over HTTP. Follows no redirect, repeats nothing, reads at most one megabyte, and logs
 * codes only: never a body.
 */
@ApplicationScoped
@RegisterForReflection(
    targets = {
      HttpBankId.SignBody.class,
      HttpBankId.Requirement.class,
      HttpBankId.SignAnswer.class,
      HttpBankId.CollectAnswer.class,
      HttpBankId.ErrorAnswer.class
    })
public class HttpBankId implements BankId {
  private static final Logger LOG = Logger.getLogger(HttpBankId.class);

  /** How the visible text is written, and what a signature must say of it. */
  public static final String VISIBLE_FORMAT = "simpleMarkdownV1";

  private static final int MOST_BYTES = 1 << 20;
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final BankIdConfig config;
  private final InstantSource clock;
  private final HttpClient http;

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SignBody(
      String endUserIp,
      String userVisibleData,
      String userVisibleDataFormat,
      String userNonVisibleData,
      @Nullable String returnUrl,
      @Nullable Boolean returnRisk,
      Requirement requirement,
      Terms.@Nullable Web web,
      Terms.@Nullable App app) {}

  /** The order's own terms, and the person. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Requirement(
      @JsonUnwrapped Terms.@Nullable Requirement asked, @Nullable String personalNumber) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record SignAnswer(
      String orderRef, String autoStartToken, String qrStartToken, String qrStartSecret) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record CollectAnswer(@Nullable String status, @Nullable String hintCode) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ErrorAnswer(@Nullable String errorCode) {}

  private record Answer(int status, byte[] body) {}

  @Inject
  public HttpBankId(BankIdConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout())
            .sslContext(RelyingPartyTls.context(config))
            .build();
  }

  @Override
  public Start sign(SignRequest request) {
    SignBody body =
        new SignBody(
            request.endUserIp(),
            request.visibleData(),
            VISIBLE_FORMAT,
            request.nonVisibleData(),
            request.terms().returnUrl(),
            request.terms().returnRisk(),
            new Requirement(request.terms().requirement(), request.personalNumber().orElse(null)),
            request.terms().web(),
            request.terms().app());
    Answer answer;
    try {
      answer = post("sign", JSON.writeValueAsBytes(body));
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      LOG.warnf("BankID could not be reached call=sign cause=%s", e.getClass().getSimpleName());
      return new Start.NotOpened("notReached");
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=sign cause=%s", e.getClass().getSimpleName());
      return new Start.Unknown("noAnswer");
    }
    if (answer.status() == 503) {
      return new Start.NotOpened("maintenance");
    }
    if (answer.status() != 200) {
      return new Start.Refused(errorCode(answer));
    }
    try {
      SignAnswer opened = JSON.readValue(answer.body(), SignAnswer.class);
      return new Start.Opened(
          opened.orderRef(),
          opened.autoStartToken(),
          opened.qrStartToken(),
          opened.qrStartSecret(),
          clock.instant());
    } catch (IOException | NullPointerException e) {
      return new Start.Unknown("unreadableAnswer");
    }
  }

  @Override
  public Collected collect(String orderRef) {
    try {
      Answer answer = post("collect", JSON.writeValueAsBytes(Map.of("orderRef", orderRef)));
      if (answer.status() == 400) {
        return new Collected.Gone();
      }
      if (answer.status() != 200) {
        return new Collected.Unavailable(errorCode(answer));
      }
      CollectAnswer collected = JSON.readValue(answer.body(), CollectAnswer.class);
      String hint = collected.hintCode() == null ? "unknown" : collected.hintCode();
      return switch (collected.status() == null ? "" : collected.status()) {
        case "pending" -> new Collected.Pending(hint);
        case "failed" -> new Collected.Failed(hint);
        case "complete" -> new Collected.Complete(answer.body());
        default -> new Collected.Unavailable("unknownStatus");
      };
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=collect cause=%s", e.getClass().getSimpleName());
      return new Collected.Unavailable("noAnswer");
    }
  }

  @Override
  public boolean cancel(String orderRef) {
    try {
      return post("cancel", JSON.writeValueAsBytes(Map.of("orderRef", orderRef))).status() == 200;
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=cancel cause=%s", e.getClass().getSimpleName());
      return false;
    }
  }

  private Answer post(String call, byte[] body) throws IOException {
    // BankID answers 415 to a media type with anything behind it.
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(config.url() + "/" + call))
            .timeout(config.readTimeout())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    // The client's own time-out ends with the answer's head; this one holds for all of it.
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response =
          answer.get(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new HttpTimeoutException("BankID did not answer in time");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException fault) {
        throw fault;
      }
      throw new IOException("The call to BankID failed", e.getCause());
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while waiting for BankID", e);
    }
  }

  private static String errorCode(Answer answer) {
    try {
      String code = JSON.readValue(answer.body(), ErrorAnswer.class).errorCode();
      return code != null && code.matches("[A-Za-z]{1,40}") ? code : "http" + answer.status();
    } catch (IOException e) {
      return "http" + answer.status();
    }
  }
}
