package se.sluss.bench.frame;

import java.util.List;

/** One measurement, which prepares what it needs and cleans up after itself. */
public interface Phase {
  /** Short, of letters and dashes; chosen by it on the command line. */
  String name();

  /** What it does, in a sentence. */
  String about();

  /**
   * Measures.
   *
   * @throws Exception when it could not; what is broken is told, and the next phase goes on
   */
  List<Figure> run(Settings settings) throws Exception;
}
