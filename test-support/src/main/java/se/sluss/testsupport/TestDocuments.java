package se.sluss.testsupport;

import java.util.UUID;
import se.sluss.launcher.demo.SampleDocuments;

/** Valid documents of both services, made from {@link TestPersons}. */
public final class TestDocuments {
  private TestDocuments() {}

  /** A notification (E-IOA) of an assistant employed by the provider. */
  public static byte[] notification(UUID id, String organisationNumber) {
    return notification(id, organisationNumber, TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }

  /** A notification (E-IOA) for the given people, both by personal number. */
  public static byte[] notification(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return SampleDocuments.notification(id, organisationNumber, assistedPerson, assistant);
  }

  /** A time report (ELT) for November 2026 of an assistant employed by the provider. */
  public static byte[] timeReport(UUID id, String organisationNumber) {
    return timeReport(id, organisationNumber, TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }

  /** A time report (ELT) for November 2026 for the given people, both by personal number. */
  public static byte[] timeReport(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return SampleDocuments.timeReport(id, organisationNumber, assistedPerson, assistant);
  }
}
