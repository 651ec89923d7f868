package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.stream.Stream;
import se.sluss.model.contract.DocumentKind;

/** The assistant signs a report, and has no BankID to do it with under a samordningsnummer. */
final class AssistantSigns implements Rule {
  @Override
  public Stream<Finding> check(Reading document, LocalDate today) {
    return document.kind() == DocumentKind.TIME_REPORT
        ? document.root().child("assistent").stream()
            .flatMap(assistant -> assistant.child("samordningsnummer").stream())
            .map(number -> Finding.of(number.xpath(), Code.ASSISTANT_CANNOT_SIGN))
        : Stream.empty();
  }
}
