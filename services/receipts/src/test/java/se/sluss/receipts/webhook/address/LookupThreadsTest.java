package se.sluss.receipts.webhook.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import se.sluss.model.id.VendorId;
import se.sluss.testsupport.Eventually;

/** One vendor's name server hangs; another's answers. */
class LookupThreadsTest {
  private static final int THREADS = 8;
  private static final int PER_VENDOR = 2;
  private static final String DEAD = "dead.example.se";
  private static final String HEALTHY = "healthy.example.se";
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("1.1.1.1");

  private final AtomicInteger hanging = new AtomicInteger();
  private final CountDownLatch back = new CountDownLatch(1);
  private final LookupThreads lookups =
      new LookupThreads("lookup-", THREADS, PER_VENDOR, Duration.ofMillis(500), this::resolve);
  private final VendorId dead = VendorId.next();
  private final VendorId healthy = VendorId.next();

  @AfterEach
  void close() {
    back.countDown();
    lookups.close();
  }

  @Test
  void deadNameServerHoldsItsOwnersPlacesAndNobodyElses() throws UnknownHostException {
    hang(dead);

    assertThatThrownBy(() -> lookups.lookup(DEAD, dead))
        .as("not asked, which says nothing of the name")
        .isInstanceOf(LookupsBusyException.class);
    assertThatThrownBy(() -> lookups.lookup(HEALTHY, dead))
        .isInstanceOf(LookupsBusyException.class);
    for (int i = 0; i < 10; i++) {
      assertThat(lookups.lookup(HEALTHY, healthy)).containsExactly(ADDRESS);
    }
  }

  @Test
  void placesComeBackOnceTheCallsHaveEnded() {
    hang(dead);

    back.countDown();

    Eventually.holds(() -> assertThat(lookups.lookup(HEALTHY, dead)).containsExactly(ADDRESS));
  }

  @Test
  void withoutAThreadNothingQueues() {
    for (int i = 0; i < THREADS / PER_VENDOR; i++) {
      hang(VendorId.next());
    }

    assertThatThrownBy(() -> lookups.lookup(HEALTHY, healthy))
        .isInstanceOf(LookupsBusyException.class);
  }

  @Test
  void nameWithoutAnAddressIsToldAsSuch() {
    assertThatThrownBy(() -> lookups.lookup("unknown.example.se", healthy))
        .isInstanceOf(UnknownHostException.class);
  }

  /** Takes all places of a vendor by look-ups that are given up in time and go on hanging. */
  private void hang(VendorId vendor) {
    int before = hanging.get();
    for (int i = 0; i < PER_VENDOR; i++) {
      Thread.startVirtualThread(
          () ->
              assertThatThrownBy(() -> lookups.lookup(DEAD, vendor))
                  .isInstanceOf(UnknownHostException.class));
    }
    Eventually.holds(() -> assertThat(hanging).hasValue(before + PER_VENDOR));
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    if (host.equals(DEAD)) {
      hanging.incrementAndGet();
      try {
        back.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (host.equals(HEALTHY)) {
      return new InetAddress[] {ADDRESS};
    }
    throw new UnknownHostException(host);
  }
}
