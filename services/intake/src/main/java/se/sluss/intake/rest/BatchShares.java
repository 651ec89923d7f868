package se.sluss.intake.rest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import se.sluss.intake.submission.CheckedDocument;
import se.sluss.intake.submission.HandIn;
import se.sluss.kit.problem.BodyLimit;
import se.sluss.kit.problem.Problem;
import se.sluss.kit.problem.ProblemType;

/**
 * Bounds what the batches that this process works on hold in memory, in each and together. A batch
 * takes its share document by document as it is read, so that one that comes in slowly holds up
 * others only by what it has sent.
 */
@ApplicationScoped
class BatchShares {
  private static final int UNIT = 1024;

  /** What a finding takes, in the answer and where that is kept, with room to spare. */
  private static final int FINDING = 2048;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String RETRY_AFTER_SECONDS = "5";

  private final int most;
  private final Duration patience;
  private final Semaphore free;

  @Inject
  BatchShares(BodyLimit limit) {
    this(limit.unpackedBytes(), PATIENCE);
  }

  BatchShares(int mostBytes, Duration patience) {
    this.most = mostBytes / UNIT;
    this.patience = patience;
    this.free = new Semaphore(most, true);
  }

  /** The share of one batch, until it is closed. For one thread. */
  Share open() {
    return new Share();
  }

  /** What one batch holds. */
  final class Share implements AutoCloseable {
    private int taken;

    private Share() {}

    /**
     * Answers the document, which is held from now on.
     *
     * @throws Problem {@code too-large} when this batch holds too much, {@code unavailable} when
     *     others do
     */
    HandIn hold(HandIn document) {
      int more = Math.toIntExact(weight(document) / UNIT + 1);
      if (taken + more > most) {
        throw Problem.of(ProblemType.TOO_LARGE, "Hand in fewer documents at once.")
            .withHeader("Connection", "close");
      }
      if (!hasPlace(more)) {
        throw Problem.of(ProblemType.UNAVAILABLE, "Other batches are worked on. Try again shortly.")
            .withHeader("Retry-After", RETRY_AFTER_SECONDS)
            .withHeader("Connection", "close");
      }
      taken += more;
      return document;
    }

    private boolean hasPlace(int more) {
      try {
        return free.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public void close() {
      free.release(taken);
      taken = 0;
    }
  }

  private static long weight(HandIn handIn) {
    long signatures =
        handIn.signatures().stream()
            .mapToLong(each -> each.signature().length() + each.ocspResponse().length())
            .sum();
    long findings = handIn.request().size();
    long document = 0;
    switch (handIn.document()) {
      case CheckedDocument.Sound sound -> {
        document = sound.bytes().size();
        findings += sound.warnings().size();
      }
      case CheckedDocument.Faulty faulty -> findings += faulty.findings().size();
      case CheckedDocument.Unreadable _,
          CheckedDocument.WithDoctype _,
          CheckedDocument.OfUnknownKind _,
          CheckedDocument.Absent _ -> {
        // nothing of it is kept
      }
    }
    return document + signatures + findings * FINDING;
  }
}
