package se.sluss.signing.order;

import java.time.LocalDate;
import java.util.List;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.id.SignerRole;

/**
 * What the person reads before signing: one numbered line a document. Swedish, since the signature
 * is for a Swedish authority.
 */
final class VisibleText {
  private VisibleText() {}

  static String of(SignerRole role, LocalDate today, List<DocumentFacts> documents) {
    String opening =
        switch (role) {
          case ASSISTENT -> "Jag intygar %s som assistent att uppgifterna är riktiga i:";
          case ANORDNARE -> "Jag intygar %s för assistansanordnaren att uppgifterna är riktiga i:";
        };
    StringBuilder text = new StringBuilder(100 + documents.size() * 100);
    text.append(opening.formatted(today)).append('\n');
    for (int i = 0; i < documents.size(); i++) {
      text.append('\n').append(i + 1).append(". ").append(line(documents.get(i)));
    }
    return text.toString();
  }

  private static String line(DocumentFacts facts) {
    AssistantFacts assistant = facts.assistant();
    String who = assistant.givenName() + " " + assistant.surname() + ", " + dashed(assistant);
    return switch (facts.service()) {
      case E_IOA -> "Anmälan om personlig assistent " + who;
      case ELT ->
          "Tidredovisning "
              + facts.month().map(Object::toString).orElse("")
              + " för personlig assistent "
              + who;
    };
  }

  private static String dashed(AssistantFacts assistant) {
    String digits =
        switch (assistant.number()) {
          case AssistantFacts.Number.Personal(var number) -> number.digits();
          case AssistantFacts.Number.Coordination(var number) -> number.digits();
        };
    return digits.substring(0, 8) + "-" + digits.substring(8);
  }
}
