package se.sluss.evidence.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static se.sluss.evidence.verify.CheckName.LOG_CONSISTENCY;
import static se.sluss.evidence.verify.Verified.LOG;
import static se.sluss.evidence.verify.Verified.TRUST;
import static se.sluss.evidence.verify.Verified.WHOLE;
import static se.sluss.evidence.verify.Verified.failed;
import static se.sluss.evidence.verify.Verified.reason;
import static se.sluss.evidence.verify.Verified.verify;
import static se.sluss.evidence.verify.Verified.with;

import java.io.Reader;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import se.sluss.evidence.EvidenceKey;
import se.sluss.evidence.EvidencePackage;
import se.sluss.evidence.LogSample;
import se.sluss.evidence.Sample;
import se.sluss.evidence.verify.Finding.Outcome;

/** What the published list of tree heads shows. */
class LogVerificationTest {
  private static Report seen(List<String> lines) {
    return verify(WHOLE, TRUST.withTreeHeads(String.join("", lines)));
  }

  /** A log that went another way from some leaf on. */
  private static LogSample rewritten() {
    return new LogSample(Sample.KEY);
  }

  @Test
  void aSplitViewIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.strangers(50, 5).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("split view");
  }

  @Test
  void twoRootsOfOneSizeAreNamed() {
    LogSample other = rewritten().strangers(0, 2);
    other.strangers(70, 1).publish(Sample.MADE_AT);

    Report report = seen(List.of(LOG.lines().getFirst(), emptyProof(other.head(Sample.MADE_AT))));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("line 2").contains("split view");
  }

  private static String emptyProof(String head) {
    return "{\"treeHead\":\"" + head + "\",\"consistency\":[]}\n";
  }

  @Test
  void aHistoryThatWasChangedIsNamed() {
    LogSample other = rewritten().strangers(40, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.append(WHOLE.manifestHash());
    other.strangers(4, 4).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(List.of(LOG.lines().getFirst(), other.lines().getLast()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("line 2").contains("history was changed");
  }

  @Test
  void aHeadThatWasTakenOutIsNoticed() {
    List<String> lines = LOG.lines();

    Report report = seen(List.of(lines.get(0), lines.get(2)));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(failed(seen(List.of(lines.get(1), lines.get(0))))).containsExactly(LOG_CONSISTENCY);
  }

  @Test
  void aHeadThatNobodySawIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT.minusSeconds(60));
    other.strangers(4, 8).publish(Sample.MADE_AT.plusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("never published");
  }

  @Test
  void aListThatBeginsWithTheLogHasEveryHead() {
    LogSample other = rewritten().strangers(0, 12);
    other.publish(Sample.MADE_AT.minusSeconds(60));

    Report report = seen(other.lines());

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("never published");
  }

  @Test
  void aHeadThatGoesBackInTimeIsNamed() {
    LogSample other = rewritten().strangers(0, 3);
    other.publish(Sample.MADE_AT);
    other.strangers(3, 3).publish(Sample.MADE_AT.minus(Duration.ofDays(1)));

    assertThat(reason(seen(other.lines()), LOG_CONSISTENCY)).contains("older or smaller");
  }

  @Test
  void aPartOfTheListProvesWhatItCan() {
    List<String> lines = LOG.lines();

    Report early = seen(lines.subList(0, 1));
    Report late = seen(lines.subList(2, 3));
    Report tail = seen(lines.subList(1, 3));

    assertThat(with(early, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
    assertThat(with(late, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
    assertThat(with(tail, Outcome.PASSED)).contains(LOG_CONSISTENCY);
    assertThat(reason(tail, LOG_CONSISTENCY)).contains("does not begin where the log does");
  }

  @Test
  void headsOfAnotherKeyAreNotBelieved() {
    EvidenceKey stranger = EvidenceKey.parse(EvidenceKey.newPem());
    LogSample other = new LogSample(stranger).strangers(0, 3);
    String mirror = other.publish(Sample.MADE_AT).isEmpty() ? "" : other.mirror();

    assertThat(failed(verify(WHOLE, TRUST.withTreeHeads(mirror)))).containsExactly(LOG_CONSISTENCY);
    Report unknown = verify(WHOLE, Trust.NOTHING.withTreeHeads(mirror));
    assertThat(failed(unknown)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(unknown, LOG_CONSISTENCY)).contains("another key", "--keys");
  }

  /** Who has a copy of the list needs no keys to see that a stranger's log is another one. */
  @ParameterizedTest
  @CsvSource({"3, split view", "20, never published", "60, another key than any head of the list"})
  void aStrangersForgeryIsNotInTheListThatEverybodySees(int begun, String why) {
    Report report = verify(strangers(begun, UnaryOperator.identity()), withoutKeys(everybodys()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains(why);
  }

  @Test
  void aStrangerWhoNamesTheHousesKeyIsKnownByTheManifests() {
    String houses = LOG.head(Sample.MADE_AT);

    Report report =
        verify(
            strangers(60, own -> part(houses, 0) + "." + part(own, 1) + "." + part(houses, 2)),
            withoutKeys(everybodys()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
  }

  @Test
  void theHousesOwnPackageInAStrangersLogIsKnownByTheHead() {
    LogSample own = new LogSample(EvidenceKey.parse(EvidenceKey.newPem())).strangers(50, 60);
    EvidencePackage houses = Sample.evidence();
    long leaf = own.append(houses.manifestHash());

    Report report =
        verify(
            houses.with(own.proof(leaf, own.publish(Sample.MADE_AT.plusSeconds(5)))),
            withoutKeys(everybodys()));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
  }

  @Test
  void aPartOfTheListThatBeginsLaterKnowsAStrangerToo() {
    List<String> late = everybodys().lines().subList(2, 3);

    Report strange =
        verify(
            strangers(20, UnaryOperator.identity()),
            Trust.NOTHING.withTreeHeads(String.join("", late)));
    Report houses = verify(WHOLE, Trust.NOTHING.withTreeHeads(String.join("", late)));

    assertThat(failed(strange)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(strange, LOG_CONSISTENCY)).contains("goes further back, or give --keys");
    assertThat(with(houses, Outcome.NOT_CHECKABLE)).contains(LOG_CONSISTENCY);
  }

  /** The house's log, which 44 packages stand in. */
  private static LogSample everybodys() {
    LogSample seen = new LogSample(Sample.KEY).strangers(0, 3);
    seen.publish(Sample.MADE_AT.minusSeconds(60));
    seen.strangers(3, 1).publish(Sample.MADE_AT);
    seen.strangers(4, 40).publish(Sample.MADE_AT.plusSeconds(60));
    return seen;
  }

  private static Trust withoutKeys(LogSample seen) {
    return Trust.NOTHING.withBankIdRoots(Sample.ROOTS).withTreeHeads(seen.mirror());
  }

  /** A package in a log of the same name that somebody else made, behind so many leaves. */
  private static EvidencePackage strangers(int begun, UnaryOperator<String> head) {
    EvidenceKey stranger = EvidenceKey.parse(EvidenceKey.newPem());
    LogSample own = new LogSample(stranger).strangers(50, begun);
    EvidencePackage forged =
        Sample.builder(Sample.receipt(Sample.DOCUMENT_ID, "tx-forged"))
            .answer(Sample.received("tx-forged"))
            .build(stranger, Sample.MADE_AT);
    long leaf = own.append(forged.manifestHash());
    return forged.with(own.proof(leaf, head.apply(own.publish(Sample.MADE_AT.plusSeconds(5)))));
  }

  private static String part(String jws, int index) {
    return jws.split("\\.", -1)[index];
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "hello\n", "{\"treeHead\":\"a.b.c\"}\n"})
  void whatIsNoListIsNamed(String text) {
    assertThat(failed(verify(WHOLE, TRUST.withTreeHeads(text)))).containsExactly(LOG_CONSISTENCY);
  }

  @Test
  void aLineWithoutAnEndIsNotReadToIt() {
    HeadList endless =
        () ->
            new Reader() {
              @Override
              public int read(char[] into, int from, int length) {
                Arrays.fill(into, from, from + length, 'x');
                return length;
              }

              @Override
              public void close() {
                // Nothing is open.
              }
            };

    Report report = verify(WHOLE, TRUST.withTreeHeads(endless));

    assertThat(failed(report)).containsExactly(LOG_CONSISTENCY);
    assertThat(reason(report, LOG_CONSISTENCY)).contains("line 1").contains("too long");
  }
}
