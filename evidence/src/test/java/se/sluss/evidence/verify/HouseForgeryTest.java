package se.sluss.evidence.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.evidence.verify.CheckName.BANKID_ROOT;
import static se.sluss.evidence.verify.CheckName.DOCUMENT;
import static se.sluss.evidence.verify.CheckName.LOG_CONSISTENCY;
import static se.sluss.evidence.verify.CheckName.LOG_INCLUSION;
import static se.sluss.evidence.verify.CheckName.MEMBERS;
import static se.sluss.evidence.verify.CheckName.RECORDED_VERIFICATION;
import static se.sluss.evidence.verify.CheckName.SIGNATURE_ANORDNARE;
import static se.sluss.evidence.verify.CheckName.SIGNATURE_ASSISTENT;
import static se.sluss.evidence.verify.CheckName.SIGNERS;
import static se.sluss.evidence.verify.Verified.OTHER;
import static se.sluss.evidence.verify.Verified.TRUST;
import static se.sluss.evidence.verify.Verified.WHOLE;
import static se.sluss.evidence.verify.Verified.failed;
import static se.sluss.evidence.verify.Verified.reason;
import static se.sluss.evidence.verify.Verified.told;
import static se.sluss.evidence.verify.Verified.verify;
import static se.sluss.evidence.verify.Verified.verifyLogged;
import static se.sluss.evidence.verify.Verified.with;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.Insider;
import se.sluss.evidence.LogSample;
import se.sluss.evidence.Sample;
import se.sluss.evidence.verify.Finding.Outcome;
import se.sluss.model.signature.TrustRoots;

/** What somebody with the house's own key can do to a package: the log still tells. */
class HouseForgeryTest {
  @ParameterizedTest
  @ValueSource(strings = {"receipt.html", "receipt.pdf", "README.md"})
  void evenTheHouseCannotChangeAPageThatIsInTheLog(String page) {
    EvidencePackage forged =
        Insider.forge(WHOLE, page, "something else".getBytes(UTF_8), Sample.KEY);

    assertThat(failed(verify(forged))).containsExactly(LOG_INCLUSION);
  }

  @Test
  void evenTheHouseCannotChangeTheDocument() {
    byte[] other =
        new String(WHOLE.get("document.xml"), UTF_8)
            .replace("en natt", "tre nätter")
            .getBytes(UTF_8);

    EvidencePackage forged = Insider.forge(WHOLE, "document.xml", other, Sample.KEY);

    assertThat(failed(verify(forged)))
        .contains(DOCUMENT, SIGNATURE_ASSISTENT, SIGNATURE_ANORDNARE, LOG_INCLUSION);
    assertThat(reason(verify(forged), SIGNATURE_ASSISTENT)).startsWith("NON_VISIBLE_DATA");
  }

  @Test
  void anotherSpellingOfTheSameDocumentIsNoticed() {
    byte[] other =
        new String(WHOLE.get("document.xml"), UTF_8).replace("a=\"1\"", "a='1'").getBytes(UTF_8);

    Report report = verify(Insider.forge(WHOLE, "document.xml", other, Sample.KEY));

    assertThat(failed(report)).contains(LOG_INCLUSION).doesNotContain(SIGNATURE_ASSISTENT);
  }

  @ParameterizedTest
  @CsvSource({
    "signature.xml, is not what BankID's own strings hold",
    "visible-data.txt, is not what BankID's own strings hold",
    "certificates.pem, is not what BankID's own strings hold",
    "responder.pem, is not what BankID's own strings hold",
    "ocsp.der, is not what BankID's own strings hold"
  })
  void aFileThatIsNotBankIdsIsNamed(String file, String sentence) {
    String name = "signatures/assistent/" + file;
    byte[] changed = WHOLE.get(name);
    changed[changed.length / 2] ^= 1;

    Report report = verify(Insider.forge(WHOLE, name, changed, Sample.KEY));

    assertThat(failed(report)).containsExactlyInAnyOrder(SIGNATURE_ASSISTENT, LOG_INCLUSION);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).isEqualTo(file + " " + sentence);
  }

  @Test
  void aSignatureOfAnotherPackageDoesNotCoverThisDocument() {
    EvidencePackage forged = WHOLE;
    for (String name : OTHER.names()) {
      if (name.startsWith("signatures/anordnare/")
          && !Arrays.equals(OTHER.get(name), forged.get(name))) {
        forged = Insider.forge(forged, name, OTHER.get(name), Sample.KEY);
      }
    }

    Report report = verify(forged);

    assertThat(failed(report)).contains(SIGNATURE_ANORDNARE, RECORDED_VERIFICATION);
    assertThat(reason(report, SIGNATURE_ANORDNARE)).startsWith("NON_VISIBLE_DATA");
  }

  @Test
  void theSignaturesDoNotChangePlaces() {
    EvidencePackage forged = WHOLE;
    for (String name : WHOLE.names()) {
      if (name.startsWith("signatures/anordnare/")) {
        String other = name.replace("anordnare", "assistent");
        if (!Arrays.equals(WHOLE.get(name), WHOLE.get(other))) {
          forged = Insider.forge(forged, name, WHOLE.get(other), Sample.KEY);
        }
      }
    }

    assertThat(failed(verify(forged))).contains(SIGNATURE_ANORDNARE);
  }

  @Test
  void whoSignsForTheAssistantIsNamed() {
    EvidencePackage forged =
        Sample.builder(
                Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID), Sample.PROVIDER, Sample.PROVIDER)
            .answer(Sample.received(Sample.TX_ID))
            .build(Sample.KEY, Sample.MADE_AT);

    Report report = verify(forged);

    assertThat(failed(report)).contains(SIGNATURE_ASSISTENT);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).startsWith("PERSON");
  }

  @Test
  void oneSignatureIsNotTwoPeoples() {
    EvidencePackage once =
        Sample.signedOnce(Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID))
            .answer(Sample.received(Sample.TX_ID))
            .build(Sample.KEY, Sample.MADE_AT);

    Report report = verifyLogged(once);

    assertThat(failed(report)).containsExactly(SIGNERS);
    assertThat(reason(report, SIGNERS)).contains("more than one role");
  }

  @Test
  void whoHasBothRolesSignsTwice() {
    EvidencePackage twice =
        Sample.builder(
                Sample.receipt(Sample.DOCUMENT_ID, Sample.TX_ID),
                Sample.ASSISTANT,
                Sample.ASSISTANT)
            .answer(Sample.received(Sample.TX_ID))
            .build(Sample.KEY, Sample.MADE_AT);

    assertThat(with(verifyLogged(twice), Outcome.FAILED)).isEmpty();
  }

  /** More had waited than one head takes in. */
  @Test
  void whatCameInAfterAStandstillIsNotTakenForBackdated() {
    Instant stood = Sample.MADE_AT.minusSeconds(600);
    Instant again = Sample.MADE_AT.plus(Duration.ofDays(2));

    assertThat(with(entered(stood, again, again.plusSeconds(120)), Outcome.FAILED)).isEmpty();
    assertThat(with(entered(stood, again, again.plusSeconds(7_200)), Outcome.FAILED))
        .as("the head before it already is from after all had been taken in")
        .containsExactly(LOG_CONSISTENCY);
    assertThat(
            with(
                entered(Sample.MADE_AT.plus(Duration.ofHours(40)), again, again.plusSeconds(120)),
                Outcome.FAILED))
        .as("the log did not stand still")
        .containsExactly(LOG_CONSISTENCY);
  }

  /** The package comes in with the last of four heads; the log stood still before the second. */
  private static Report entered(Instant stood, Instant again, Instant caughtUp) {
    LogSample log = new LogSample(Sample.KEY).strangers(0, 3);
    log.publish(stood);
    log.strangers(3, 3).publish(again);
    log.strangers(6, 3).publish(caughtUp);
    EvidencePackage made = Sample.evidence();
    long leaf = log.append(made.manifestHash());
    String head = log.publish(caughtUp.plusSeconds(60));
    return verify(made.with(log.proof(leaf, head)), TRUST.withTreeHeads(log.mirror()));
  }

  @Test
  void aPackageThatIsMadeLongAfterItsTimeIsNamed() {
    LogSample log = new LogSample(Sample.KEY).strangers(0, 3);
    log.publish(Sample.MADE_AT.plus(Duration.ofDays(2)));
    EvidencePackage made = Sample.evidence();
    long leaf = log.append(made.manifestHash());
    String head = log.publish(Sample.MADE_AT.plus(Duration.ofDays(2)).plusSeconds(60));

    Report report = verify(made.with(log.proof(leaf, head)), TRUST.withTreeHeads(log.mirror()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("backdated");
  }

  @Test
  void whatIsWrittenBesideTheProofIsNoticed() {
    String proof = new String(WHOLE.get("log.json"), UTF_8);

    Report report =
        verify(
            Insider.with(
                WHOLE,
                "log.json",
                proof.replaceFirst("\\{", "{\"note\":\"trust me\",").getBytes(UTF_8)));

    assertThat(failed(report)).contains(LOG_INCLUSION);
  }

  @Test
  void aMissingSignerIsNamed() {
    EvidencePackage forged = WHOLE;
    for (String name : WHOLE.names()) {
      if (name.startsWith("signatures/assistent/")) {
        forged = Insider.without(forged, name);
      }
    }

    Report report = verify(forged);

    assertThat(failed(report)).contains(MEMBERS, SIGNERS, SIGNATURE_ASSISTENT);
  }

  @Test
  void anotherRootIsNamed() {
    Trust lookalike = TRUST.withBankIdRoots(new TrustRoots(Set.of(Sample.BANKID.lookalikeRoot())));

    Report report = verify(WHOLE, lookalike);

    assertThat(failed(report)).contains(BANKID_ROOT, SIGNATURE_ASSISTENT, SIGNATURE_ANORDNARE);
    assertThat(reason(report, SIGNATURE_ASSISTENT)).startsWith("CERTIFICATE_CHAIN");
  }

  @Test
  void aTrialIsNotShownAsTheRealThing() {
    Report report = verify(told("\"mode\":\"test\"", "\"mode\":\"live\""));

    assertThat(failed(report)).contains(SIGNATURE_ASSISTENT, BANKID_ROOT, LOG_INCLUSION);
    assertThat(failed(verify(told("\"mode\":\"test\"", "\"mode\":\"live\""), Trust.NOTHING)))
        .contains(SIGNATURE_ASSISTENT, LOG_INCLUSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tx-20261122-000017 | tx-20261122-000018 | ANSWER",
        "\"service\":\"ELT\" | \"service\":\"E_IOA\" | ANSWER",
        "\"step\":\"OCSP\",\"outcome\":\"PASSED\" | \"step\":\"OCSP\",\"outcome\":\"FAILED\""
            + " | RECORDED_VERIFICATION",
        "\"step\":\"OCSP\" | \"step\":\"NONCE\" | RECORDED_VERIFICATION",
        "\"signedOn\":\"2026-11-22\" | \"signedOn\":\"2026-11-23\" | SIGNATURE_ANORDNARE",
        "\"signedAt\":\"2026-11-22T10:15:30Z\" | \"signedAt\":\"2026-11-22T10:15:29Z\""
            + " | SIGNATURE_ASSISTENT",
        "\"storedAt\":\"2026-11-22T10:16:31Z\" | \"storedAt\":\"2026-11-22T10:11:31Z\" | TIMES",
        "\"madeAt\":\"2026-11-22T10:16:35Z\" | \"madeAt\":\"2026-11-22T10:10:35Z\" | TIMES",
        "\"madeAt\":\"2026-11-22T10:16:35Z\" | \"madeAt\":\"2026-11-22T11:16:35Z\" | TREE_HEAD",
        "\"startedAt\":\"2026-11-22T10:16:29Z\" | \"startedAt\":\"2026-11-22T10:13:29Z\" | TIMES",
        "\"at\":\"2026-11-22T09:16:30Z\" | \"at\":\"2026-11-22T12:16:30Z\" | TIMES",
        "0f8fad5b-d9cb-469f-a165-70867728950e\",\"outcome"
            + " | 7c9e6679-7425-40de-944b-e07fc1f90ae7\",\"outcome | DOCUMENT"
      })
  void evenTheHouseCannotTellItOtherwise(String from, String to, CheckName check) {
    Report report = verify(told(from, to));

    assertThat(failed(report)).contains(check, LOG_INCLUSION);
  }
}
