package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import se.sluss.launcher.embedded.Room;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Hook;
import se.sluss.system.actor.Operator;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/** A vendor replaces its certificate, and hears in time when the new one ends. */
@OnRunningSluss
@Order(3)
class NextCertificateE2E {
  private final Authority authority;
  private final Vendor vendor;

  NextCertificateE2E(RunningSluss sluss) {
    authority = sluss.authority();
    Operator operator = sluss.operator();
    vendor = operator.vendor("Certificates", 1);
  }

  @Test
  void documentsGoWithTheNextCertificateAndItsEndIsTold() {
    Handed before = vendor.handIn(vendor.provider());
    vendor.sign(List.of(before));
    vendor.await(List.of(before), "RECEIVED");
    String nextName = "next-" + vendor.id();
    JsonNode made = authority.certificate(nextName, Duration.ofHours(20));
    Door door = vendor.door(Room.SUBMITTER);
    String next = "/v1/connections/" + vendor.connectionId() + "/next-certificate";

    door.put(
            next,
            Map.of(
                "keyStore", made.path("keyStore").asText(),
                "keyStorePassword", made.path("password").asText()))
        .orFail();
    door.post(next + "/proof", Map.of()).orFail();
    door.put(next + "/change-over", Map.of()).orFail();
    Handed after = vendor.handIn(vendor.provider());
    vendor.sign(List.of(after));
    vendor.await(List.of(after), "RECEIVED");

    assertThat(authority.callsOf(nextName))
        .extracting(Authority.Call::documentId)
        .containsExactly(after.documentId().toString());
    Door.await(
        () -> {
          List<Hook.Delivery> told = vendor.hook().told("connection.certificate_expiring").toList();
          assertThat(told).hasSize(1);
          assertThat(told.getFirst().verified()).isTrue();
          JsonNode data = told.getFirst().data();
          assertThat(data.path("daysLeft").asInt()).isEqualTo(1);
          assertThat(data.path("tenantIds"))
              .extracting(JsonNode::asText)
              .contains(vendor.provider().id());
        });
  }
}
