package se.sluss.signing.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Mode;
import se.sluss.model.id.SignerRole;
import se.sluss.model.id.SigningOrderId;
import se.sluss.model.id.TenantId;
import se.sluss.signing.bankid.UserMessages;
import se.sluss.signing.order.OrderStatus;

/** Time passes by the watch's own pauses. */
class OrderWatchTest {
  private static final SigningOrderId ID = SigningOrderId.next();
  private static final TenantId TENANT = TenantId.next();
  private static final String LIFE = "sign of life";

  private final List<String> told = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private final OrderWatch watch =
      new OrderWatch(
          time -> {
            passed = passed.plus(time);
            return true;
          });

  @Test
  void whoeverFollowsAnOrderThatStandsStillHearsASignOfLifeEveryTenSeconds() {
    follow(Duration.ofSeconds(35), OrderStatus.STARTING, null);

    assertThat(told).containsExactly("STARTING", LIFE, LIFE, LIFE, "COMPLETED");
  }

  @Test
  void whoeverHearsOfEverySecondsCodeNeedsNoSignOfLife() {
    follow(Duration.ofSeconds(25), OrderStatus.PENDING, "bankid.t.1.c");

    assertThat(told).hasSize(26).doesNotContain(LIFE);
  }

  private void follow(Duration until, OrderStatus status, @Nullable String qrData) {
    watch.follow(
        () ->
            OrderWatch.Seen.of(
                passed.compareTo(until) < 0
                    ? view(status, qrData)
                    : view(OrderStatus.COMPLETED, null)),
        () -> true,
        view -> told.add(view.status().name()),
        () -> told.add(LIFE));
  }

  private static OrderView view(OrderStatus status, @Nullable String qrData) {
    return new OrderView(
        ID,
        status,
        TENANT,
        Mode.TEST,
        SignerRole.ANORDNARE,
        "sv",
        List.of(),
        1,
        List.of(),
        new UserMessages.Message("RFA1", "svenska", "English"),
        null,
        null,
        null,
        qrData,
        false,
        null,
        null,
        Instant.EPOCH,
        null,
        null);
  }
}
