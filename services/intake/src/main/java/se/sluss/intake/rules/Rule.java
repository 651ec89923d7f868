package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;

/** Looks at one thing in a document that its schema cannot see. */
interface Rule {
  /**
   * What is to be told; empty when all is well, and when too little can be read to say.
   *
   * @param today in Sweden
   */
  Stream<Finding> check(Reading document, LocalDate today);
}
