package se.sluss.kit.trace;

import java.util.LinkedHashMap;
import java.util.Map;
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
import se.sluss.model.id.TenantId;

/** Span attributes by which people search: the identifiers in an event. */
public final class EventAttributes {
  public static final String SUBMISSION = "sluss.submission.id";
  public static final String TENANT = "sluss.tenant.id";
  public static final String CONNECTION = "sluss.connection.id";
  public static final String ATTEMPT = "sluss.attempt.number";

  /** The authority's own identifier of a call that it took. */
  public static final String TX = "sluss.authority.tx.id";

  private EventAttributes() {}

  /** The attributes of an event; those that it has no identifier for are left out. */
  public static Map<String, String> of(DomainEvent event) {
    Map<String, String> found = new LinkedHashMap<>();
    if (event instanceof SubmissionEvent submission) {
      found.put(SUBMISSION, submission.submission().submissionId().value());
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
      case SigningOrderCompleted e -> tenant(found, e.tenantId());
      case SigningOrderFailed e -> tenant(found, e.tenantId());
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
