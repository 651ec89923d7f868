package se.sluss.kit.together;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/**
 * Does together what was asked while the last round was under way: one statement and one commit for
 * many who ask, and no waiting for others when there are none. The rounds have a thread of the
 * system: a virtual one would wait in line behind all that those who ask have to do meanwhile, with
 * all of them waiting for it.
 *
 * @param <Q> a question
 * @param <A> its answer
 */
public final class Together<Q, A> implements AutoCloseable {
  private final BlockingQueue<Asked<Q, A>> waiting = new LinkedBlockingQueue<>();
  private final Function<List<Q>, List<A>> work;
  private final int most;
  private final Thread worker;
  private volatile boolean ended;

  private record Asked<Q, A>(Q question, CompletableFuture<A> answer) {}

  /**
   * @param most questions in one round
   * @param work answers questions in their order; when it throws, all of its round fail with that
   */
  public Together(String name, int most, Function<List<Q>, List<A>> work) {
    this.most = most;
    this.work = work;
    this.worker = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /**
   * The answer, once its round is over.
   *
   * @throws RuntimeException what the round failed with, or that this has ended
   */
  public A ask(Q question) {
    Asked<Q, A> asked = new Asked<>(question, new CompletableFuture<>());
    waiting.add(asked);
    if (ended) {
      endWaiting();
    }
    try {
      return asked.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void run() {
    List<Asked<Q, A>> round = new ArrayList<>();
    try {
      while (!Thread.currentThread().isInterrupted()) {
        round.add(waiting.take());
        waiting.drainTo(round, most - 1);
        answer(round);
        round.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
      round.forEach(asked -> asked.answer().completeExceptionally(ended()));
      endWaiting();
    }
  }

  private static IllegalStateException ended() {
    return new IllegalStateException("Ended");
  }

  /** Nobody would answer any more. */
  private void endWaiting() {
    for (Asked<Q, A> asked = waiting.poll(); asked != null; asked = waiting.poll()) {
      asked.answer().completeExceptionally(ended());
    }
  }

  private void answer(List<Asked<Q, A>> round) {
    try {
      List<A> answers = work.apply(round.stream().map(Asked::question).toList());
      for (int i = 0; i < round.size(); i++) {
        round.get(i).answer().complete(answers.get(i));
      }
    } catch (RuntimeException | Error e) {
      round.forEach(asked -> asked.answer().completeExceptionally(e));
    }
  }

  @Override
  public void close() {
    worker.interrupt();
  }
}
