package se.sluss.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Valid documents of both services, and what is needed to spoil them. */
public final class TestDocuments {
  private TestDocuments() {}

  /** A notification (E-IOA) of an assistant employed by the provider, from {@link TestPersons}. */
  public static byte[] notification(UUID id, String organisationNumber) {
    return notification(id, organisationNumber, TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }

  /** A notification (E-IOA) for the given people, both by personal number. */
  public static byte[] notification(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return utf8(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <AnmalanFranArbetsgivare xmlns="http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/1">
          <id>%s</id>
          <personSomHarAssistans>
            <personnummer>%s</personnummer>
            <fornamn>Åsa</fornamn>
            <efternamn>Provberg</efternamn>
          </personSomHarAssistans>
          <assistent>
            <personnummer>%s</personnummer>
            <fornamn>Örjan</fornamn>
            <efternamn>Testlund</efternamn>
            <anstallningsdatum>2026-11-01</anstallningsdatum>
            <narstaende>false</narstaende>
            <bosattInnanforEES>true</bosattInnanforEES>
            <andringGallerFrom>2026-12-01</andringGallerFrom>
          </assistent>
          <assistansanordnare>
            <anordnareNamn>Provassistans i Umeå AB</anordnareNamn>
            <organisationsnummer>%s</organisationsnummer>
            <kontaktperson>Kim Kontakt</kontaktperson>
            <telefonnummer>0901234567</telefonnummer>
            <assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>
          </assistansanordnare>
          <telefonnummerAnordnare>0901234567</telefonnummerAnordnare>
        </AnmalanFranArbetsgivare>
        """
            .formatted(id, assistedPerson, assistant, organisationNumber));
  }

  /** A time report (ELT) for November 2026 of an assistant employed by the provider. */
  public static byte[] timeReport(UUID id, String organisationNumber) {
    return timeReport(id, organisationNumber, TestPersons.ASSISTED, TestPersons.ASSISTANT);
  }

  /** A time report (ELT) for November 2026 for the given people, both by personal number. */
  public static byte[] timeReport(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return utf8(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Tidredovisning xmlns="http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1">
          <id>%s</id>
          <redovisningsmanad>2026-11</redovisningsmanad>
          <personSomHarAssistans>
            <personnummer>%s</personnummer>
            <fornamn>Åsa</fornamn>
            <efternamn>Provberg</efternamn>
          </personSomHarAssistans>
          <assistent>
            <personnummer>%s</personnummer>
            <fornamn>Örjan</fornamn>
            <efternamn>Testlund</efternamn>
            <kollektivavtal>true</kollektivavtal>
          </assistent>
          <assistansanordnare>
            <anordnareNamn>Provassistans i Umeå AB</anordnareNamn>
            <organisationsnummer>%s</organisationsnummer>
            <kontaktperson>Kim Kontakt</kontaktperson>
            <telefonnummer>0901234567</telefonnummer>
            <assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>
          </assistansanordnare>
          <tidrapport>
            <rapportRad>
              <dag>3</dag>
              <fromTid>07.30</fromTid>
              <tomTid>16.00</tomTid>
              <aktivTid>true</aktivTid>
            </rapportRad>
            <rapportRad>
              <dag>3</dag>
              <fromTid>16.00</fromTid>
              <tomTid>24.00</tomTid>
              <vanteTid>true</vanteTid>
            </rapportRad>
          </tidrapport>
          <telefonnummerAnordnare>0901234567</telefonnummerAnordnare>
        </Tidredovisning>
        """
            .formatted(id, assistedPerson, assistant, organisationNumber));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
