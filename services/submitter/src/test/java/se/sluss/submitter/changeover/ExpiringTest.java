package se.sluss.submitter.changeover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.sluss.model.event.ConnectionCertificateExpiring.NextCertificate;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificatePurpose;

class ExpiringTest {
  private static final Instant END = Instant.parse("2027-03-01T10:00:00Z");

  @Test
  void lookedAtEveryHourEachOfTheDaysIsToldOnceAndInTime() {
    List<Duration> told = new ArrayList<>();
    Optional<Integer> warned = Optional.empty();
    for (Duration left = Duration.ofDays(200); !left.isNegative(); left = left.minusHours(1)) {
      Optional<Integer> days = ending(warned).toTell(END.minus(left));
      if (days.isPresent()) {
        told.add(left);
        warned = days;
      }
    }

    assertThat(told).extracting(Duration::toDays).containsExactly(90L, 60L, 30L, 14L, 7L, 1L);
  }

  @ParameterizedTest
  @CsvSource({"PT2400H, 0", "PT240H, 14", "PT23H, 1", "PT0S, 1"})
  void firstLookTellsTheClosestDayAlone(Duration left, int days) {
    assertThat(ending(Optional.empty()).toTell(END.minus(left)).orElse(0)).isEqualTo(days);
  }

  @Test
  void whatHasEndedIsNotAboutToEnd() {
    assertThat(ending(Optional.empty()).toTell(END.plusSeconds(1))).isEmpty();
  }

  @Test
  void begunDaysCountWhole() {
    assertThat(ending(Optional.empty()).wholeDaysLeft(END.minus(Duration.ofHours(25))))
        .isEqualTo(2);
    assertThat(ending(Optional.empty()).wholeDaysLeft(END.minus(Duration.ofDays(7)))).isEqualTo(7);
  }

  private static Expiring ending(Optional<Integer> warned) {
    return new Expiring(
        CertificateId.next(),
        CertificatePurpose.TLS,
        ConnectionId.next(),
        VendorId.next(),
        Service.ELT,
        Mode.LIVE,
        END,
        warned,
        NextCertificate.NONE);
  }
}
