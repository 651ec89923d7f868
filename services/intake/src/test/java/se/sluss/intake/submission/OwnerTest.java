package se.sluss.intake.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.id.Mode;
import se.sluss.model.id.Service;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.TenantId;
import se.sluss.model.id.VendorId;

class OwnerTest {
  private static final VendorId VENDOR = VendorId.next();
  private static final TenantId TENANT = TenantId.next();
  private static final SubmissionRef SUBMISSION =
      new SubmissionRef(
          SubmissionId.next(),
          VENDOR,
          TENANT,
          Service.ELT,
          Mode.TEST,
          UUID.randomUUID().toString());

  @Test
  void aTenantOwnsItsOwnAndAVendorThatOfAllItsTenants() {
    assertThat(owner(VENDOR, Optional.of(TENANT), Mode.TEST).owns(SUBMISSION)).isTrue();
    assertThat(owner(VENDOR, Optional.empty(), Mode.TEST).owns(SUBMISSION)).isTrue();
  }

  @Test
  void nobodyOwnsAnothersOrThatOfTheOtherMode() {
    assertThat(owner(VENDOR, Optional.of(TenantId.next()), Mode.TEST).owns(SUBMISSION)).isFalse();
    assertThat(owner(VendorId.next(), Optional.empty(), Mode.TEST).owns(SUBMISSION)).isFalse();
    assertThat(owner(VendorId.next(), Optional.of(TENANT), Mode.TEST).owns(SUBMISSION)).isFalse();
    assertThat(owner(VENDOR, Optional.of(TENANT), Mode.LIVE).owns(SUBMISSION)).isFalse();
  }

  private static Owner owner(VendorId vendor, Optional<TenantId> tenant, Mode mode) {
    return new Owner(vendor, tenant, mode);
  }
}
