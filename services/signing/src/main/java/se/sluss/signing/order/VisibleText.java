package se.sluss.signing.order;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import se.sluss.model.contract.AssistantFacts;
import se.sluss.model.contract.DocumentFacts;
import se.sluss.model.contract.PersonFacts;
import se.sluss.model.id.SignerRole;

/**
 * What the person reads before signing, in {@code simpleMarkdownV1}: who certifies what on which
 * day, and one numbered line a document. Names cannot write markup: what would be one is left out.
 */
final class VisibleText {
  private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");

  private VisibleText() {}

  /**
   * The text above the lines.
   *
   * @param part from 1
   * @param parts 1 when everything is signed at once
   */
  static String heading(SignerRole role, LocalDate today, Language language, int part, int parts) {
    String date = inClear(today, "d MMMM uuuu", language);
    String opening =
        switch (language) {
          case SV ->
              switch (role) {
                case ASSISTENT -> "Jag är assistent och intygar den %s att uppgifterna stämmer i:";
                case ANORDNARE ->
                    "Jag företräder assistansanordnaren och intygar den %s att uppgifterna stämmer"
                        + " i:";
              };
          case EN ->
              switch (role) {
                case ASSISTENT ->
                    "I am the assistant and certify on %s that the information is correct in:";
                case ANORDNARE ->
                    "I represent the assistance provider and certify on %s that the information is"
                        + " correct in:";
              };
        };
    String title =
        switch (language) {
          case SV -> "# Underskrift" + (parts == 1 ? "" : ", del " + part + " av " + parts);
          case EN -> "# Signature" + (parts == 1 ? "" : ", part " + part + " of " + parts);
        };
    return title + "\n" + opening.formatted(date) + "\n";
  }

  /** One line for each document, without their numbers. */
  static List<String> lines(List<ToSign> documents, Language language) {
    List<String> lines = new ArrayList<>(documents.size());
    for (ToSign document : documents) {
      DocumentFacts facts = document.facts();
      AssistantFacts assistant = facts.assistant();
      PersonFacts assisted = facts.assistedPerson();
      String who =
          plain(assistant.givenName() + " " + assistant.surname())
              + ", "
              + dashed(assistant.digits())
              + ",";
      String whose = plain(assisted.givenName() + " " + assisted.surname());
      String month =
          facts.month().map(reported -> inClear(reported, "MMMM uuuu", language)).orElse("");
      lines.add(
          switch (language) {
            case SV ->
                switch (facts.service()) {
                  case E_IOA ->
                      "Anmälan om att "
                          + who
                          + " är personlig assistent hos "
                          + whose
                          + from(document, " från och med ", language);
                  case ELT ->
                      "Tidredovisning "
                          + month
                          + " för personlig assistent "
                          + who
                          + " hos "
                          + whose;
                };
            case EN ->
                switch (facts.service()) {
                  case E_IOA ->
                      "Notification that "
                          + who
                          + " is a personal assistant of "
                          + whose
                          + from(document, " from ", language);
                  case ELT ->
                      "Time report " + month + " of personal assistant " + who + " for " + whose;
                };
          });
    }
    return lines;
  }

  private static String from(ToSign document, String from, Language language) {
    return document
        .appliesFrom()
        .map(day -> from + inClear(day, "d MMMM uuuu", language))
        .orElse("");
  }

  private static String inClear(TemporalAccessor date, String pattern, Language language) {
    Locale locale = language == Language.SV ? SWEDISH : Locale.UK;
    return DateTimeFormatter.ofPattern(pattern, locale).format(date);
  }

  private static String plain(String name) {
    return name.replaceAll("[\\p{Cntrl}\\p{Cf}*_#|`~+\\[\\]<>]", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String dashed(String digits) {
    return digits.substring(0, 8) + "-" + digits.substring(8);
  }
}
