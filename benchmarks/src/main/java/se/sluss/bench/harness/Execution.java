package se.sluss.bench.harness;

import java.util.List;
import java.util.SplittableRandom;

/** A kill of the replica that a lane's last call came from. */
public final class Execution {
  private final Replica replica;
  private final List<String> clients;
  private final long nanos;

  private Execution(Replica replica, List<String> clients, long nanos) {
    this.replica = replica;
    this.clients = clients;
    this.nanos = nanos;
  }

  /** Draws a lane and kills its sender; a replica drawn where the sender cannot be told. */
  public static Execution ofTheSender(Stage stage, SplittableRandom random) {
    Lane lane = stage.lanes().get(random.nextInt(stage.lanes().size()));
    List<Replica> all = stage.replicas();
    Replica replica = stage.senderOf(lane).orElse(all.get(random.nextInt(all.size())));
    List<String> clients =
        stage.lanes().stream()
            .filter(one -> stage.senderOf(one).filter(replica::equals).isPresent())
            .map(one -> one.vendor().value())
            .toList();
    long nanos = System.nanoTime();
    replica.kill9();
    return new Execution(replica, clients, nanos);
  }

  /** Starts it again. */
  public void restart() {
    replica.start();
  }

  /** Its name. */
  public String replica() {
    return replica.name();
  }

  /** The clients of those lanes whose last call came from it. */
  public List<String> clients() {
    return clients;
  }

  /** When, by {@link System#nanoTime}. */
  public long nanos() {
    return nanos;
  }
}
