package se.sluss.system.promise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import se.sluss.launcher.embedded.Room;
import se.sluss.launcher.suite.Component;
import se.sluss.launcher.suite.Suite;
import se.sluss.system.actor.Authority;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Hook;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;
import se.sluss.system.running.OnRunningSluss;
import se.sluss.system.running.RunningSluss;

/**
 * Three replicas of every room, of which one after the other is told to end and started again, in
 * all four rooms at the same time, as a roll-out does it, while documents are handed in, signed,
 * sent and told of.
 */
@OnRunningSluss
@Order(9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollingRestartE2E {
  private static final int REPLICAS = 3;
  private static final int SIGNED_AT_ONCE = 4;

  /** The chart's grace period, without the pause that it makes before. */
  private static final Duration GRACE = Duration.ofSeconds(40);

  /** Four start at once, beside all that goes on. */
  private static final Duration STARTED = Duration.ofMinutes(4);

  private final Suite suite;
  private final Authority authority;
  private final Vendor vendor;
  private final Map<Room, List<Component>> replicas = new LinkedHashMap<>();
  private final Queue<Handed> all = new ConcurrentLinkedQueue<>();
  private final Queue<String> endedByForce = new ConcurrentLinkedQueue<>();

  RollingRestartE2E(RunningSluss sluss) {
    suite = sluss.suite();
    authority = sluss.authority();
    vendor = sluss.operator().vendor("Rolled", 3);
  }

  @BeforeAll
  void threeReplicasOfEachRoom() {
    for (Room room : Room.values()) {
      var ofRoom = new ArrayList<>(List.of(suite.component(room)));
      while (ofRoom.size() < REPLICAS) {
        ofRoom.add(suite.addReplica(room));
      }
      replicas.put(room, ofRoom);
    }
  }

  @AfterAll
  void oneOfEachRoomAgain() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      replicas.values().stream()
          .flatMap(ofRoom -> ofRoom.stream().skip(1))
          .forEach(extra -> threads.submit(() -> extra.stop(GRACE)));
    }
  }

  @Test
  @Order(1)
  void nothingIsLostWhileEveryReplicaIsRestarted() {
    var rolled = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Void>> load =
          vendor.providers().stream()
              .map(
                  provider ->
                      CompletableFuture.runAsync(() -> workUntil(rolled, provider), threads))
              .toList();
      Door.await(() -> assertThat(authority.callsOf(vendor.id())).isNotEmpty());
      try {
        join(
            Arrays.stream(Room.values())
                .map(room -> CompletableFuture.runAsync(() -> roll(room), threads))
                .toList());
      } finally {
        rolled.set(true);
      }
      join(load);
    }
    vendor.await(List.copyOf(all), "RECEIVED");

    assertThat(all).hasSizeGreaterThan(REPLICAS * SIGNED_AT_ONCE);
    assertThat(suite.firstUnexpectedEnd()).isNotDone();
  }

  @Test
  @Order(2)
  void everyReplicaEndedInOrderWithinItsGrace() {
    assertThat(endedByForce).isEmpty();
  }

  @Test
  @Order(2)
  void everyDocumentWasSentOnceWithTheVeryBytes() {
    Map<String, List<Authority.Call>> calls =
        authority.callsOf(vendor.id()).stream()
            .collect(Collectors.groupingBy(Authority.Call::documentId));

    assertThat(calls.keySet())
        .isEqualTo(
            all.stream().map(one -> one.documentId().toString()).collect(Collectors.toSet()));
    for (Handed one : all) {
      List<Authority.Call> ofDocument = calls.get(one.documentId().toString());
      assertThat(ofDocument).as("calls with %s", one).hasSize(1);
      assertThat(ofDocument.getFirst().sha256()).isEqualTo(Documents.sha256(one.bytes()));
      assertThat(ofDocument.getFirst().outcome()).isEqualTo("ACCEPTED");
    }
  }

  @Test
  @Order(2)
  void theAuthorityMeasuredNoTwoCallsCloserThanAgreed() {
    assertThat(authority.smallestGapMillis(vendor.id()).orElseThrow())
        .isGreaterThanOrEqualTo(RunningSluss.INTERVAL.toMillis());
    assertThat(authority.hasShutOff(vendor.id())).isFalse();
  }

  @Test
  @Order(2)
  void everyReceiptIsToldOf() {
    Set<String> handed = all.stream().map(Handed::submissionId).collect(Collectors.toSet());
    Door.await(
        () ->
            assertThat(
                    vendor
                        .hook()
                        .told("submission.received")
                        .map(Hook.Delivery::submissionId)
                        .collect(Collectors.toSet()))
                .isEqualTo(handed));
  }

  private void workUntil(AtomicBoolean rolled, Provider provider) {
    do {
      List<Handed> handed = vendor.handIn(provider, SIGNED_AT_ONCE);
      all.addAll(handed);
      vendor.signInsistently(handed);
      Door.await(
          () ->
              assertThat(handed)
                  .allSatisfy(one -> assertThat(vendor.state(one)).isEqualTo("RECEIVED")));
    } while (!rolled.get());
  }

  private void roll(Room room) {
    for (Component replica : replicas.get(room)) {
      if (!replica.stop(GRACE)) {
        endedByForce.add(replica.name());
      }
      replica.start();
      replica.awaitReady(STARTED);
    }
  }

  private static void join(List<CompletableFuture<Void>> all) {
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
  }
}
