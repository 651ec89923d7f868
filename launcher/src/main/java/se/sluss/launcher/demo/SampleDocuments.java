package se.sluss.launcher.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Documents for demos and tests: valid ones, about people of Skatteverket's test series. */
public final class SampleDocuments {
  /** The person who has assistance. */
  public static final String ASSISTED = "189001019802";

  /** The assistant. */
  public static final String ASSISTANT = "189001029819";

  /** Signs for the provider. */
  public static final String PROVIDER_SIGNER = "199001012385";

  /** Two more adults. */
  public static final String THIRD = "189001039800";

  public static final String FOURTH = "199010102383";

  /** All of them. */
  public static final List<String> ADULTS =
      List.of(ASSISTED, ASSISTANT, PROVIDER_SIGNER, THIRD, FOURTH);

  private SampleDocuments() {}

  /** The n-th of ten thousand fictitious organisation numbers with a valid check digit. */
  public static String organisationNumber(int n) {
    if (n < 0 || n > 9_999) {
      throw new IllegalArgumentException("There are ten thousand of them, from 0");
    }
    String nine = "55999%04d".formatted(n);
    int sum = 0;
    for (int i = 0; i < nine.length(); i++) {
      int product = (nine.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
      sum += product / 10 + product % 10;
    }
    return nine + (10 - sum % 10) % 10;
  }

  /**
   * A notification (E-IOA) of an assistant employed by the provider; both by personal number. It
   * applies from a day that does not come soon: of one that has passed it would be warned.
   */
  public static byte[] notification(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return """
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
            <andringGallerFrom>2099-12-01</andringGallerFrom>
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
        .formatted(id, assistedPerson, assistant, organisationNumber)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A time report (ELT) for November 2026 of an assistant employed by the provider. */
  public static byte[] timeReport(
      UUID id, String organisationNumber, String assistedPerson, String assistant) {
    return """
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
        .formatted(id, assistedPerson, assistant, organisationNumber)
        .getBytes(StandardCharsets.UTF_8);
  }
}
