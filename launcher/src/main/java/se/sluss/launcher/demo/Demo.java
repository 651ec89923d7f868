package se.sluss.launcher.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.suite.Suite;

/** Plays the main job on a running suite: hand in, sign, send, receipt, webhook, evidence. */
public final class Demo {
  private static final Duration PATIENCE_BESIDES_THE_RATE = Duration.ofMinutes(3);

  private final Suite suite;
  private final PrintWriter out;
  private final int height;

  /**
   * @param height lines of the terminal; 0 where there is none
   */
  public Demo(Suite suite, PrintWriter out, int height) {
    this.suite = suite;
    this.out = out;
    this.height = height;
  }

  /**
   * Plays it with so many notifications.
   *
   * @throws PlainFailure when a step fails, or a promise does not hold in the end
   */
  public Played play(int count) {
    return saying(() -> playAll(count));
  }

  private <T> T saying(Supplier<T> step) {
    try {
      return step.get();
    } catch (Door.RefusedException e) {
      throw new PlainFailure(
          e.getMessage() + "; the logs are in " + suite.options().layout().logs(), e);
    }
  }

  /** What can be done with the suite as it is afterwards. */
  public final class Played {
    private final World world;
    private final HandInAndSign work;
    private final HandInAndSign.Handed first;

    private Played(World world, HandInAndSign work, HandInAndSign.Handed first) {
      this.world = world;
      this.work = work;
      this.first = first;
    }

    /** Makes lines to try by hand. */
    public List<String> byHand() {
      return saying(() -> new ByHand(suite, world, work).lines(first));
    }

    /**
     * Fetches the evidence of the first receipt.
     *
     * @return what {@code ./sluss verify} is called with
     */
    public List<String> evidence() {
      return saying(() -> new FetchEvidence(suite, world).of(first));
    }
  }

  private Played playAll(int count) {
    say("Registering a vendor, three tenants, a connection and a webhook endpoint ...");
    World world = new PrepareWorld(suite).prepare();
    var board = new Board(out, height);
    var work = new HandInAndSign(world, suite.addresses(), board::note);
    var watch = new Watch(world, suite.addresses());
    List<HandInAndSign.Handed> handed = work.handIn(count);
    say("Handed in " + count + " notifications.");
    CompletableFuture<Void> signing =
        CompletableFuture.runAsync(
            () -> work.sign(handed), task -> Thread.ofVirtual().name("signers").start(task));
    follow(watch, board, signing, count, world.agreedInterval());
    figures(watch, count, world);
    return new Played(world, work, handed.getFirst());
  }

  private static void follow(
      Watch watch, Board board, CompletableFuture<Void> signing, int count, Duration interval) {
    Duration patience = PATIENCE_BESIDES_THE_RATE.plus(interval.multipliedBy(2L * count));
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<Watch.Row> rows = watch.submissions();
      board.show(rows, watch.lane());
      if (signing.isCompletedExceptionally()) {
        throw failureOf(signing);
      }
      if (rows.size() >= count && rows.stream().allMatch(Watch.Row::finished)) {
        return;
      }
      if (System.nanoTime() > deadline) {
        long open = rows.stream().filter(row -> !row.finished()).count();
        throw new PlainFailure(open + " submissions are not finished in time.");
      }
      Pause.shortly();
    }
  }

  private static RuntimeException failureOf(CompletableFuture<Void> signing) {
    return signing.exceptionNow() instanceof RuntimeException failure
        ? failure
        : new PlainFailure("Signing failed.", signing.exceptionNow());
  }

  private void figures(Watch watch, int count, World world) {
    Watch.Webhooks webhooks = awaitWebhooks(watch, count);
    Watch.Authority authority = watch.authority();
    Watch.Lane lane = watch.lane();
    long received =
        watch.submissions().stream().filter(row -> row.state().equals("RECEIVED")).count();
    say("");
    say("Handed in                    %6d".formatted(count));
    say("Accepted by the authority    %6d".formatted(authority.accepted()));
    say("Received, with tx-id         %6d".formatted(received));
    say(
        "Webhooks with a good signature %4d (%d of them on receipts)"
            .formatted(webhooks.verified(), webhooks.receiptsTold()));
    say(
        String.format(
            Locale.ROOT,
            "Smallest gap at the authority %8.1f ms (agreed %d ms, in force %s)",
            authority.smallestGapMillis(),
            world.agreedInterval().toMillis(),
            Board.seconds(lane.intervalInForce())));
    say("");
    boolean good =
        authority.accepted() == count
            && received == count
            && webhooks.receiptsTold() == count
            && webhooks.notVerified() == 0
            && authority.refused() == 0
            && authority.shutOff() == 0;
    if (!good) {
      throw new PlainFailure(
          "The demo did not end as it should; the logs are in " + suite.options().layout().logs());
    }
  }

  private static Watch.Webhooks awaitWebhooks(Watch watch, int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Watch.Webhooks seen = watch.webhooks();
    while (seen.receiptsTold() < count && System.nanoTime() < deadline) {
      Pause.shortly();
      seen = watch.webhooks();
    }
    return seen;
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }
}
