package se.sluss.model.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.w3c.dom.Document;
import se.sluss.model.xml.HardenedXml;

/** Sound documents about people who exist only in the published test series. */
final class Documents {
  static final String ID = "0f8fad5b-d9cb-469f-a165-70867728950e";
  static final String ASSISTED = "189001019802";
  static final String ASSISTANT = "199010102383";
  static final String COORDINATED = "197010632391";
  static final String ORGANISATION = "5555555555";

  static final String NOTIFICATION =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <AnmalanFranArbetsgivare xmlns="%s">
        <id>%s</id>
        <personSomHarAssistans>
          <personnummer>%s</personnummer>
          <fornamn>Astrid</fornamn>
          <efternamn>Ask</efternamn>
        </personSomHarAssistans>
        <assistent>
          <personnummer>%s</personnummer>
          <fornamn>Bo</fornamn>
          <efternamn>Björk</efternamn>
          <anstallningsdatum>2026-11-01</anstallningsdatum>
          <narstaende>false</narstaende>
          <bosattInnanforEES>true</bosattInnanforEES>
          <andringGallerFrom>2026-12-01</andringGallerFrom>
        </assistent>
        <assistansanordnare>
          <anordnareNamn>Anordnaren AB</anordnareNamn>
          <organisationsnummer>%s</organisationsnummer>
          <kontaktperson>Cilla Ceder</kontaktperson>
          <telefonnummer>08-1234567</telefonnummer>
          <assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>
        </assistansanordnare>
        <telefonnummerAnordnare>08-1234567</telefonnummerAnordnare>
      </AnmalanFranArbetsgivare>
      """
          .formatted(
              DocumentKind.NOTIFICATION.family() + "1", ID, ASSISTED, ASSISTANT, ORGANISATION);

  static final String TIME_REPORT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <Tidredovisning xmlns="%s">
        <id>%s</id>
        <redovisningsmanad>2026-11</redovisningsmanad>
        <personSomHarAssistans>
          <personnummer>%s</personnummer>
          <fornamn>Astrid</fornamn>
          <efternamn>Ask</efternamn>
        </personSomHarAssistans>
        <assistent>
          <personnummer>%s</personnummer>
          <fornamn>Bo</fornamn>
          <efternamn>Björk</efternamn>
          <kollektivavtal>true</kollektivavtal>
        </assistent>
        <berakningsperiod>
          <fromDag>2026-11-01</fromDag>
          <tomDag>2026-11-30</tomDag>
        </berakningsperiod>
        <assistansanordnare>
          <anordnareNamn>Anordnaren AB</anordnareNamn>
          <organisationsnummer>%s</organisationsnummer>
          <kontaktperson>Cilla Ceder</kontaktperson>
          <telefonnummer>08-1234567</telefonnummer>
          <assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>
        </assistansanordnare>
        <tidrapport>
          <rapportRad>
            <dag>1</dag>
            <fromTid>07.30</fromTid>
            <tomTid>12.00</tomTid>
            <aktivTid>true</aktivTid>
          </rapportRad>
          <rapportRad>
            <dag>30</dag>
            <fromTid>22.00</fromTid>
            <tomTid>24.00</tomTid>
            <vanteTid>true</vanteTid>
          </rapportRad>
        </tidrapport>
        <telefonnummerAnordnare>08-1234567</telefonnummerAnordnare>
        <telefonnummerAssistent>070-1234567</telefonnummerAssistent>
      </Tidredovisning>
      """
          .formatted(
              DocumentKind.TIME_REPORT.family() + "1", ID, ASSISTED, ASSISTANT, ORGANISATION);

  static final String OWN_EMPLOYER =
      "<anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>";

  private Documents() {}

  static Document read(String xml) {
    return HardenedXml.parse(xml.getBytes(UTF_8));
  }

  /** The text with one place changed; fails when the place is not there, or there twice. */
  static String changed(String xml, String from, String to) {
    int at = xml.indexOf(from);
    if (at < 0 || xml.indexOf(from, at + 1) >= 0) {
      throw new IllegalArgumentException("not exactly once: " + from);
    }
    return xml.replace(from, to);
  }

  /** Everything from the start tag to the end tag of an element replaced. */
  static String element(String xml, String name, String replacement) {
    int from = xml.indexOf("<" + name + ">");
    int to = xml.indexOf("</" + name + ">", from);
    if (from < 0 || to < 0) {
      throw new IllegalArgumentException("not there: " + name);
    }
    return xml.substring(0, from) + replacement + xml.substring(to + name.length() + 3);
  }
}
