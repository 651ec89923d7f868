package se.sluss.kit.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

/**
 * Tells replicas apart in all that is sent: without it the metrics of two would be one series that
 * jumps between them. {@code quarkus.otel.resource.attributes} wins over it.
 */
@Singleton
class ThisProcess {
  static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("service.instance.id");

  private static final int ENOUGH = 8;

  /** The host's name, which is the pod's in Kubernetes, and what no earlier start had. */
  @Produces
  @Singleton
  Resource instance() {
    String start = UUID.randomUUID().toString().substring(0, ENOUGH);
    return Resource.create(Attributes.of(INSTANCE, host() + "-" + start));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unnamed";
    }
  }
}
