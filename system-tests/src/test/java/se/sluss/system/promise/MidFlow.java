package se.sluss.system.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import se.sluss.system.actor.Door;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;

/**
 * Work that goes on in the background: each provider in turn hands in and signs, so that while the
 * documents of the first are being sent, those of the last are still being handed in.
 */
final class Batch {
  private final Vendor vendor;
  private final List<Handed> handed = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> done;

  private Batch(Vendor vendor, int each) {
    this.vendor = vendor;
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    this.done =
        CompletableFuture.runAsync(() -> work(each), threads)
            .whenComplete((nothing, failure) -> threads.shutdown());
  }

  static Batch start(Vendor vendor, int each) {
    return new Batch(vendor, each);
  }

  private void work(int each) {
    List<CompletableFuture<Void>> signatures = new ArrayList<>();
    for (Provider provider : vendor.providers()) {
      List<Handed> mine = new ArrayList<>();
      for (int i = 0; i < each; i++) {
        Handed one = vendor.handIn(provider);
        handed.add(one);
        mine.add(one);
      }
      signatures.add(CompletableFuture.runAsync(() -> vendor.signInsistently(mine)));
    }
    CompletableFuture.allOf(signatures.toArray(CompletableFuture[]::new)).join();
  }

  /** What was answered with a 2xx so far. */
  List<Handed> handed() {
    return List.copyOf(handed);
  }

  /** Everything, when all is handed in and signed. */
  List<Handed> awaitSigned() {
    done.orTimeout(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return handed();
  }
}
