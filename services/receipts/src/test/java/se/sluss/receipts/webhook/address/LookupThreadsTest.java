package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.Eventually;

/** Some names' servers hang; others' answer. */
class LookupThreadsTest {
  private static final int THREADS = 8;
  private static final int PER_VENDOR = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final String DEAD = "dead.example.se";
  private static final String HEALTHY = "healthy.example.se";
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("1.1.1.1");

  private final AtomicInteger hanging = new AtomicInteger();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private volatile CountDownLatch back = new CountDownLatch(1);
  private final LookupThreads lookups =
      new LookupThreads("lookup-", THREADS, PER_VENDOR, PATIENCE, this::resolve);
  private final VendorId vendor = VendorId.next();
  private final VendorId another = VendorId.next();

  @AfterEach
  void close() {
    back.countDown();
    lookups.close();
  }

  @Test
  void deadNameServerHoldsOnePlaceHoweverOftenItIsAskedFor() throws Exception {
    hang(vendor, DEAD);
    List<Thread> asking = Stream.generate(() -> ask(vendor, DEAD)).limit(10 * PER_VENDOR).toList();
    for (Thread one : asking) {
      one.join();
    }

    assertThat(lookups.lookup(HEALTHY, vendor))
        .as("another endpoint of the same vendor")
        .containsExactly(ADDRESS);
    assertThat(hanging).as("calls that hang").hasValue(1);
  }

  @Test
  void nameThatAnsweredIsNotHeldUpByAnyNumberOfDeadOnes() throws UnknownHostException {
    lookups.lookup(HEALTHY, vendor);
    for (int i = 0; i < PER_VENDOR; i++) {
      hang(vendor, DEAD + i);
    }

    for (int i = 0; i < 10; i++) {
      long begun = System.nanoTime();
      assertThat(lookups.lookup(HEALTHY, vendor)).containsExactly(ADDRESS);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE);
    }
    assertThatThrownBy(() -> lookups.lookup("new.example.se", vendor))
        .as("not asked, which says nothing of the name")
        .isInstanceOf(LookupsBusyException.class);
    assertThat(lookups.lookup("other.example.se", another))
        .as("another vendor's")
        .containsExactly(ADDRESS);
  }

  @Test
  void whileALookupHangsTheNextOneFailsAtOnce() {
    assertTimesOut(DEAD, vendor);

    long begun = System.nanoTime();
    assertTimesOut(DEAD, vendor);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PATIENCE.dividedBy(2));
    assertThat(hanging).hasValue(1);
  }

  @Test
  void nameThatBeganToHangHasNoPlaceOfItsOwnAnyMore() throws UnknownHostException {
    String turned = "turned.example.se";
    lookups.lookup(turned, vendor);
    dead.add(turned);
    for (int i = 0; i < PER_VENDOR - 1; i++) {
      hang(vendor, DEAD + i);
    }
    // Its own place, for the last time.
    assertTimesOut(turned, vendor);
    back.countDown();
    Eventually.holds(() -> assertThat(hanging).hasValue(0));
    back = new CountDownLatch(1);

    for (int i = 0; i < PER_VENDOR - 1; i++) {
      hang(vendor, DEAD + i);
    }
    hang(vendor, turned);

    assertThatThrownBy(() -> lookups.lookup("new.example.se", vendor))
        .isInstanceOf(LookupsBusyException.class);
  }

  @Test
  void namesThatAnsweredAndHangAllAtOnceDoNotTakeEverybodysThreads() throws UnknownHostException {
    for (int i = 0; i < THREADS; i++) {
      lookups.lookup("turned" + i, vendor);
    }
    for (int i = 0; i < THREADS; i++) {
      dead.add("turned" + i);
    }
    for (int i = 0; i < 2 * PER_VENDOR; i++) {
      hang(vendor, "turned" + i);
    }

    assertThatThrownBy(() -> lookups.lookup("turned" + (THREADS - 1), vendor))
        .isInstanceOf(LookupsBusyException.class);
    assertThat(lookups.lookup(HEALTHY, another)).containsExactly(ADDRESS);
  }

  @Test
  void placesComeBackOnceTheCallsHaveEnded() {
    for (int i = 0; i < PER_VENDOR; i++) {
      hang(vendor, DEAD + i);
    }

    back.countDown();

    Eventually.holds(() -> assertThat(lookups.lookup(HEALTHY, vendor)).containsExactly(ADDRESS));
  }

  @Test
  void withoutAThreadNothingQueues() {
    for (int i = 0; i < THREADS; i++) {
      hang(VendorId.next(), DEAD + i);
    }

    assertThatThrownBy(() -> lookups.lookup(HEALTHY, vendor))
        .isInstanceOf(LookupsBusyException.class);
  }

  @Test
  void nameWithoutAnAddressIsToldAsSuch() {
    assertThatThrownBy(() -> lookups.lookup("unknown.example.se", vendor))
        .isExactlyInstanceOf(UnknownHostException.class);
  }

  private void assertTimesOut(String host, VendorId asker) {
    assertThatThrownBy(() -> lookups.lookup(host, asker))
        .isInstanceOf(LookupTimedOutException.class);
  }

  /** A look-up that goes on hanging, whoever waits for it. */
  private void hang(VendorId asker, String host) {
    int before = hanging.get();
    ask(asker, host);
    Eventually.holds(() -> assertThat(hanging).hasValue(before + 1));
  }

  /** By somebody who does not mind what comes of it. */
  private Thread ask(VendorId asker, String host) {
    return Thread.startVirtualThread(
        () -> {
          try {
            lookups.lookup(host, asker);
          } catch (UnknownHostException | LookupsBusyException e) {
            // As told elsewhere.
          }
        });
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    if (host.startsWith(DEAD) || dead.contains(host)) {
      CountDownLatch until = back;
      hanging.incrementAndGet();
      try {
        until.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        hanging.decrementAndGet();
      }
    }
    if (host.startsWith("unknown")) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {ADDRESS};
  }
}
