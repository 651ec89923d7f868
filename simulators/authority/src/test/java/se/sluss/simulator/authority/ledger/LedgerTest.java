package se.sluss.simulator.authority.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.Product;

class LedgerTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final String PATH = "/shs2/FK.ASE.Tidredovisning";
  private static final Bytes DOCUMENT = new Bytes("<d/>".getBytes(UTF_8));

  @TempDir Path folder;

  private final long start = System.nanoTime();
  private final Ledger ledger = new Ledger(SECOND, InstantSource.system(), null);

  @Test
  void anArrivalAtTheIntervalIsAdmitted() {
    arrive("a", PATH, 0);

    Arrival second = arrive("a", PATH, SECOND.toNanos());

    assertThat(second.admitted()).isTrue();
    assertThat(second.gapMicros()).isEqualTo(1_000_000);
  }

  @Test
  void anArrivalANanosecondTooSoonShutsTheClientOffForGood() {
    arrive("a", PATH, 0);

    assertThat(arrive("a", PATH, SECOND.toNanos() - 1).admitted()).isFalse();
    assertThat(arrive("a", PATH, SECOND.toNanos() * 3600).admitted()).isFalse();
    assertThat(ledger.summary().shutOff()).containsExactly("a");
  }

  @Test
  void aClientThatIsShutOffIsSoOnEveryPath() {
    arrive("a", PATH, 0);
    arrive("a", PATH, 1);

    assertThat(arrive("a", "/shs2/FK.EIOA.AnmalanArbetsgivare", 2).admitted()).isFalse();
  }

  @Test
  void pathsAndClientsHaveAPaceOfTheirOwn() {
    arrive("a", PATH, 0);

    assertThat(arrive("a", "/shs2/FK.EIOA.AnmalanArbetsgivare", 1).admitted()).isTrue();
    assertThat(arrive("b", PATH, 2).admitted()).isTrue();
  }

  @Test
  void headsReadOutOfOrderAreStillJudgedByTheirFirstBytes() {
    arrive("a", PATH, SECOND.toNanos());

    assertThat(arrive("a", PATH, 1).admitted()).isFalse();
  }

  @Test
  void aReinstatedClientMayCallAgain() {
    arrive("a", PATH, 0);
    arrive("a", PATH, 1);

    assertThat(ledger.reinstate("a")).isTrue();
    assertThat(arrive("a", PATH, SECOND.toNanos() * 2).admitted()).isTrue();
  }

  @Test
  void theSameBytesAreStoredAgainAndMarkedAsResend() {
    accept(ledger, "tx-1", 0);
    accept(ledger, "tx-2", SECOND.toNanos());

    assertThat(ledger.entriesAfter(0))
        .extracting(LedgerEntry::txId)
        .containsExactly("tx-1", "tx-2");
    assertThat(ledger.entriesAfter(0)).extracting(LedgerEntry::resend).containsExactly(false, true);
    assertThat(ledger.summary().accepted()).isEqualTo(2);
  }

  @Test
  void namesOfHeadersAreEnteredInLowerCaseWithoutTheirValues() {
    assertThat(accept(ledger, "tx-1", 0).headers()).containsExactly("host", "soapaction");
  }

  @Test
  void aFolderBringsCallsDocumentsAndShutOffsBack() throws IOException {
    Ledger before = kept();
    accept(before, "tx-1", 0);
    before.arrived("a", PATH, start + 1, Set.of());

    Ledger after = kept();

    assertThat(after.entriesAfter(0)).isEqualTo(before.entriesAfter(0));
    assertThat(after.document(1)).contains(DOCUMENT);
    assertThat(after.summary().shutOff()).containsExactly("a");
    assertThat(accept(after, "tx-2", SECOND.toNanos() * 3600).resend()).isTrue();
  }

  @Test
  void aRestartDoesNotForgiveACallThatComesTooSoon() throws IOException {
    accept(kept(), "tx-1", 0);

    assertThat(kept().arrived("a", PATH, System.nanoTime(), Set.of()).admitted()).isFalse();
  }

  @Test
  void aLineTornByAKillIsDropped() throws IOException {
    accept(kept(), "tx-1", 0);
    Files.writeString(folder.resolve("ledger.jsonl"), "{\"sequ", StandardOpenOption.APPEND);

    Ledger after = kept();
    accept(after, "tx-2", SECOND.toNanos() * 3600);

    assertThat(kept().entriesAfter(0))
        .extracting(LedgerEntry::txId)
        .containsExactly("tx-1", "tx-2");
  }

  @Test
  void aBreachIsCountedByEveryJudgeAndTellsItsCalls() {
    arrive("a", PATH, 0);
    arrive("a", PATH, SECOND.toNanos() - 1_000_000);

    assertThat(ledger.summary().breaches())
        .containsOnly(
            Map.entry(Judge.LEAST_GAP, 1L), Map.entry(Judge.WINDOW, 1L), Map.entry(Judge.GCRA, 1L));
    assertThat(ledger.breaches())
        .allSatisfy(
            weighed -> {
              assertThat(weighed.breach().earlier()).isEqualTo(1);
              assertThat(weighed.breach().sequence()).isEqualTo(2);
              assertThat(weighed.breach().observedMicros()).isEqualTo(999_000);
            });
  }

  @Test
  void ofWhatIsForgottenTheCountsStay() {
    Ledger brief = new Ledger(SECOND, InstantSource.system(), null, new Keep(2, false));
    for (int i = 0; i < 5; i++) {
      accept(brief, "tx-" + i, i * SECOND.toNanos());
    }

    assertThat(brief.entriesAfter(0)).extracting(LedgerEntry::txId).containsExactly("tx-3", "tx-4");
    assertThat(brief.document(5)).isEmpty();
    assertThat(brief.summary().accepted()).isEqualTo(5);
    assertThat(brief.lanes())
        .singleElement()
        .satisfies(lane -> assertThat(lane.calls()).isEqualTo(5))
        .satisfies(lane -> assertThat(lane.accepted()).isEqualTo(1));
  }

  @Test
  void entriesCanBeReadInPages() {
    for (int i = 0; i < 5; i++) {
      accept(ledger, "tx-" + i, i * SECOND.toNanos());
    }

    assertThat(ledger.entriesAfter(1, 2)).extracting(LedgerEntry::sequence).containsExactly(2L, 3L);
  }

  private Ledger kept() throws IOException {
    // An hour: no test is slow enough to be mistaken for a client that waits.
    return new Ledger(Duration.ofHours(1), InstantSource.system(), new StateFolder(folder));
  }

  private Arrival arrive(String client, String path, long nanos) {
    return ledger.arrived(client, path, start + nanos, Set.of());
  }

  private LedgerEntry accept(Ledger to, String txId, long nanos) {
    return to.enter(
        to.arrived("a", PATH, start + nanos, Set.of("Host", "SOAPAction")),
        Result.of(Outcome.ACCEPTED, null)
            .withTxId(txId)
            .about(Product.ELT, "0d3f7a54-0000-4000-8000-000000000001", DOCUMENT));
  }
}
