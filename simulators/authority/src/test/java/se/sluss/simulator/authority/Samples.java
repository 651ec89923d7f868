package se.sluss.simulator.authority;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import se.sluss.simulator.authority.contract.Bytes;
import se.sluss.simulator.authority.contract.InvalidDocumentException;
import se.sluss.simulator.authority.contract.Product;
import se.sluss.simulator.authority.contract.ReceivedDocument;
import se.sluss.simulator.authority.contract.Schemas;
import se.sluss.simulator.bankid.pki.Person;
import se.sluss.simulator.bankid.signature.BankIdSignature;
import se.sluss.simulator.bankid.signature.BankIdSignatures;
import se.sluss.simulator.bankid.signature.SigningRequest;

/** Documents of both kinds, signatures over them and requests that carry them. */
public final class Samples {
  public static final Person SIGNER = new Person("199001012385", "Astrid", "Testsson");
  public static final BankIdSignatures BANK = BankIdSignatures.inMemory();
  public static final Schemas SCHEMAS = new Schemas();

  private Samples() {}

  public static byte[] notification(String id) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <AnmalanFranArbetsgivare xmlns="http://schema.forsakringskassan.se/integration/isassistansersattning/ioa/anmalanfranarbetsgivare/1">
          <id>%s</id>
          <personSomHarAssistans>
            <personnummer>189001019802</personnummer><fornamn>Åsa</fornamn><efternamn>Test</efternamn>
          </personSomHarAssistans>
          <assistent>
            <personnummer>199010102383</personnummer><fornamn>Bo</fornamn><efternamn>Test</efternamn>
            <anstallningsdatum>2026-11-01</anstallningsdatum>
            <narstaende>false</narstaende>
            <bosattInnanforEES>true</bosattInnanforEES>
            <andringGallerFrom>2026-12-01</andringGallerFrom>
          </assistent>
          <assistansanordnare>
            <anordnareNamn>Provanordnaren</anordnareNamn>
            <organisationsnummer>5555555555</organisationsnummer>
            <kontaktperson>Cia Test</kontaktperson>
            <telefonnummer>0101234567</telefonnummer>
            <assistentAnstalldAvAnordnare>true</assistentAnstalldAvAnordnare>
          </assistansanordnare>
          <telefonnummerAnordnare>0101234567</telefonnummerAnordnare>
        </AnmalanFranArbetsgivare>
        """
        .formatted(id)
        .getBytes(UTF_8);
  }

  public static byte[] timeReport(String id) {
    return """
        <Tidredovisning xmlns="http://schema.forsakringskassan.se/integration/isassistansersattning/tidredovisning/1">
          <id>%s</id>
          <redovisningsmanad>2026-10</redovisningsmanad>
          <personSomHarAssistans>
            <personnummer>189001019802</personnummer><fornamn>Åsa</fornamn><efternamn>Test</efternamn>
          </personSomHarAssistans>
          <assistent>
            <personnummer>199010102383</personnummer><fornamn>Bo</fornamn><efternamn>Test</efternamn>
            <kollektivavtal>true</kollektivavtal>
          </assistent>
          <anstalldAvPersonSomHarAssistans>true</anstalldAvPersonSomHarAssistans>
          <tidrapport>
            <rapportRad><dag>25</dag><fromTid>00.00</fromTid><tomTid>07.30</tomTid><aktivTid>true</aktivTid></rapportRad>
            <rapportRad><dag>25</dag><fromTid>07.30</fromTid><tomTid>24.00</tomTid><vanteTid>true</vanteTid></rapportRad>
          </tidrapport>
          <telefonnummerAnordnare>0101234567</telefonnummerAnordnare>
        </Tidredovisning>
        """
        .formatted(id)
        .getBytes(UTF_8);
  }

  public static String entry(Product product, byte[] document) {
    try {
      return ReceivedDocument.read(product, SCHEMAS, new Bytes(document)).entry();
    } catch (InvalidDocumentException invalid) {
      throw new IllegalStateException(invalid);
    }
  }

  public static BankIdSignature signed(String nonVisible) {
    return BANK.sign(
        SigningRequest.by(SIGNER, Instant.now()).nonVisible(nonVisible.getBytes(UTF_8)).build());
  }

  public static String notificationRequest(byte[] document, BankIdSignature signature) {
    return envelope(
        """
        <SkickaAnmalanFranArbetsgivare xmlns="urn:shs:emottagning:SkickaAnmalanFranArbetsgivare:1">
          <anmalanfranarbetsgivare>%s</anmalanfranarbetsgivare>
          <underskrift>
            <signaturtyp>ANORDNARE</signaturtyp>
            <signatur>%s</signatur>
            <ocspresponse>%s</ocspresponse>
            <signaturdatum>2026-11-22</signaturdatum>
          </underskrift>
        </SkickaAnmalanFranArbetsgivare>
        """
            .formatted(base64(document), signature.signature(), signature.ocspResponse()));
  }

  public static String timeReportRequest(
      byte[] document, BankIdSignature assistant, BankIdSignature provider) {
    String pair =
        """
        <%1$s>
          <signature>%2$s</signature>
          <ocspResponse>%3$s</ocspResponse>
          <datumForSignatur>2026-11-22</datumForSignatur>
        </%1$s>
        """;
    return envelope(
        "<t:SkickaTidredovisning xmlns:t=\"urn:shs:emottagning:SkickaTidredovisning:1\""
            + " xmlns=\"urn:shs:emottagning:SkickaTidredovisning:1\"><tidredovisning>"
            + base64(document)
            + "</tidredovisning>"
            + pair.formatted("assistent-signatur", assistant.signature(), assistant.ocspResponse())
            + pair.formatted("anordnare-signatur", provider.signature(), provider.ocspResponse())
            + "</t:SkickaTidredovisning>");
  }

  public static String envelope(String body) {
    return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + body
        + "</soap:Body></soap:Envelope>";
  }

  public static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
