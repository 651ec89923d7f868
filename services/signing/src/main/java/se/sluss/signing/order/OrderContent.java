package se.sluss.signing.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.sealed.Purpose;
import se.sluss.model.sealed.SealedBytes;
import se.sluss.model.sealed.Sealer;
import se.sluss.signing.bankid.BankId;
import se.sluss.signing.bankid.Terms;

/** What an order holds under seal, and the way in and out. */
@ApplicationScoped
public class OrderContent {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final Sealer sealer;

  /**
   * What is asked of BankID.
   *
   * @param signers who may sign, twelve digits each; at least one
   * @param parts one BankID order each
   */
  @RegisterForReflection
  public record Request(
      List<String> signers, String endUserIp, Terms terms, List<RequestedPart> parts) {
    @Override
    public String toString() {
      return "Request[]";
    }
  }

  /** What one BankID order shows and signs, in base64. */
  @RegisterForReflection
  public record RequestedPart(String visibleData, String nonVisibleData) {
    @Override
    public String toString() {
      return "RequestedPart[]";
    }
  }

  /** What BankID answered when the order was opened. */
  @RegisterForReflection
  public record Session(
      String orderRef, String autoStartToken, String qrStartToken, String qrStartSecret) {
    @Override
    public String toString() {
      return "Session[]";
    }
  }

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Answer(@Nullable CompletionData completionData) {}

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record CompletionData(
      @Nullable User user,
      @Nullable String signature,
      @Nullable String ocspResponse,
      @Nullable String risk,
      @Nullable StepUp stepUp) {}

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record StepUp(@Nullable Boolean mrtd) {}

  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  record User(
      @Nullable String personalNumber,
      @Nullable String name,
      @Nullable String givenName,
      @Nullable String surname) {}

  public OrderContent(Sealer sealer) {
    this.sealer = sealer;
  }

  SealedBytes sealRequest(SigningOrderId id, Owner owner, Request request) {
    return seal(id, owner, Purpose.BANKID_REQUEST, "/request", write(request));
  }

  Request request(SigningOrder order) {
    return read(open(order, Purpose.BANKID_REQUEST, "/request", order.request()), Request.class);
  }

  /** Whether BankID was told of one person as the only one who can complete the order. */
  public boolean isForOnePerson(SigningOrder order) {
    return request(order).signers().size() == 1;
  }

  SealedBytes sealSession(SigningOrder order, Session session) {
    return seal(order.id(), order.owner(), Purpose.BANKID_RESPONSE, "/session", write(session));
  }

  /**
   * What BankID gave at the opening.
   *
   * @throws IllegalStateException when the order was never opened
   */
  public Session session(SigningOrder order) {
    SealedBytes sealed =
        order
            .session()
            .orElseThrow(() -> new IllegalStateException(order.id() + " was never opened"));
    return read(open(order, Purpose.BANKID_RESPONSE, "/session", sealed), Session.class);
  }

  SealedBytes sealCompletion(SigningOrder order, byte[] raw) {
    return seal(order.id(), order.owner(), Purpose.BANKID_RESPONSE, "/completion", raw);
  }

  /**
   * The parts of the final answer that matter here.
   *
   * @throws IllegalArgumentException when a part is missing; the message tells nothing personal
   */
  BankId.Completion completion(SigningOrder order) {
    SealedBytes sealed =
        order
            .completion()
            .orElseThrow(() -> new IllegalStateException(order.id() + " was never collected"));
    CompletionData data =
        required(
            read(open(order, Purpose.BANKID_RESPONSE, "/completion", sealed), Answer.class)
                .completionData());
    User user = required(data.user());
    return new BankId.Completion(
        required(user.personalNumber()),
        required(user.name()),
        required(user.givenName()),
        required(user.surname()),
        required(data.signature()),
        required(data.ocspResponse()),
        Optional.ofNullable(data.risk()),
        data.stepUp() != null && Boolean.TRUE.equals(data.stepUp().mrtd()));
  }

  private static <T> T required(@Nullable T part) {
    if (part == null) {
      throw new IllegalArgumentException("BankID's final answer lacks a part");
    }
    return part;
  }

  private SealedBytes seal(
      SigningOrderId id, Owner owner, Purpose purpose, String part, byte[] plain) {
    return sealer.seal(owner.tenantId(), id.value() + part, purpose, plain);
  }

  private byte[] open(SigningOrder order, Purpose purpose, String part, SealedBytes sealed) {
    return sealer.open(order.owner().tenantId(), order.id().value() + part, purpose, sealed);
  }

  private static byte[] write(Object content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("An order's content cannot be written as JSON", e);
    }
  }

  private static <T> T read(byte[] plain, Class<T> type) {
    try {
      return JSON.readValue(plain, type);
    } catch (IOException e) {
      // Without the cause: it may quote what it read.
      throw new IllegalArgumentException("An order's content is not of the kind expected");
    }
  }
}
