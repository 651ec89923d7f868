package se.sluss.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.sluss.launcher.PlainFailure;
import se.sluss.launcher.process.ChildProcess;
import se.sluss.launcher.process.ProcessPlan;

class ComponentTest {
  @TempDir Path folder;
  private final CompletableFuture<Integer> unexpected = new CompletableFuture<>();
  private Component component;

  @AfterEach
  void stop() {
    component.stop(Duration.ofSeconds(5));
  }

  @Test
  void anEndThatNobodyAskedForIsTold() throws Exception {
    component = of("exit 7", true);
    component.start();

    assertThat(unexpected.get(10, TimeUnit.SECONDS)).isEqualTo(7);
  }

  @Test
  void anOrderlyEndIsQuickAndNoSurprise() {
    for (int i = 0; i < 10; i++) {
      component = of("exec sleep 60", true);
      component.start();

      long before = System.nanoTime();
      assertThat(component.stop(Duration.ofSeconds(20))).isTrue();

      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
    }
    assertThat(unexpected).isNotDone();
  }

  @Test
  void aKilledComponentStartsAgainWithAnotherPid() {
    component = of("exec sleep 60", true);
    component.start();
    long before = component.pid();

    component.kill9();
    assertThat(component.alive()).isFalse();
    component.restart();

    assertThat(component.alive()).isTrue();
    assertThat(component.pid()).isNotEqualTo(before);
    assertThat(unexpected).isNotDone();
  }

  @Test
  void aPausedOneIsKilledWhenItDoesNotEnd() {
    component = of("exec sleep 60", true);
    component.start();

    component.pause();
    awaitFrozen();
    assertThat(component.stop(Duration.ofMillis(200))).isFalse();
    assertThat(component.alive()).isFalse();
  }

  @Test
  void oneThatEndsWhileStartingIsSaidSo() {
    component = of("exit 1", false);
    component.start();

    assertThatThrownBy(() -> component.awaitReady(Duration.ofSeconds(10)))
        .isInstanceOf(PlainFailure.class)
        .hasMessageStartingWith("sleeper ended while starting");
  }

  /** The kernel takes the signal to end first, where both are there before the process ran. */
  private void awaitFrozen() {
    Path stat = Path.of("/proc", Long.toString(component.pid()), "stat");
    assumeThat(stat).exists();
    await().untilAsserted(() -> assertThat(stat).content().contains(") T "));
  }

  private Component of(String script, boolean ready) {
    var plan =
        ProcessPlan.of(
            "sleeper",
            List.of("sh", "-c", script),
            Map.of(),
            folder.resolve("sleeper.log"),
            folder.resolve("sleeper.pid"));
    return new Component(
        "sleeper",
        Optional.empty(),
        plan.log(),
        () -> ChildProcess.start(plan),
        () -> ready,
        (ended, code) -> unexpected.complete(code));
  }
}
