package se.sluss.bench.today;

/** A way to keep the pace, with work for ever. */
public sealed interface Integrator extends AutoCloseable permits Loop, SharedBucket {
  /** The common name of its certificate. */
  String client();

  /** One of its processes dies at once, whatever it was doing. */
  void kill();

  /** What died is started again. */
  void restart();

  @Override
  void close();
}
