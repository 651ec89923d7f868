package se.sluss.testsupport;

import java.util.List;
import se.sluss.launcher.demo.SampleDocuments;

/**
 * The only identity numbers that tests and demos use. Personal and co-ordination numbers are from
 * Skatteverket's published test series, the organisation number is fictitious.
 */
public final class TestPersons {
  /** The person who has assistance. */
  public static final String ASSISTED = SampleDocuments.ASSISTED;

  /** The assistant. */
  public static final String ASSISTANT = SampleDocuments.ASSISTANT;

  /** Signs for the provider. */
  public static final String PROVIDER_SIGNER = SampleDocuments.PROVIDER_SIGNER;

  /** Two more adults. */
  public static final String THIRD = SampleDocuments.THIRD;

  public static final String FOURTH = SampleDocuments.FOURTH;

  /** A co-ordination number. */
  public static final String COORDINATION_NUMBER = "197010632391";

  /** Born in 2017. */
  public static final String CHILD = "201701102384";

  /** All adults with a personal number. */
  public static final List<String> ADULTS = SampleDocuments.ADULTS;

  private TestPersons() {}

  /** The n-th of ten thousand fictitious organisation numbers with a valid check digit. */
  public static String organisationNumber(int n) {
    return SampleDocuments.organisationNumber(n);
  }
}
