package se.sluss.system.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import se.sluss.system.actor.Handed;
import se.sluss.system.actor.Provider;
import se.sluss.system.actor.Vendor;

/**
 * Work of three providers, with a blow at the moment when everything is under way at once: the
 * first one's documents are being sent, the second one's are being signed, the third one's are
 * being handed in. Whoever gets no answer asks again, as a careful client does.
 */
final class MidFlow {
  private final Vendor vendor;
  private final int each;

  MidFlow(Vendor vendor, int each) {
    this.vendor = vendor;
    this.each = each;
  }

  /**
   * Plays it.
   *
   * @param sending returns when a document of the first provider is on its way
   * @param blow what happens then
   * @return everything that was handed in; all of it is signed
   */
  List<Handed> play(Runnable sending, Runnable blow) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Provider third = vendor.providers().get(2);
      List<Handed> sent = vendor.handIn(vendor.providers().get(0), each);
      List<Handed> signed = vendor.handIn(vendor.providers().get(1), each);
      var handed = new ArrayList<>(vendor.handIn(third, 1));
      vendor.signInsistently(sent);
      sending.run();

      var signing = CompletableFuture.runAsync(() -> vendor.signInsistently(signed), threads);
      var handingIn = CompletableFuture.supplyAsync(() -> vendor.handIn(third), threads);
      blow.run();

      handed.addAll(vendor.handIn(third, each - 2));
      handed.add(handingIn.join());
      vendor.signInsistently(handed);
      signing.join();
      handed.addAll(sent);
      handed.addAll(signed);
      return List.copyOf(handed);
    }
  }
}
