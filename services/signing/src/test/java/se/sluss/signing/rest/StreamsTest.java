package se.sluss.signing.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import se.sluss.kit.problem.Problem;

class StreamsTest {
  private final Streams streams = new Streams();

  @Test
  void anOwnerHasSoManyPlacesAndGetsThemBack() {
    Streams.Place first = streams.take("a", 2);
    streams.take("a", 2);
    assertThatThrownBy(() -> streams.take("a", 2))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.type().slug()).isEqualTo("too-many-streams");
              assertThat(problem.type().status()).isEqualTo(429);
            });

    first.close();

    assertThat(streams.take("a", 2)).isNotNull();
  }

  @Test
  void whatOneOwnerTakesIsNotAnothers() {
    streams.take("a", 1);

    assertThat(streams.take("b", 1)).isNotNull();
  }

  @Test
  void noMoreThanThatAreTakenHoweverManyAskAtOnce() {
    AtomicInteger got = new AtomicInteger();
    List<Runnable> all = new ArrayList<>();
    IntStream.range(0, 200)
        .forEach(
            one ->
                all.add(
                    () -> {
                      try {
                        streams.take("a", 10);
                        got.incrementAndGet();
                      } catch (Problem expected) {
                        // all are taken
                      }
                    }));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(threads::execute);
    }

    assertThat(got).hasValue(10);
  }
}
