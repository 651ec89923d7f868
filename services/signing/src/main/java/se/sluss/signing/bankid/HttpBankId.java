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
import java.net.http.HttpConnectTimeoutException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** What BankID answers to a collect of an order that it does not have. */
  private static final String NO_SUCH_ORDER = "invalidParameters";

  private static final String MAINTENANCE = "maintenance";

  /** Codes that a correct relying party never meets. */
  private static final Set<String> OURS =
      Set.of(
          "invalidParameters",
          "unauthorized",
          "notFound",
          "methodNotAllowed",
          "unsupportedMediaType");

  private static final Pattern CODE = Pattern.compile("(?!.*[0-9]{6})[A-Za-z0-9_.-]{1,64}");

  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Calls calls;

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

  /**
   * All of it is needed: without one of them the order that is open cannot be brought to an end.
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record SignAnswer(
      String orderRef, String autoStartToken, String qrStartToken, String qrStartSecret) {
    SignAnswer {
      Objects.requireNonNull(orderRef);
      Objects.requireNonNull(autoStartToken);
      Objects.requireNonNull(qrStartToken);
      Objects.requireNonNull(qrStartSecret);
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  record CollectAnswer(@Nullable String status, @Nullable String hintCode) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record ErrorAnswer(@Nullable String errorCode) {}

  @Inject
  HttpBankId(Calls calls) {
    this.calls = calls;
  }

  @Override
  public Start sign(Party party, SignRequest request, Deadline before) {
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
    Calls.Answer answer;
    try {
      answer = calls.make(party, "sign", JSON.writeValueAsBytes(body), before);
    } catch (Calls.NotMadeException e) {
      return new Start.NotOpened("busy");
    } catch (ConnectException | HttpConnectTimeoutException | SSLHandshakeException e) {
      LOG.warnf("BankID could not be reached call=sign cause=%s", e.getClass().getSimpleName());
      return new Start.NotOpened("notReached");
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=sign cause=%s", e.getClass().getSimpleName());
      return new Start.Unknown("noAnswer");
    }
    if (answer.status() == 503 && MAINTENANCE.equalsIgnoreCase(errorCode(answer))) {
      return new Start.NotOpened(MAINTENANCE);
    }
    if (answer.status() == 503) {
      LOG.warn("Something before BankID gave an answer call=sign status=503");
      return new Start.Unknown("noAnswer");
    }
    if (answer.status() != 200) {
      return new Start.Refused(refusal("sign", answer));
    }
    try {
      SignAnswer opened = JSON.readValue(answer.body(), SignAnswer.class);
      return new Start.Opened(
          opened.orderRef(),
          opened.autoStartToken(),
          opened.qrStartToken(),
          opened.qrStartSecret(),
          Moment.now());
    } catch (IOException | NullPointerException e) {
      return new Start.Unknown("unreadableAnswer");
    }
  }

  @Override
  public Collected collect(Party party, String orderRef, Deadline before) {
    try {
      Calls.Answer answer =
          calls.make(
              party, "collect", JSON.writeValueAsBytes(Map.of("orderRef", orderRef)), before);
      if (answer.status() == 400 && NO_SUCH_ORDER.equals(errorCode(answer))) {
        LOG.infof(
            "BankID does not know the order any more call=collect status=400 code=%s",
            NO_SUCH_ORDER);
        return new Collected.Gone();
      }
      if (answer.status() != 200) {
        return new Collected.Unavailable(refusal("collect", answer));
      }
      CollectAnswer collected = JSON.readValue(answer.body(), CollectAnswer.class);
      if (collected == null) {
        return new Collected.Unavailable("noAnswer");
      }
      String told = collected.hintCode();
      String hint = told != null && isCode(told) ? told : "unknown";
      return switch (collected.status() == null ? "" : collected.status()) {
        case "pending" -> {
          calls.collected(party.mode(), "pending", hint);
          yield new Collected.Pending(hint);
        }
        case "failed" -> {
          calls.collected(party.mode(), "failed", hint);
          yield new Collected.Failed(hint);
        }
        case "complete" -> {
          calls.collected(party.mode(), "complete", "");
          yield new Collected.Complete(answer.body());
        }
        default -> new Collected.Unavailable("unknownStatus");
      };
    } catch (Calls.NotMadeException e) {
      return new Collected.Unavailable("busy");
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=collect cause=%s", e.getClass().getSimpleName());
      return new Collected.Unavailable("noAnswer");
    }
  }

  @Override
  public boolean cancel(Party party, String orderRef, Deadline before) {
    try {
      return calls
              .make(party, "cancel", JSON.writeValueAsBytes(Map.of("orderRef", orderRef)), before)
              .status()
          == 200;
    } catch (Calls.NotMadeException e) {
      return false;
    } catch (IOException e) {
      LOG.warnf("BankID gave no answer call=cancel cause=%s", e.getClass().getSimpleName());
      return false;
    }
  }

  /** BankID's own code, kept as it is when it is unknown; told loudly when it is our fault. */
  private static String refusal(String call, Calls.Answer answer) {
    String code = errorCode(answer);
    if (OURS.contains(code) || answer.status() == 401 || answer.status() == 403) {
      LOG.errorf(
          "BankID refuses us: certificate, agreement or request call=%s status=%d code=%s",
          call, answer.status(), code);
    } else {
      LOG.infof("BankID says no call=%s status=%d code=%s", call, answer.status(), code);
    }
    return code;
  }

  private static String errorCode(Calls.Answer answer) {
    try {
      ErrorAnswer error = JSON.readValue(answer.body(), ErrorAnswer.class);
      String code = error == null ? null : error.errorCode();
      return code != null && isCode(code) ? code : "http" + answer.status();
    } catch (IOException e) {
      return "http" + answer.status();
    }
  }

  /** Whether it can be a code, also one that is not known yet; no sentence, and nobody's number. */
  private static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }
}
