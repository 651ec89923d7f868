package se.sluss.submitter.onboarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.CertificateId;
import se.sluss.model.id.ConnectionId;
import se.sluss.model.id.ConnectionTestId;
import se.sluss.model.id.SubmissionId;
import se.sluss.model.id.VendorId;
import se.sluss.submitter.certificate.CertificateFacts;
import se.sluss.submitter.certificate.CertificatePurpose;
import se.sluss.submitter.connection.StoredCertificate;

class FollowOnboardingTest {
  private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");

  @Test
  void everyVersionInUseNeedsAProofOfItsOwn() {
    List<ConnectionTest> one = List.of(proof("1", 5), proof("1", 9));

    assertThat(FollowOnboarding.approved(one, List.of("1", "2"))).isEmpty();
    assertThat(FollowOnboarding.approved(one, List.of("1")))
        .contains(new Checklist.Done(START.plusSeconds(5), "interface version 1: tx-id tx-5"));
    assertThat(
            FollowOnboarding.approved(
                List.of(proof("2", 7), proof("3", 8), proof("1", 5)), List.of("2", "1")))
        .contains(
            new Checklist.Done(
                START.plusSeconds(7),
                "interface version 2: tx-id tx-7; interface version 1: tx-id tx-5"));
    assertThat(FollowOnboarding.approved(List.of(), List.of("1"))).isEmpty();
  }

  @Test
  void certificateIsInstalledSinceThereHasBeenAValidOneWithoutAGap() {
    StoredCertificate ended = certificate(CertificatePurpose.TLS, 1, 8);
    StoredCertificate first = certificate(CertificatePurpose.TLS, 10, 30);
    StoredCertificate next = certificate(CertificatePurpose.TLS, 20, 50);
    StoredCertificate signing = certificate(CertificatePurpose.SIGNING, 5, 90);

    assertThat(FollowOnboarding.validSince(List.of(next, signing, first, ended)))
        .as("not the one that had ended, nor the one for signing")
        .contains(START.plusSeconds(10));
    assertThat(FollowOnboarding.validSince(List.of())).isEmpty();
  }

  private static StoredCertificate certificate(CertificatePurpose purpose, int since, int end) {
    return new StoredCertificate(
        CertificateId.next(),
        ConnectionId.next(),
        purpose,
        StoredCertificate.State.PAST,
        new CertificateFacts("", "", "", "", START, START.plusSeconds(end)),
        START,
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.of(START.plusSeconds(since)),
        Optional.empty());
  }

  private static ConnectionTest proof(String version, int after) {
    return new ConnectionTest(
        ConnectionTestId.next(),
        ConnectionId.next(),
        VendorId.next(),
        version,
        "",
        "",
        START,
        Optional.of(
            new ConnectionTest.Result(
                SubmissionId.next(),
                null,
                ConnectionTest.RECEIVED,
                null,
                "tx-" + after,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                START.plusSeconds(after))));
  }
}
