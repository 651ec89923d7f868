package se.sluss.intake.rules;

import java.util.List;
import java.util.Locale;

/** Every kind of finding: stable for programs, in two languages for people. */
public enum Code {
  UNEXPECTED_ELEMENT("This element is not allowed here.", "Elementet får inte stå här."),
  MISSING_ELEMENT(
      "An element is missing at the end of this one.", "Ett element saknas i slutet av detta."),
  TEXT_NOT_ALLOWED(
      "Text is not allowed between the elements here.", "Text får inte stå mellan elementen här."),
  ELEMENTS_NOT_ALLOWED("Only text is allowed here.", "Här får bara text stå."),
  WRONG_PATTERN("The value does not have the required form.", "Värdet har inte rätt form."),
  WRONG_LENGTH("The value is too short or too long.", "Värdet är för kort eller för långt."),
  NOT_IN_LIST("The value is not one of the allowed ones.", "Värdet är inte ett av de tillåtna."),
  OUT_OF_RANGE("The number is outside its limits.", "Talet ligger utanför gränserna."),
  WRONG_TYPE("The value is not of the required type.", "Värdet är inte av rätt typ."),
  NOT_A_DATE(
      "The value is no date that exists, such as 2026-12-05.",
      "Värdet är inget datum som finns, som 2026-12-05."),
  ATTRIBUTE_NOT_ALLOWED("An attribute is not allowed here.", "Ett attribut är inte tillåtet här."),
  ATTRIBUTE_MISSING("A required attribute is missing.", "Ett attribut som krävs saknas."),
  UNKNOWN_DOCUMENT(
      "The root element is not one that is handed in.", "Rotelementet är inget som lämnas in."),
  INVALID("The element breaks the schema.", "Elementet bryter mot schemat."),

  MISSING("It is missing.", "Den saknas."),
  NONE_OF("One of these must be there.", "En av dessa måste finnas."),
  MORE_THAN_ONE("Only one of these may be there.", "Bara en av dessa får finnas."),
  UNKNOWN_MEMBER("This is not a member here.", "Det finns ingen sådan medlem här."),
  UNKNOWN_PARAMETER(
      "The request takes no such parameter.", "Anropet tar inte emot någon sådan parameter."),
  SAID_TWICE("It is said more than once.", "Den anges mer än en gång."),
  MEMBER_OF_JSON(
      "It is a member of the document's JSON object, not a parameter of the query.",
      "Den är en medlem i dokumentets JSON-objekt, inte en parameter i adressen."),
  NOT_ALLOWED_IN_XML(
      "The text holds characters that XML does not allow.",
      "Texten innehåller tecken som inte får finnas i XML."),
  INVALID_VALUE("The value does not have the required form.", "Värdet har inte rätt form."),
  NEEDED_BY_UNREADABLE(
      "It must be a date such as 2026-12-05, or a time with an offset such as 2026-12-05T12:00:00Z.",
      "Det måste vara ett datum som 2026-12-05, eller en tid med tidszon som 2026-12-05T12:00:00Z."),
  ALREADY_PASSED("The time has passed already.", "Tiden har redan passerat."),
  STILL_TO_COME("The day is still to come.", "Dagen har inte varit än."),
  NOT_THE_ASSISTANT(
      "This is not the number of the assistant, who alone signs in this role.",
      "Det är inte assistentens nummer, och bara assistenten skriver under i denna roll."),
  TOO_LARGE("The document is larger than one may be.", "Dokumentet är större än ett får vara."),
  NOT_THE_NEXT_SIGNERS(
      "Signatures are brought in the order in which people sign, from the first.",
      "Underskrifter lämnas i den ordning som personer skriver under, från den första."),
  HOLDS_A_PERSONAL_NUMBER(
      "A reference must not hold a personal identity number.",
      "En referens får inte innehålla ett personnummer."),

  NOT_A_PERSONNUMMER(
      "The value is not twelve digits with a date that exists.",
      "Värdet är inte tolv siffror med ett datum som finns."),
  NOT_A_SAMORDNINGSNUMMER(
      "The value is not twelve digits with a date that exists and 60 added to its day.",
      "Värdet är inte tolv siffror med ett datum som finns och 60 lagt till dagen."),
  NOT_AN_ORGANISATIONSNUMMER(
      "The value is not ten digits of which the third is at least 2.",
      "Värdet är inte tio siffror där den tredje är minst 2."),
  WRONG_CHECK_DIGIT(
      "The check digit does not fit the number.", "Kontrollsiffran stämmer inte med numret."),
  NOT_A_MONTH("The value is not a month that exists.", "Värdet är ingen månad som finns."),
  NOT_THE_TENANTS(
      "The provider in the document is not the tenant that hands it in.",
      "Anordnaren i dokumentet är inte den som lämnar in det."),

  NOT_BORN_YET(
      "The number is of a date of birth that is still to come.",
      "Numret har ett födelsedatum som inte har varit än."),
  ASSISTANT_UNDER_18(
      "The assistant is under 18 on the first day that this is about.",
      "Assistenten är under 18 år den första dag som detta gäller."),
  DAY_OUTSIDE_MONTH("The month has no such day.", "Det finns ingen sådan dag i månaden."),
  NOT_A_TIME(
      "This is no time of day. A day begins at 00.00 and ends at 24.00.",
      "Det är inget klockslag. En dag börjar 00.00 och slutar 24.00."),
  ROW_ENDS_BEFORE_IT_BEGINS(
      "The row ends when it begins, or before. What lasts past midnight is two rows.",
      "Raden slutar när den börjar eller tidigare. Det som varar över midnatt är två rader."),
  ROWS_OVERLAP(
      "The row overlaps another one of the same day.", "Raden överlappar en annan rad samma dag."),
  TOO_MANY_HOURS_IN_DAY(
      "With this row the day has more than 24 hours. Where clocks change, count as the clock shows.",
      "Med denna rad har dagen fler än 24 timmar. Räkna som klockan visar när den ställs om."),
  PERIOD_ENDS_BEFORE_IT_BEGINS(
      "The period ends before it begins.", "Perioden slutar innan den börjar."),
  PERIODS_DO_NOT_COVER_MONTH(
      "The calculation periods leave out days of the month.",
      "Beräkningsperioderna täcker inte hela månaden."),
  PHONE_TOO_SHORT(
      "A phone number has at least seven characters.", "Ett telefonnummer har minst sju tecken."),
  TOO_LATE(
      "The document was handed in before, without signatures or with others.",
      "Dokumentet har redan lämnats in, utan underskrifter eller med andra."),
  DOCUMENT_ID_CONFLICT(
      "The tenant handed in another document under this identifier.",
      "Ett annat dokument har redan lämnats in med samma id."),

  APPLIES_FROM_THE_PAST(
      Severity.WARNING,
      "It applies from a day that has passed; a notification must be there before.",
      "Det gäller från en dag som har passerat; anmälan ska komma in före."),
  ASSISTANT_CANNOT_SIGN(
      Severity.WARNING,
      "The assistant is to sign, but nobody with a samordningsnummer can sign with BankID.",
      "Assistenten ska skriva under, men med samordningsnummer kan ingen skriva under med BankID."),
  DUPLICATE_REPORT(
      Severity.WARNING,
      "There is a report for this person, assistant and month already.",
      "Det finns redan en redovisning för samma person, assistent och månad."),
  ENDED_BEFORE(
      Severity.WARNING,
      "This document was handed in before, and nothing more happens to it. Hand it in under another"
          + " identifier.",
      "Dokumentet har lämnats in tidigare, och inget mer händer med det. Lämna in det med ett annat"
          + " id.");

  /** Whether it keeps a document out. */
  public enum Severity {
    ERROR,
    /** Told and kept; nothing is held up by it. */
    WARNING
  }

  private static final Words EXPECTED = new Words(" Expected: ", " Väntat: ");

  private final Severity severity;
  private final Words words;

  Code(String english, String swedish) {
    this(Severity.ERROR, english, swedish);
  }

  Code(Severity severity, String english, String swedish) {
    this.severity = severity;
    this.words = new Words(english, swedish);
  }

  public Severity severity() {
    return severity;
  }

  /** As programs see it. */
  public String slug() {
    return switch (this) {
      case NEEDED_BY_UNREADABLE -> INVALID_VALUE.slug();
      case NONE_OF -> MISSING.slug();
      case UNKNOWN_PARAMETER, MEMBER_OF_JSON -> UNKNOWN_MEMBER.slug();
      case SAID_TWICE -> MORE_THAN_ONE.slug();
      default -> name().toLowerCase(Locale.ROOT).replace('_', '-');
    };
  }

  String text(Language language, List<String> names) {
    String sentence = words.in(language);
    return names.isEmpty()
        ? sentence
        : sentence + EXPECTED.in(language) + String.join(", ", names) + ".";
  }
}
