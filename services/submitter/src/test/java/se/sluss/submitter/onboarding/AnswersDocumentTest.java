package se.sluss.submitter.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.Service;
import se.sluss.model.id.VendorId;

/** The page that is sent to the authority names who sends it. */
class AnswersDocumentTest {
  private static final VendorId VENDOR = VendorId.next();
  private static final Onboarding ONBOARDING =
      new Onboarding(VENDOR, Service.ELT, Instant.parse("2026-11-20T10:00:00Z"));

  @Test
  void vendorIsNamedAsItsCertificateNamesIt() {
    Supplier known =
        Supplier.of(
            VENDOR,
            Optional.of("5500000000"),
            Optional.of("CN=x,2.5.4.5=#130c313635353030303030303030,O=Vård & Co AB,C=SE"));

    assertThat(page(known))
        .contains("Systemleverantör: Vård &amp; Co AB, organisationsnummer 550000-0000<")
        .doesNotContain(VENDOR.value());
  }

  @Test
  void vendorWithoutACertificateIsNamedAsWeKnowIt() {
    assertThat(page(Supplier.of(VENDOR, Optional.empty(), Optional.empty())))
        .contains("Systemleverantör: " + VENDOR + "<");
  }

  private static String page(Supplier supplier) {
    return AnswersDocument.html(
        ONBOARDING, supplier, List.of(), Map.of(), Instant.parse("2026-11-22T10:00:00Z"));
  }
}
