package se.sluss.receipts.event;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type of event that owners may be told about, by its name outside. */
public enum EventKind {
  SUBMISSION_QUEUED("submission.queued"),
  SUBMISSION_RECEIVED("submission.received"),
  SUBMISSION_REFUSED("submission.refused"),
  SUBMISSION_IN_DOUBT("submission.in_doubt"),
  SUBMISSION_PARKED("submission.parked"),
  SUBMISSION_CANCELLED("submission.cancelled"),
  SUBMISSION_UNSIGNED("submission.unsigned"),
  SUBMISSION_EXPIRED("submission.expired"),
  SIGNING_ORDER_COMPLETED("signing_order.completed"),
  SIGNING_ORDER_FAILED("signing_order.failed"),
  SIGNING_ORDER_EXPIRED("signing_order.expired"),
  CONNECTION_STOPPED("connection.stopped"),
  CONNECTION_CERTIFICATE_EXPIRING("connection.certificate_expiring"),
  CONNECTION_SERVER_CERTIFICATE_CHANGED("connection.server_certificate_changed"),
  ENDPOINT_FAILING("endpoint.failing"),
  ENDPOINT_DISABLED("endpoint.disabled"),
  ENDPOINT_TEST("endpoint.test");

  private static final String ALL = "*";
  private static final Set<String> SUBSCRIBABLE =
      Arrays.stream(values())
          .flatMap(kind -> Stream.of(kind.type, kind.group(), ALL))
          .collect(Collectors.toUnmodifiableSet());

  private final String type;

  EventKind(String type) {
    this.type = type;
  }

  /** The name outside, such as {@code submission.received}. */
  public String type() {
    return type;
  }

  /** What an endpoint may have subscribed to in order to get this: the type, its group, all. */
  public List<String> subscriptions() {
    return List.of(type, group(), ALL);
  }

  /** Whether an endpoint may subscribe to the text. */
  public static boolean canBeSubscribedTo(String text) {
    return SUBSCRIBABLE.contains(text);
  }

  /** Whether what the text names is told to vendors alone: connections are not a tenant's. */
  public static boolean isForVendorsAlone(String text) {
    return text.startsWith("connection.");
  }

  private String group() {
    return type.substring(0, type.indexOf('.')) + ".*";
  }
}
