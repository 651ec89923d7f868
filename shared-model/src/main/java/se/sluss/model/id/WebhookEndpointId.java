package se.sluss.model.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;

/**
 * Identifies a vendor's webhook endpoint. Text form: {@code whe_} and 26 characters; anything else
 * cannot exist.
 */
public record WebhookEndpointId(@JsonValue String value) {
  private static final String PREFIX = "whe";

  public WebhookEndpointId {
    TypeId.require(PREFIX, value);
  }

  /** A new identifier, later than all made before on this machine. */
  public static WebhookEndpointId next() {
    return new WebhookEndpointId(TypeId.next(PREFIX));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException when the text is not such an identifier
   */
  @JsonCreator
  public static WebhookEndpointId of(String value) {
    return new WebhookEndpointId(value);
  }

  /** Reads the text form; empty when it is not such an identifier. */
  public static Optional<WebhookEndpointId> parse(String value) {
    return TypeId.parse(PREFIX, value, WebhookEndpointId::new);
  }

  @Override
  public String toString() {
    return value;
  }
}
