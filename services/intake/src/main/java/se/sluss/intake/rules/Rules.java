package se.sluss.intake.rules;

import java.time.LocalDate;
import java.util.List;
import org.w3c.dom.Document;
import se.sluss.model.contract.DocumentKind;

/** All the rules that need nothing but the document and the day. */
public final class Rules {
  private static final List<Rule> ALL =
      List.of(
          new YearsOfFourDigits(),
          new AlreadyBorn(),
          new AdultAssistant(),
          new PeriodsInOrder(),
          new PeriodsCoverMonth(),
          new DaysOfMonth(),
          new TimesOfDay(),
          new RowsInOrder(),
          new RowsApart(),
          new HoursInDay(),
          new LongEnoughPhones(),
          new AppliesAhead(),
          new AssistantSigns());

  private Rules() {}

  /** What all rules find, rule by rule. */
  public static List<Finding> findings(Document document, DocumentKind kind, LocalDate today) {
    Reading reading = new Reading(document, kind);
    return ALL.stream().flatMap(rule -> rule.check(reading, today)).toList();
  }
}
