package se.sluss.kit.trace;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.sluss.model.event.ClientRegistered;
import se.sluss.model.event.ClientRevoked;
import se.sluss.model.event.ClientRotated;
import se.sluss.model.event.ConnectionCertificateExpiring;
import se.sluss.model.event.ConnectionRegistered;
import se.sluss.model.event.ConnectionServerCertificateChanged;
import se.sluss.model.event.ConnectionStopped;
import se.sluss.model.event.DomainEvent;
import se.sluss.model.event.ReceiptStored;
import se.sluss.model.event.SigningOrderCompleted;
import se.sluss.model.event.SigningOrderFailed;
import se.sluss.model.event.SubmissionAccepted;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionCancelRequested;
import se.sluss.model.event.SubmissionCancelled;
import se.sluss.model.event.SubmissionEvent;
import se.sluss.model.event.SubmissionExpired;
import se.sluss.model.event.SubmissionInDoubt;
import se.sluss.model.event.SubmissionParked;
import se.sluss.model.event.SubmissionQueued;
import se.sluss.model.event.SubmissionReceived;
import se.sluss.model.event.SubmissionRefused;
import se.sluss.model.event.SubmissionResolved;
import se.sluss.model.event.SubmissionSending;
import se.sluss.model.event.SubmissionSignatureMissing;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.event.TenantChanged;
import se.sluss.model.event.TenantRegistered;
import se.sluss.model.event.VendorChanged;
import se.sluss.model.event.VendorRegistered;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;

/** Span attributes by which people search: the identifiers in an event. */
public final class EventAttributes {
  public static final String SUBMISSION = "sluss.submission.id";
  public static final String TENANT = "sluss.tenant.id";
  public static final String CONNECTION = "sluss.connection.id";
  public static final String ATTEMPT = "sluss.attempt.number";

  /** The authority's own identifier of a call that it took. */
  public static final String TX = "sluss.authority.tx.id";

  /** An order at BankID, for one submission or many. */
  public static final String ORDER = "sluss.order.id";

  /** Most that one line of the log names, about 1.5 kB. */
  private static final int MOST_NAMED = 50;

  private EventAttributes() {}

  /** The submissions that an event is about, in its order; none for most that is not of one. */
  public static List<SubmissionId> submissions(DomainEvent event) {
    if (event instanceof SubmissionEvent one) {
      return List.of(one.submission().submissionId());
    }
    if (event instanceof SigningOrderCompleted completed) {
      return completed.submissionIds();
    }
    return event instanceof SigningOrderFailed failed ? failed.submissionIds() : List.of();
  }

  /** Submissions as lines of a log name them, with commas between, as many texts as are needed. */
  public static List<String> named(List<SubmissionId> submissions) {
    return IntStream.range(0, (submissions.size() + MOST_NAMED - 1) / MOST_NAMED)
        .mapToObj(
            line ->
                submissions.stream()
                    .skip((long) line * MOST_NAMED)
                    .limit(MOST_NAMED)
                    .map(SubmissionId::value)
                    .collect(Collectors.joining(",")))
        .toList();
  }

  /** The attributes of an order; the submission's too where it is for one. */
  public static Map<String, String> of(
      SigningOrderId order, TenantId tenant, List<SubmissionId> submissions) {
    Map<String, String> found = new LinkedHashMap<>();
    submission(found, submissions);
    tenant(found, tenant);
    found.put(ORDER, order.value());
    return found;
  }

  /** The attributes of an event; those that it has no identifier for are left out. */
  public static Map<String, String> of(DomainEvent event) {
    Map<String, String> found = new LinkedHashMap<>();
    if (event instanceof SubmissionEvent submission) {
      submission(found, submissions(event));
      found.put(TENANT, submission.submission().tenantId().value());
    }
    switch (event) {
      case SubmissionQueued e -> connection(found, e.connectionId());
      case SubmissionSending e -> attempt(found, e.connectionId(), e.attemptNumber());
      case SubmissionReceived e -> {
        attempt(found, e.connectionId(), e.attemptNumber());
        found.put(TX, e.txId());
      }
      case SubmissionRefused e -> attempt(found, e.connectionId(), e.attemptNumber());
      case SubmissionInDoubt e -> attempt(found, e.connectionId(), e.attemptNumber());
      case SubmissionParked e -> connection(found, e.connectionId());
      case SubmissionResolved e -> {
        connection(found, e.connectionId());
        e.txId().ifPresent(txId -> found.put(TX, txId));
      }
      case ConnectionRegistered e -> connection(found, e.connectionId());
      case ConnectionStopped e -> connection(found, e.connectionId());
      case ConnectionCertificateExpiring e -> connection(found, e.connectionId());
      case ConnectionServerCertificateChanged e -> connection(found, e.connectionId());
      case TenantRegistered e -> tenant(found, e.tenantId());
      case TenantChanged e -> tenant(found, e.tenantId());
      case ClientRegistered e -> e.tenantId().ifPresent(id -> tenant(found, id));
      case SigningOrderCompleted e ->
          found.putAll(of(e.orderId(), e.tenantId(), e.submissionIds()));
      case SigningOrderFailed e -> found.putAll(of(e.orderId(), e.tenantId(), e.submissionIds()));
      case SubmissionAccepted _,
          SubmissionCancelRequested _,
          SubmissionAwaitingSignature _,
          SubmissionSignatureMissing _,
          SubmissionSigned _,
          SubmissionExpired _,
          SubmissionCancelled _,
          ReceiptStored _,
          VendorRegistered _,
          VendorChanged _,
          ClientRotated _,
          ClientRevoked _ -> {}
    }
    return found;
  }

  private static void submission(Map<String, String> found, List<SubmissionId> submissions) {
    if (submissions.size() == 1) {
      found.put(SUBMISSION, submissions.getFirst().value());
    }
  }

  private static void tenant(Map<String, String> found, TenantId id) {
    found.put(TENANT, id.value());
  }

  private static void connection(Map<String, String> found, ConnectionId id) {
    found.put(CONNECTION, id.value());
  }

  private static void attempt(Map<String, String> found, ConnectionId id, int number) {
    connection(found, id);
    found.put(ATTEMPT, Integer.toString(number));
  }
}
