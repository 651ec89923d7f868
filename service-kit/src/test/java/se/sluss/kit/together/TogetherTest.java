package se.sluss.kit.together;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import se.sluss.testsupport.Eventually;

class TogetherTest {
  private static final int MOST = 3;

  private final List<List<Integer>> rounds = Collections.synchronizedList(new ArrayList<>());

  @Test
  void whoAsksAloneDoesNotWaitForOthers() {
    try (var together = new Together<Integer, Integer>("alone", MOST, this::doubled)) {
      assertThat(together.ask(1)).isEqualTo(2);
      assertThat(together.ask(2)).isEqualTo(4);
    }

    assertThat(rounds).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whatIsAskedDuringARoundIsDoneTogetherInTheNextUpToTheBound() throws Exception {
    CountDownLatch firstRound = new CountDownLatch(1);
    try (var together =
        new Together<Integer, Integer>(
            "together",
            MOST,
            questions -> {
              List<Integer> answers = doubled(questions);
              await(firstRound);
              return answers;
            })) {
      List<FutureTask<Integer>> answers = new ArrayList<>();
      List<Thread> asking = new ArrayList<>();
      for (int question = 0; question < 5; question++) {
        int asked = question;
        answers.add(new FutureTask<>(() -> together.ask(asked)));
        asking.add(Thread.ofVirtual().start(answers.getLast()));
        // The first has a round of its own, which the others wait for.
        Eventually.holds(() -> assertThat(rounds).hasSize(1));
      }
      Eventually.holds(
          () -> assertThat(asking).extracting(Thread::getState).containsOnly(Thread.State.WAITING));
      firstRound.countDown();

      for (int question = 0; question < 5; question++) {
        assertThat(answers.get(question).get(10, TimeUnit.SECONDS)).isEqualTo(2 * question);
      }
    }
    assertThat(rounds).extracting(List::size).containsExactly(1, MOST, 1);
    assertThat(rounds.stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
  }

  @Test
  void roundThatFailsFailsForItsOwnOnly() {
    try (var together =
        new Together<Integer, Integer>(
            "failing",
            MOST,
            questions -> {
              if (questions.contains(13)) {
                throw new IllegalArgumentException("thirteen");
              }
              return doubled(questions);
            })) {
      assertThatThrownBy(() -> together.ask(13)).hasMessage("thirteen");
      assertThat(together.ask(14)).isEqualTo(28);
    }
  }

  @Test
  void roundWithTooFewAnswersFails() {
    try (var together = new Together<Integer, Integer>("short", MOST, _ -> List.of())) {
      assertThatThrownBy(() -> together.ask(1)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void errorInARoundDoesNotEndTheRoundsAfterIt() {
    try (var together =
        new Together<Integer, Integer>(
            "erring",
            MOST,
            questions -> {
              if (questions.contains(13)) {
                throw new StackOverflowError();
              }
              return doubled(questions);
            })) {
      assertThatThrownBy(() -> together.ask(13)).hasCauseInstanceOf(StackOverflowError.class);
      assertThat(together.ask(14)).isEqualTo(28);
    }
  }

  @Test
  void whoAsksAfterItsEndIsTold() {
    var together = new Together<Integer, Integer>("ended", MOST, this::doubled);
    together.close();

    assertThatThrownBy(
            () -> {
              while (together.ask(1) != null) {
                Thread.onSpinWait();
              }
            })
        .hasMessage("Ended");
  }

  @Test
  void whoWaitsWhenItEndsIsTold() {
    CountDownLatch never = new CountDownLatch(1);
    try (ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor()) {
      var together =
          new Together<Integer, Integer>(
              "ending",
              1,
              questions -> {
                rounds.add(List.copyOf(questions));
                await(never);
                return questions;
              });
      Future<Integer> first = asking.submit(() -> together.ask(1));
      Eventually.holds(() -> assertThat(rounds).hasSize(1));
      Future<Integer> second = asking.submit(() -> together.ask(2));

      together.close();

      assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
          .hasCauseInstanceOf(RuntimeException.class);
    }
  }

  private List<Integer> doubled(List<Integer> questions) {
    rounds.add(List.copyOf(questions));
    return questions.stream().map(question -> 2 * question).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
