package se.sluss.signing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.event.CollectedSignature;
import se.sluss.model.event.SubmissionAwaitingSignature;
import se.sluss.model.event.SubmissionRef;
import se.sluss.model.event.SubmissionSigned;
import se.sluss.model.id.SignerRole;
import se.sluss.testsupport.TestPersons;

/** Of several signatures that a document comes with each is an act of its own, in its turn. */
@SigningTest
class BroughtInTurnIT {
  @Inject OrderDesks desks;

  @ConfigProperty(name = "sluss.signing.bankid.user-root")
  Path userRoot;

  private Elsewhere elsewhere;
  private OrderDesk desk;
  private World world;

  @BeforeEach
  void aTenant() throws IOException {
    elsewhere = Elsewhere.ofTheBankIdOf(userRoot);
    desk = desks.freshWithWillingPeople();
    world = desk.world();
  }

  @Test
  void theProviderDoesNotSignBeforeTheAssistant() {
    SubmissionRef ref =
        world.timeReport(
            entry ->
                List.of(
                    elsewhere.signature(
                        SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, Instant.now()),
                    Elsewhere.vouched(
                        elsewhere.signature(
                            SignerRole.ANORDNARE,
                            TestPersons.PROVIDER_SIGNER,
                            entry,
                            Instant.now().minus(Duration.ofHours(1))),
                        TestPersons.PROVIDER_SIGNER)));

    SubmissionAwaitingSignature told = desk.only(ref, SubmissionAwaitingSignature.class);
    assertThat(told.refused()).contains("ANORDNARE.ORDER");
    assertThat(told.missingRoles()).containsExactly(SignerRole.ANORDNARE);
    assertThat(desk.events(ref, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void oneActOfSigningIsNotTwoPeoples() {
    SubmissionRef ref =
        world.timeReport(
            entry -> {
              CollectedSignature one =
                  elsewhere.signature(
                      SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, Instant.now());
              return List.of(one, Elsewhere.vouched(asProvider(one), TestPersons.ASSISTANT));
            });

    SubmissionAwaitingSignature told = desk.only(ref, SubmissionAwaitingSignature.class);
    assertThat(told.refused()).contains("ANORDNARE.REUSED");
    assertThat(told.missingRoles()).containsExactly(SignerRole.ANORDNARE);
    assertThat(desk.events(ref, SubmissionSigned.class)).isEmpty();
  }

  @Test
  void anAssistantWhoSignsForTheProviderTooSignsTwice() {
    Instant both = Instant.now();
    SubmissionRef ref =
        world.timeReport(
            entry ->
                List.of(
                    elsewhere.signature(SignerRole.ASSISTENT, TestPersons.ASSISTANT, entry, both),
                    Elsewhere.vouched(
                        elsewhere.signature(
                            SignerRole.ANORDNARE, TestPersons.ASSISTANT, entry, both),
                        TestPersons.ASSISTANT)));

    desk.only(ref, SubmissionSigned.class);
  }

  private static CollectedSignature asProvider(CollectedSignature made) {
    return new CollectedSignature(
        SignerRole.ANORDNARE, made.signature(), made.ocspResponse(), made.signedOn());
  }
}
