package se.sluss.signing.page;

import java.util.Map;
import se.sluss.signing.order.Language;

/** What the elements of the documents are called for people. */
final class FieldLabels {
  private record Label(String sv, String en) {}

  private static final Map<String, Label> LABELS =
      Map.ofEntries(
          entry("AnmalanFranArbetsgivare", "Anmälan", "Notification"),
          entry("Tidredovisning", "Tidredovisning", "Time report"),
          entry("id", "Handlingens id", "Document's id"),
          entry("redovisningsmanad", "Månad", "Month"),
          entry("personSomHarAssistans", "Den som har assistans", "Person who has assistance"),
          entry("assistent", "Assistent", "Assistant"),
          entry("assistansanordnare", "Assistansanordnare", "Provider of assistance"),
          entry("annanArbetsgivare", "Annan arbetsgivare", "Other employer"),
          entry("personnummer", "Personnummer", "Personal identity number"),
          entry("samordningsnummer", "Samordningsnummer", "Co-ordination number"),
          entry("fornamn", "Förnamn", "Given name"),
          entry("efternamn", "Efternamn", "Surname"),
          entry("anstallningsdatum", "Anställd från och med", "Employed from"),
          entry("narstaende", "Närstående", "Next of kin"),
          entry("bosattInnanforEES", "Bosatt inom EES", "Lives in the EEA"),
          entry("bosattUtanforEES", "Bosatt utanför EES", "Lives outside the EEA"),
          entry("bosattUtanfor", "Bosatt utanför EES", "Lives outside the EEA"),
          entry("adress", "Adress", "Address"),
          entry("andringGallerFrom", "Gäller från och med", "Applies from"),
          entry("kollektivavtal", "Kollektivavtal", "Collective agreement"),
          entry("anordnareNamn", "Namn", "Name"),
          entry("arbetsgivareNamn", "Namn", "Name"),
          entry("organisationsnummer", "Organisationsnummer", "Organisation number"),
          entry("kontaktperson", "Kontaktperson", "Contact"),
          entry("telefonnummer", "Telefon", "Telephone"),
          entry("telefonnummerAnordnare", "Anordnarens telefon", "Provider's telephone"),
          entry("telefonnummerAssistent", "Assistentens telefon", "Assistant's telephone"),
          entry(
              "assistentAnstalldAvAnordnare",
              "Assistenten är anställd av anordnaren",
              "The assistant is employed by the provider"),
          entry(
              "assistentEgenForetagare",
              "Assistenten är egen företagare",
              "The assistant is self-employed"),
          entry(
              "anstalldAvPersonSomHarAssistans",
              "Assistenten är anställd av den som har assistans",
              "The assistant is employed by the person who has assistance"),
          entry("berakningsperiod", "Beräkningsperioder", "Calculation periods"),
          entry("fromDag", "Från och med", "From"),
          entry("tomDag", "Till och med", "To"),
          entry("tidrapport", "Arbetad tid", "Hours worked"),
          entry("rapportRad", "Arbetad tid", "Hours worked"),
          entry("dag", "Dag", "Day"),
          entry("fromTid", "Från", "From"),
          entry("tomTid", "Till", "To"),
          entry("aktivTid", "Aktiv tid", "Active"),
          entry("vanteTid", "Väntetid", "Waiting"),
          entry("beredskapsTid", "Beredskap", "Standby"));

  private FieldLabels() {}

  /** The element's own name where nobody has given it another. */
  static String of(String element, Language language) {
    Label label = LABELS.get(element);
    if (label == null) {
      return element;
    }
    return switch (language) {
      case SV -> label.sv();
      case EN -> label.en();
    };
  }

  private static Map.Entry<String, Label> entry(String element, String sv, String en) {
    return Map.entry(element, new Label(sv, en));
  }
}
